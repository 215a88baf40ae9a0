import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Problem } from '../problem.ts';

export interface TrainState {
  /** Of the last thing that was asked for. */
  readonly problem: Problem | null;
}

export type TrainStore = StoreApi<TrainState>;

export const createTrainStore = (): TrainStore =>
  createStore<TrainState>(() => ({ problem: null }));
