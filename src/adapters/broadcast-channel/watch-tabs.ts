import type { ClassArrival, WatchOptions } from '#core/live/class-channel.ts';
import type { Clock } from '#core/ports.ts';
import {
  channelName,
  lockName,
  readTabMessage,
  type Said,
  type TabMessage,
} from './tab-message.ts';

/** What a vanished tab said last may still be on its way when its lock is already free. */
const LAST_WORDS_MS = 100;

interface Stay {
  number: number;
  readonly waiting: AbortController;
}

/** No text of ours, and no bytes: what is left is something that cannot be read. */
const asPayload = (payload: unknown): ClassArrival['payload'] =>
  typeof payload === 'string' || payload instanceof Uint8Array ? payload : '';

/** A dashboard among the tabs. Closing is done when its promise resolves. */
export function watchTabs(
  { room, onArrival, onLink }: WatchOptions,
  clock: Clock,
): () => Promise<void> {
  const channel = new BroadcastChannel(channelName(room));
  const stays = new Map<string, Stay>();
  let closed = false;

  const deliver = ({ member }: Said, payload: unknown, retained: boolean): void => {
    onArrival({ member, payload: asPayload(payload), receivedAt: clock(), retained });
  };
  const forget = (key: string): void => {
    stays.get(key)?.waiting.abort();
    stays.delete(key);
  };

  /** Granted when the student's tab is gone. */
  const awaitEnd = (said: Said, key: string, { waiting }: Stay): void => {
    const gone = (): void => {
      if (stays.get(key)?.waiting !== waiting) return;
      forget(key);
      deliver(said, said.lastWill, false);
    };
    const { signal } = waiting;
    navigator.locks
      .request(key, { mode: 'shared', signal }, () => {
        setTimeout(gone, LAST_WORDS_MS);
      })
      .catch(() => undefined);
  };

  const stayOf = (said: Said): { readonly key: string; readonly stay: Stay } => {
    const key = lockName(room, said);
    const known = stays.get(key);
    if (known !== undefined) return { key, stay: known };
    const stay: Stay = { number: 0, waiting: new AbortController() };
    stays.set(key, stay);
    if (said.locked && 'locks' in navigator) awaitEnd(said, key, stay);
    return { key, stay };
  };

  const hear = (message: Exclude<TabMessage, { kind: 'ask' }>): void => {
    const { key, stay } = stayOf(message);
    const isNew = message.number > stay.number;
    stay.number = Math.max(stay.number, message.number);
    switch (message.kind) {
      case 'here':
        if (isNew) deliver(message, message.last, true);
        return;
      case 'state':
        deliver(message, message.payload, false);
        return;
      case 'farewell':
        forget(key);
        deliver(message, message.payload, false);
    }
  };

  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    const message = readTabMessage(data);
    if (message !== null && message.kind !== 'ask') hear(message);
  };
  const ask: TabMessage = { kind: 'ask' };
  channel.postMessage(ask);
  onLink({ kind: 'connecting' });
  queueMicrotask(() => {
    if (!closed) onLink({ kind: 'connected' });
  });

  return () => {
    closed = true;
    channel.close();
    for (const key of [...stays.keys()]) forget(key);
    return Promise.resolve();
  };
}
