/** Which sessions run, in this tab or another: each holds a Web Lock that dies with its tab. */
export interface SessionLocks {
  /** Resolves once the lock is held, or cannot be; never rejects. */
  hold(sessionId: string): Promise<void>;
  release(sessionId: string): void;
  /** Every session that runs in any tab of this origin. */
  running(): Promise<ReadonlySet<string>>;
}

const PREFIX = 'heed-session:';

/** `locks` is absent on insecure origins, where no camera is either: there only this tab is known. */
export function createSessionLocks(
  locks: LockManager | undefined = (navigator as Partial<Navigator>).locks,
): SessionLocks {
  const releases = new Map<string, () => void>();

  return {
    hold: (sessionId) =>
      new Promise((resolve) => {
        const untilReleased = new Promise<void>((release) => {
          releases.set(sessionId, release);
        });
        if (locks === undefined) {
          resolve();
          return;
        }
        const resolveAndHold = (): Promise<void> => {
          resolve();
          return untilReleased;
        };
        // Where locks are refused (an origin without storage), the session goes on without one.
        locks.request(PREFIX + sessionId, { ifAvailable: true }, resolveAndHold).catch(resolve);
      }),
    release(sessionId) {
      releases.get(sessionId)?.();
      releases.delete(sessionId);
    },
    async running() {
      const { held = [] } = (await locks?.query().catch(() => undefined)) ?? {};
      const elsewhere = held.flatMap(({ name }) =>
        name?.startsWith(PREFIX) === true ? [name.slice(PREFIX.length)] : [],
      );
      return new Set([...releases.keys(), ...elsewhere]);
    },
  };
}
