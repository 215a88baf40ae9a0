import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ClassRecord, ClassRecordHead } from '#core/live/class-record.ts';
import type { Problem } from './problem.ts';

/** The records that this browser keeps of classes. */
export interface ClassRecordsState {
  /** Newest first; null until looked up. */
  readonly heads: readonly ClassRecordHead[] | null;
  /** Those that a page has asked for, by id; null where there is none to be read. */
  readonly records: Readonly<Record<string, ClassRecord | null>>;
  readonly problem: Problem | null;
}

export type ClassRecordsStore = StoreApi<ClassRecordsState>;

export const createClassRecordsStore = (): ClassRecordsStore =>
  createStore<ClassRecordsState>(() => ({ heads: null, records: {}, problem: null }));
