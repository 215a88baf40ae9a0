import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Strategy } from '#core/lab/queue/choose-batch.ts';
import type { AnswerGiven } from '#core/lab/queue/queue-answer.ts';
import type { CurveResult, QueueBatch } from '#core/lab/queue/queue-batch.ts';

/** What can be asked about, and by what. */
export interface QueueChoice {
  /** Unambiguous among the choices. */
  readonly key: string;
  readonly name: string;
  readonly kind: 'quick' | 'bundle' | 'none';
}

export type QueueStage =
  | { readonly kind: 'closed' }
  | { readonly kind: 'reading'; readonly done: number; readonly all: number; readonly what: string }
  | {
      readonly kind: 'asking';
      readonly batch: QueueBatch;
      /** Of the first so many. */
      readonly given: readonly AnswerGiven[];
    }
  /** In a sentence. */
  | { readonly kind: 'failed'; readonly why: string };

export type CurveStage =
  | { readonly kind: 'none' }
  | { readonly kind: 'reading'; readonly done: number; readonly all: number }
  | { readonly kind: 'ready'; readonly result: CurveResult }
  | { readonly kind: 'failed'; readonly why: string };

/** A picture that the student let the session keep. */
export interface QueueFrame {
  /** Seconds since the stretch begins. */
  readonly seconds: number;
  readonly jpeg: Uint8Array;
}

export interface QueueState {
  /** null until they were read. */
  readonly choices: readonly QueueChoice[] | null;
  readonly chosen: string;
  readonly strategy: Strategy;
  /** Stretches to a batch. */
  readonly size: number;
  readonly stage: QueueStage;
  readonly curve: CurveStage;
  /** Of the stretch that is asked about. */
  readonly frames: readonly QueueFrame[];
  /** Why the last answer was not kept, and other things that did not stop the queue; sentences. */
  readonly troubles: readonly string[];
}

export type QueueStore = StoreApi<QueueState>;

export const createQueueStore = (): QueueStore =>
  createStore<QueueState>(() => ({
    choices: null,
    chosen: '',
    strategy: 'both',
    size: 10,
    stage: { kind: 'closed' },
    curve: { kind: 'none' },
    frames: [],
    troubles: [],
  }));
