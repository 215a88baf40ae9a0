import type { ClassArrival, ClassLink, WatchOptions } from '#core/live/class-channel.ts';
import type { ClassCell, ClassNow } from '#core/live/class-figures.ts';
import { DROP_REASONS, type DropReason } from '#core/live/messages/class-message.ts';
import type { ClassRecord, ClassRecordStore } from '#core/live/records/class-record.ts';
import type { ClassRollup } from '#core/live/rollup/class-rollup.ts';
import { memberId, type MemberId } from '#core/live/class-room.ts';
import { lectureTimeS, timestampMs, type TimestampMs } from '#core/units.ts';
import { createWatchClass, type ClassChange, type WatchClass } from '#pipelines/watch-class.ts';

const TOO_FEW = { kind: 'too_few' } as const;
const NOTHING = {
  score: TOO_FEW,
  statuses: TOO_FEW,
  paused: TOO_FEW,
  states: { boredom: TOO_FEW, engagement: TOO_FEW, confusion: TOO_FEW, frustration: TOO_FEW },
};

/** Counts what is asked of it, and has a cell more after each tenth message. */
class CountingRollup implements ClassRollup {
  messages = 0;
  revision = 0;
  readonly asked = { now: 0, cells: 0, slow: 0, ticks: 0 };
  #cells: readonly ClassCell[] = [];
  #at = timestampMs(0);

  take(): void {
    this.messages++;
    if (this.messages % 10 !== 0) return;
    this.revision++;
    this.#cells = [...this.#cells, { ...NOTHING, index: this.#cells.length }];
  }
  tick(at: TimestampMs): void {
    this.asked.ticks++;
    this.#at = at;
  }
  now(): ClassNow {
    this.asked.now++;
    const present = { kind: 'all', students: 23 } as const;
    return { ...NOTHING, at: this.#at, present, lectureTime: lectureTimeS(1), lastHeard: null };
  }
  lecture(): readonly ClassCell[] {
    this.asked.cells++;
    return this.#cells;
  }
  wall(): readonly ClassCell[] {
    return this.#cells;
  }
  moments(): [] {
    this.asked.slow++;
    return [];
  }
  overall = (): typeof NOTHING => NOTHING;
  alerts = (): [] => [];
  named = (): [] => [];
  namedSeries = (): [] => [];
}

export class MemoryRecords implements ClassRecordStore {
  readonly written: ClassRecord[] = [];
  /** Set to make every write fail. */
  failure: Error | null = null;
  /** Writes that wait until they are let through. */
  held: (() => void)[] | null = null;

  async put(record: ClassRecord): Promise<void> {
    const { held } = this;
    if (held !== null) await new Promise<void>((resolve) => held.push(resolve));
    if (this.failure !== null) throw this.failure;
    this.written.push(record);
  }
  list = () => Promise.resolve({ heads: [], unreadable: [] });
  get = (id: string) =>
    Promise.resolve(this.written.findLast((record) => record.id === id) ?? null);
  delete = () => Promise.resolve();
}

const MEMBER = memberId('s-aaaaaaaa') as MemberId;

export interface ClassRig {
  readonly watch: WatchClass;
  readonly rollup: CountingRollup;
  readonly records: MemoryRecords;
  readonly changes: ClassChange[];
  readonly failures: unknown[];
  readonly recorded: string[];
  readonly links: ClassLink[];
  /** One message that is let in, or `bad`. */
  readonly arrive: (text?: 'good' | 'bad') => void;
  /** Lets time pass without a tick. */
  readonly pass: (ms: number) => void;
  readonly isWatching: () => boolean;
}

/** The pipeline over a channel, a gate and a clock that the test moves by hand. */
export function classRig(): ClassRig {
  let at = 1_000_000;
  let options: WatchOptions | null = null;
  const rollup = new CountingRollup();
  const records = new MemoryRecords();
  const changes: ClassChange[] = [];
  const failures: unknown[] = [];
  const recorded: string[] = [];
  const links: ClassLink[] = [];
  const dropped = Object.fromEntries(DROP_REASONS.map((reason) => [reason, 0])) as Record<
    DropReason,
    number
  >;
  const watch = createWatchClass({
    room: { courseId: 'bio-101', lectureId: 'cells-03' },
    startedAt: timestampMs(at),
    watch(given) {
      options = given;
      given.onLink({ kind: 'connected' });
      return () => {
        options = null;
        return Promise.resolve();
      };
    },
    gate: {
      dropped,
      admit({ member, payload, receivedAt, retained }: ClassArrival) {
        if (payload === 'bad') {
          dropped.malformed++;
          return { kind: 'dropped', reason: 'malformed' };
        }
        const message = { kind: 'left', run: 'aaaaaaaa', why: 'ended' } as const;
        return { kind: 'admitted', member, message, at: receivedAt, receivedAt, retained };
      },
    },
    rollup,
    clock: () => timestampMs(at),
    records,
    newId: () => 'record-1',
    minimumGroup: 5,
    on: {
      link: (link) => links.push(link),
      change: (change) => changes.push(change),
      recorded: (id) => recorded.push(id),
      recordFailed: (error) => failures.push(error),
    },
  });
  return {
    watch,
    rollup,
    records,
    changes,
    failures,
    recorded,
    links,
    arrive(payload = 'good') {
      options?.onArrival({
        member: MEMBER,
        payload,
        receivedAt: timestampMs(at),
        retained: false,
      });
    },
    pass(ms) {
      at += ms;
    },
    isWatching: () => options !== null,
  };
}
