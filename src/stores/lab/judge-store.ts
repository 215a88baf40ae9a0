import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AblationModel } from '#core/evaluation/study/study.ts';
import type { Explanation, RunFile, RunJudgement } from '#core/lab/judge/run-judgement.ts';

/** Something asked for that takes its time; why it failed is a sentence. */
export type Working = {
  readonly kind: 'working';
  readonly done: number;
  readonly all: number;
  readonly what: string;
  /** Of the training that runs; null where none does. */
  readonly epoch: number | null;
};
interface Failed {
  readonly kind: 'failed';
  readonly why: string;
}

export type OpenedRun =
  | { readonly kind: 'reading' }
  | { readonly kind: 'missing' }
  | Failed
  | { readonly kind: 'ready'; readonly file: RunFile };

export type Judging =
  | { readonly kind: 'none' }
  | Working
  | Failed
  | { readonly kind: 'ready'; readonly judgement: RunJudgement };

/** What moved the prediction of the window that was asked for last. */
export type Explained =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'working';
      readonly index: number;
      readonly done: number;
      readonly all: number;
    }
  | { readonly kind: 'failed'; readonly index: number; readonly why: string }
  | { readonly kind: 'ready'; readonly index: number; readonly explanation: Explanation };

/** Long work; what was found out is in the run's file. */
export type LongWork = { readonly kind: 'idle' } | { readonly kind: 'stopped' } | Working | Failed;

export interface JudgeState {
  /** null before a run was opened. */
  readonly runId: string | null;
  readonly opened: OpenedRun;
  readonly judging: Judging;
  readonly explained: Explained;
  readonly ablating: Readonly<Record<AblationModel, LongWork>>;
  readonly weighing: LongWork;
}

export type JudgeStore = StoreApi<JudgeState>;

export const NO_RUN: JudgeState = {
  runId: null,
  opened: { kind: 'reading' },
  judging: { kind: 'none' },
  explained: { kind: 'none' },
  ablating: { own: { kind: 'idle' }, logistic: { kind: 'idle' } },
  weighing: { kind: 'idle' },
};

export const createJudgeStore = (): JudgeStore => createStore<JudgeState>(() => NO_RUN);
