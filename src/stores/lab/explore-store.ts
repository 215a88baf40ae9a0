import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Problem } from '../problem.ts';

export interface ExploreState {
  /** Of the last thing that was asked for. */
  readonly problem: Problem | null;
}

export type ExploreStore = StoreApi<ExploreState>;

export const createExploreStore = (): ExploreStore =>
  createStore<ExploreState>(() => ({ problem: null }));
