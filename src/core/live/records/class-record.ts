import type { Probability, TimestampMs } from '../../units.ts';
import type { ClassCell, ClassFigures, ClassMoment, StatusShares } from '../class-figures.ts';
import type { DropReason } from '../messages/class-message.ts';
import type { ClassRoom } from '../class-room.ts';

export const CLASS_RECORD_VERSION = 1;

/** A named student in one cell of the lecture's time. */
export interface NamedCell {
  readonly index: number;
  /** Means over what was sent within the cell; null where nothing of the kind was. */
  readonly score: number | null;
  readonly statuses: StatusShares | null;
  readonly pausedShare: Probability | null;
  readonly states: readonly (Probability | null)[] | null;
}

export interface NamedSeries {
  readonly key: string;
  readonly name: string;
  readonly cells: readonly NamedCell[];
}

/**
 * What an instructor keeps of a class: figures that were shown, and series of those who share by
 * name. Nothing of anybody else alone is ever written.
 */
export interface ClassRecord extends ClassRoom {
  readonly id: string;
  readonly formatVersion: typeof CLASS_RECORD_VERSION;
  readonly startedAt: TimestampMs;
  readonly updatedAt: TimestampMs;
  /** null while the class runs, and where its dashboard was lost. */
  readonly endedAt: TimestampMs | null;
  readonly minimumGroup: number;
  /** Over the whole lecture, each student once by their own mean. */
  readonly overall: ClassFigures;
  /** By the lecture's time, and by wall time from `startedAt`; rising `index`, holes left out. */
  readonly lecture: readonly ClassCell[];
  readonly wall: readonly ClassCell[];
  readonly moments: readonly ClassMoment[];
  readonly named: readonly NamedSeries[];
  readonly messages: number;
  readonly dropped: Readonly<Record<DropReason, number>>;
}

/** For lists: without its cells. */
export type ClassRecordHead = Pick<
  ClassRecord,
  | 'id'
  | 'formatVersion'
  | 'courseId'
  | 'lectureId'
  | 'startedAt'
  | 'updatedAt'
  | 'endedAt'
  | 'minimumGroup'
  | 'overall'
>;

export interface ClassRecordList {
  /** Newest first. */
  readonly heads: readonly ClassRecordHead[];
  /** Of each record that cannot be read, and was left as it is: a sentence that says why. */
  readonly unreadable: readonly string[];
}

/** Where an instructor's browser keeps records. */
export interface ClassRecordStore {
  list(): Promise<ClassRecordList>;
  /** null where there is none, or where what is kept cannot be read. */
  get(id: string): Promise<ClassRecord | null>;
  /** Replaces the one of the same id. Held in memory, until the page closes, where nothing can be stored. */
  put(record: ClassRecord): Promise<void>;
  delete(id: string): Promise<void>;
}
