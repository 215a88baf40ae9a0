import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Problem } from '../problem.ts';

export interface QueueState {
  /** Of the last thing that was asked for. */
  readonly problem: Problem | null;
}

export type QueueStore = StoreApi<QueueState>;

export const createQueueStore = (): QueueStore =>
  createStore<QueueState>(() => ({ problem: null }));
