import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Problem } from '../problem.ts';

export interface ClipsState {
  /** Of the last thing that was asked for. */
  readonly problem: Problem | null;
}

export type ClipsStore = StoreApi<ClipsState>;

export const createClipsStore = (): ClipsStore =>
  createStore<ClipsState>(() => ({ problem: null }));
