/** What waits for a dashboard that went away is kept for a while, not for good. */
import type { Aedes, Client } from 'aedes';

/** As long as a student keeps what was not sent. */
const KEPT_MS = 15 * 60_000;

interface Queued {
  readonly messageId?: number;
}

/** The part of aedes-persistence that is used here; aedes has no types for it. */
interface Persistence {
  cleanSubscriptions(client: { readonly id: string }): Promise<unknown>;
  outgoingStream(client: { readonly id: string }): AsyncIterable<Queued>;
  outgoingClearMessageId(client: { readonly id: string }, packet: Queued): Promise<unknown>;
}

/** Drops sessions that asked to be kept and were not taken up again. Returns what stops it. */
export function forgetSessionsLater(broker: Aedes, keptMs = KEPT_MS): () => void {
  const { persistence } = broker as Aedes & { readonly persistence: Persistence };
  const timers = new Map<string, NodeJS.Timeout>();
  const keep = (id: string): void => {
    clearTimeout(timers.get(id));
    timers.delete(id);
  };
  const forget = async (id: string): Promise<void> => {
    timers.delete(id);
    await persistence.cleanSubscriptions({ id });
    for await (const packet of persistence.outgoingStream({ id })) {
      await persistence.outgoingClearMessageId({ id }, packet);
    }
  };
  broker.on('client', ({ id }: Client) => {
    keep(id);
  });
  broker.on('clientDisconnect', ({ id, clean }: Client) => {
    if (clean) return;
    keep(id);
    timers.set(
      id,
      setTimeout(() => {
        forget(id).catch((error: unknown) => {
          broker.emit('error', error);
        });
      }, keptMs).unref(),
    );
  });
  return () => {
    for (const timer of timers.values()) clearTimeout(timer);
  };
}
