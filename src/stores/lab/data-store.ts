import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Problem } from '../problem.ts';

export interface DataState {
  /** Of the last thing that was asked for. */
  readonly problem: Problem | null;
}

export type DataStore = StoreApi<DataState>;

export const createDataStore = (): DataStore => createStore<DataState>(() => ({ problem: null }));
