import type { Admission } from '#core/live/gate/admission.ts';
import type { ClassAlert } from '#core/live/moments/class-alerts.ts';
import type { ClassArrival, ClassChannel, ClassLink } from '#core/live/class-channel.ts';
import type { ClassCell, ClassMoment, ClassNow, NamedStudent } from '#core/live/class-figures.ts';
import type { DropReason } from '#core/live/messages/class-message.ts';
import {
  CLASS_RECORD_VERSION,
  type ClassRecord,
  type ClassRecordStore,
} from '#core/live/records/class-record.ts';
import type { ClassRollup } from '#core/live/rollup/class-rollup.ts';
import type { ClassRoom } from '#core/live/class-room.ts';
import type { Clock } from '#core/ports.ts';
import type { TimestampMs } from '#core/units.ts';

/** Of the class now; what a person can follow, and well under what a reading may take to be seen. */
const PUBLISH_EVERY_MS = 80;
/** Of what has cells, moments and names: they change slowly and cost more to draw. */
const PUBLISH_SLOW_EVERY_MS = 500;
/** Also where nobody says anything: who was not heard of is gone after a while. */
const PUBLISH_AT_LEAST_EVERY_MS = 1000;
const SAVE_EVERY_MS = 10_000;

type Dropped = Readonly<Record<DropReason, number>>;

/** What of the class has changed; parts that have not are left out. */
export interface ClassChange {
  readonly now: ClassNow;
  readonly messages: number;
  readonly dropped?: Dropped;
  readonly lecture?: readonly ClassCell[];
  readonly wall?: readonly ClassCell[];
  readonly moments?: readonly ClassMoment[];
  readonly alerts?: readonly ClassAlert[];
  readonly named?: readonly NamedStudent[];
}

export interface WatchClassDeps {
  readonly room: ClassRoom;
  readonly startedAt: TimestampMs;
  readonly watch: ClassChannel['watch'];
  readonly gate: { admit(arrival: ClassArrival): Admission; readonly dropped: Dropped };
  readonly rollup: ClassRollup;
  readonly clock: Clock;
  /** null where nothing is kept. */
  readonly records: ClassRecordStore | null;
  /** A UUID. */
  readonly newId: () => string;
  readonly minimumGroup: number;
  readonly on: {
    readonly link: (link: ClassLink) => void;
    readonly change: (change: ClassChange) => void;
    /** The record was written, under this id. */
    readonly recorded: (id: string) => void;
    readonly recordFailed: (error: unknown) => void;
  };
}

/** An instructor's end of the class. It owns no timer: `tick` is called by whoever has one. */
export interface WatchClass {
  /** Publishes what is due and keeps the record; about as often as the page draws, at least 10 Hz. */
  tick(): void;
  /** Writes the record, if anybody came. `ended` may be followed by `running` again. Never rejects. */
  save(state: 'running' | 'ended'): Promise<void>;
  /** Leaves the channel and ends the record. Never rejects. */
  close(): Promise<void>;
}

/** From arrivals to what the page shows; work for the whole class is done per publication alone. */
export function createWatchClass(deps: WatchClassDeps): WatchClass {
  const { gate, rollup, clock, records, on } = deps;
  const id = deps.newId();
  let isClosed = false;
  let heard = false;
  let publishedAt = Number.NEGATIVE_INFINITY;
  let publishedSlowlyAt = Number.NEGATIVE_INFINITY;
  let publishedRevision: number | null = null;
  let publishedDrops = 0;
  let triedToSaveAt = deps.startedAt;
  let saved: { readonly messages: number; readonly revision: number } | null = null;
  let saving: Promise<void> | null = null;

  function publish(at: TimestampMs): void {
    rollup.tick(at);
    const drops = Object.values(gate.dropped).reduce((sum, count) => sum + count, 0);
    const slow = at - publishedSlowlyAt >= PUBLISH_SLOW_EVERY_MS || isClosed;
    const withCells = slow && rollup.revision !== publishedRevision;
    on.change({
      now: rollup.now(),
      messages: rollup.messages,
      ...(drops === publishedDrops ? {} : { dropped: { ...gate.dropped } }),
      ...(slow
        ? { moments: rollup.moments(), alerts: rollup.alerts(), named: rollup.named() }
        : {}),
      ...(withCells ? { lecture: rollup.lecture(), wall: rollup.wall() } : {}),
    });
    heard = false;
    publishedAt = at;
    publishedDrops = drops;
    if (slow) publishedSlowlyAt = at;
    if (withCells) publishedRevision = rollup.revision;
  }

  const stopWatching = deps.watch({
    room: deps.room,
    onLink: on.link,
    onArrival(arrival) {
      if (isClosed) return;
      const admission = gate.admit(arrival);
      if (admission.kind === 'admitted') rollup.take(admission);
      heard = true;
      // The first message after a quiet time is not kept waiting for the timer.
      const at = clock();
      if (at - publishedAt >= PUBLISH_EVERY_MS) publish(at);
    },
  });

  function record(at: TimestampMs, state: 'running' | 'ended'): ClassRecord {
    return {
      id,
      formatVersion: CLASS_RECORD_VERSION,
      courseId: deps.room.courseId,
      lectureId: deps.room.lectureId,
      startedAt: deps.startedAt,
      updatedAt: at,
      endedAt: state === 'ended' ? at : null,
      minimumGroup: deps.minimumGroup,
      overall: rollup.overall(),
      lecture: rollup.lecture(),
      wall: rollup.wall(),
      moments: rollup.moments(),
      named: rollup.namedSeries(),
      messages: rollup.messages,
      dropped: { ...gate.dropped },
    };
  }

  async function write(state: 'running' | 'ended'): Promise<void> {
    if (records === null || rollup.messages === 0) return;
    const { messages, revision } = rollup;
    try {
      await records.put(record(clock(), state));
      saved = { messages, revision };
      on.recorded(id);
    } catch (error) {
      on.recordFailed(error);
    }
  }

  /** One after another, so that an older record never replaces a newer one. */
  function save(state: 'running' | 'ended'): Promise<void> {
    const writing = saving === null ? write(state) : saving.then(() => write(state));
    const done = writing.then(() => {
      if (saving === done) saving = null;
    });
    saving = done;
    return done;
  }

  return {
    tick() {
      if (isClosed) return;
      const at = clock();
      const since = at - publishedAt;
      if ((heard && since >= PUBLISH_EVERY_MS) || since >= PUBLISH_AT_LEAST_EVERY_MS) publish(at);
      if (at - triedToSaveAt < SAVE_EVERY_MS || saving !== null) return;
      const { messages, revision } = rollup;
      if (saved?.messages === messages && saved.revision === revision) return;
      triedToSaveAt = at;
      void save('running');
    },
    save,
    async close() {
      if (isClosed) return;
      isClosed = true;
      publish(clock());
      await Promise.allSettled([save('ended'), stopWatching()]);
    },
  };
}
