import { ClassChannelError } from '#core/live/class-channel.ts';

export const notConnected = (cause?: unknown): ClassChannelError =>
  new ClassChannelError(
    'The class is not connected: the message was not sent and is still with whoever sent it. Try again when it is.',
    { cause },
  );

type Job = () => Promise<unknown>;

interface Waiting {
  readonly job: Job;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Messages under way at once, in their order; the others wait. */
export interface InFlight {
  /** Rejects as the job does, or with ClassChannelError. */
  run(job: Job): Promise<void>;
  /** Those that wait are given back; those under way are the connection's to send again. */
  giveBackWaiting(): void;
  /** Nothing will come of any of them. */
  giveBackAll(): void;
}

export function createInFlight(limit: number): InFlight {
  const waiting: Waiting[] = [];
  const underWay = new Set<Waiting>();

  const start = (entry: Waiting): void => {
    underWay.add(entry);
    const end = (): void => {
      underWay.delete(entry);
      const next = underWay.size < limit ? waiting.shift() : undefined;
      if (next !== undefined) start(next);
    };
    entry.job().then(entry.resolve, entry.reject).finally(end);
  };
  const giveBackWaiting = (): void => {
    for (const { reject } of waiting.splice(0)) reject(notConnected());
  };

  return {
    run: (job) =>
      new Promise((resolve, reject) => {
        const entry = { job, resolve, reject };
        if (underWay.size < limit) start(entry);
        else waiting.push(entry);
      }),
    giveBackWaiting,
    giveBackAll() {
      giveBackWaiting();
      for (const { reject } of underWay) reject(notConnected());
    },
  };
}
