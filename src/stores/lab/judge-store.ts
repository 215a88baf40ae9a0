import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Problem } from '../problem.ts';

export interface JudgeState {
  /** Of the last thing that was asked for. */
  readonly problem: Problem | null;
}

export type JudgeStore = StoreApi<JudgeState>;

export const createJudgeStore = (): JudgeStore =>
  createStore<JudgeState>(() => ({ problem: null }));
