import { createStore, type StoreApi } from 'zustand/vanilla';
import { type ClipQueueState, EMPTY_QUEUE } from '#core/lab/clip-queue-state.ts';

export interface ClipsState {
  readonly queue: ClipQueueState;
  /** In sentences, which of the videos that are kept cannot be shown. */
  readonly unreadable: readonly string[];
  /** Of the last thing that was asked for, in a sentence; null where there is nothing to say. */
  readonly said: string | null;
  /** Why reading ended for all, in a sentence. */
  readonly trouble: string | null;
  /** Grows with each source of videos that was added and each clip whose features are there. */
  readonly revision: number;
}

export type ClipsStore = StoreApi<ClipsState>;

export const createClipsStore = (): ClipsStore =>
  createStore<ClipsState>(() => ({
    queue: EMPTY_QUEUE,
    unreadable: [],
    said: null,
    trouble: null,
    revision: 0,
  }));
