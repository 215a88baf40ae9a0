import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Problem } from '../problem.ts';

export interface LabelsState {
  /** Of the last thing that was asked for. */
  readonly problem: Problem | null;
}

export type LabelsStore = StoreApi<LabelsState>;

export const createLabelsStore = (): LabelsStore =>
  createStore<LabelsState>(() => ({ problem: null }));
