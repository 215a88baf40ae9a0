/** Which runs are trained, in this tab or another: each holds a Web Lock that dies with its worker. */
export interface RunLocks {
  /** Rejects with RunBusy where somebody else trains it. */
  whileHeld<Result>(runId: string, work: () => Promise<Result>): Promise<Result>;
  /** Every run that is trained in any tab of this origin. */
  running(): Promise<ReadonlySet<string>>;
}

export class RunBusy extends Error {
  override readonly name = 'RunBusy';
}

const PREFIX = 'heed-run:';
const BUSY = 'This run is being trained in another tab. Watch it there, or close that tab first.';

/** `locks` is absent on insecure origins: there nothing is known of other tabs. */
export function createRunLocks(
  locks: LockManager | undefined = (navigator as { readonly locks?: LockManager }).locks,
): RunLocks {
  return {
    async whileHeld(runId, work) {
      if (locks === undefined) return work();
      return locks.request(PREFIX + runId, { ifAvailable: true }, (lock) => {
        if (lock === null) throw new RunBusy(BUSY);
        return work();
      });
    },
    async running() {
      const { held = [] } = (await locks?.query().catch(() => undefined)) ?? {};
      return new Set(
        held.flatMap(({ name }) =>
          name?.startsWith(PREFIX) === true ? [name.slice(PREFIX.length)] : [],
        ),
      );
    },
  };
}
