import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ClassRecord, ClassRecordHead } from '#core/live/records/class-record.ts';
import type { Problem } from './problem.ts';

/** The records that this browser keeps of classes. */
export interface ClassRecordsState {
  /** Newest first; null until looked up. */
  readonly heads: readonly ClassRecordHead[] | null;
  /** A sentence for each record that cannot be read. */
  readonly unreadable: readonly string[];
  /** Those that a page has asked for, by id; null where there is none to be read. */
  readonly records: Readonly<Record<string, ClassRecord | null>>;
  /** Of the last thing that was asked for. */
  readonly problem: Problem | null;
  /** Why records are held in memory only, and are lost with the page; null where they are stored. */
  readonly held: Problem | null;
}

export type ClassRecordsStore = StoreApi<ClassRecordsState>;

export const createClassRecordsStore = (): ClassRecordsStore =>
  createStore<ClassRecordsState>(() => ({
    heads: null,
    unreadable: [],
    records: {},
    problem: null,
    held: null,
  }));
