import type { LogHealth, SessionLog } from '#core/ports.ts';
import type { SampleChunk, SessionEvent } from '#core/sessions/records.ts';

/** What could not be written, so that it can still be exported. */
export interface Unsaved {
  readonly chunks: readonly SampleChunk[];
  readonly events: readonly SessionEvent[];
}

export interface SessionWriter {
  samples(chunk: SampleChunk): void;
  events(events: readonly SessionEvent[]): void;
  /** Tells how the log stands, where that changed. */
  report(health: LogHealth): void;
  /** Resolves once everything given so far was written or has failed; never rejects. */
  settled(): Promise<void>;
  unsaved(): Unsaved;
  /** Gives up what is not yet written. */
  drop(): void;
}

type Pending =
  | { readonly kind: 'samples'; readonly chunk: SampleChunk }
  | { readonly kind: 'events'; readonly events: readonly SessionEvent[] };

/**
 * One write at a time, in order. What fails is kept and tried again, one at each later write and
 * all as soon as one succeeds, so that a log that comes back gets everything.
 */
export function createSessionWriter(
  log: SessionLog,
  onHealth: (health: LogHealth) => void,
): SessionWriter {
  let fresh: Pending[] = [];
  let failed: Pending[] = [];
  let writing: Promise<void> | null = null;
  let told: LogHealth | null = null;

  const report = (health: LogHealth): void => {
    const known = told?.kind === health.kind && reasonOf(told) === reasonOf(health);
    told = health;
    if (!known) onHealth(health);
  };

  const append = async (pending: Pending): Promise<boolean> => {
    try {
      await (pending.kind === 'samples'
        ? log.appendSamples(pending.chunk)
        : log.appendEvents(pending.events));
      return true;
    } catch (cause) {
      report({ kind: 'in_memory', reason: 'storage_failed', cause });
      return false;
    }
  };

  /** Writes the first of `list`; what fails is kept. Entries stay listed until they are written. */
  const writeFirst = async (list: () => Pending[]): Promise<boolean> => {
    const [first] = list();
    if (first === undefined) return false;
    const written = await append(first);
    fresh = fresh.filter((pending) => pending !== first);
    failed = failed.filter((pending) => pending !== first);
    if (!written) failed.push(first);
    return written;
  };

  const work = async (): Promise<void> => {
    do {
      while (fresh.length > 0) await writeFirst(() => fresh);
    } while ((await writeFirst(() => failed)) || fresh.length > 0);
    if (failed.length === 0) report(log.health);
  };

  const start = (): void => {
    writing = work().finally(() => {
      writing = null;
      if (fresh.length > 0) start();
    });
  };

  const write = (pending: Pending): void => {
    fresh.push(pending);
    if (writing === null) start();
  };

  return {
    samples(chunk) {
      write({ kind: 'samples', chunk });
    },
    events(events) {
      write({ kind: 'events', events });
    },
    report,
    async settled() {
      while (writing !== null) await writing;
    },
    unsaved() {
      const left = [...failed, ...fresh];
      return {
        chunks: left.flatMap((pending) => (pending.kind === 'samples' ? [pending.chunk] : [])),
        events: left.flatMap((pending) => (pending.kind === 'events' ? pending.events : [])),
      };
    },
    drop() {
      fresh = [];
      failed = [];
    },
  };
}

const reasonOf = (health: LogHealth): string => (health.kind === 'stored' ? '' : health.reason);
