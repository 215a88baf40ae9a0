import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Problem } from '../problem.ts';

export interface ModelsState {
  /** Of the last thing that was asked for. */
  readonly problem: Problem | null;
}

export type ModelsStore = StoreApi<ModelsState>;

export const createModelsStore = (): ModelsStore =>
  createStore<ModelsState>(() => ({ problem: null }));
