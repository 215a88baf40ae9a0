import { createStore, type StoreApi } from 'zustand/vanilla';
import type { FeatureExploration, WindowCurves } from '#core/lab/explore/exploration.ts';

export type Explored =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'reading'; readonly done: number; readonly all: number; readonly what: string }
  | { readonly kind: 'ready'; readonly exploration: FeatureExploration }
  /** In a sentence. */
  | { readonly kind: 'failed'; readonly why: string };

export interface ExploreState {
  readonly explored: Explored;
  /** The window that is looked at; null before one was asked for. */
  readonly window: WindowCurves | null;
  /** Why the window could not be had. */
  readonly windowProblem: string | null;
}

export type ExploreStore = StoreApi<ExploreState>;

export const createExploreStore = (): ExploreStore =>
  createStore<ExploreState>(() => ({
    explored: { kind: 'nothing' },
    window: null,
    windowProblem: null,
  }));
