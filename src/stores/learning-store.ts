import { createStore, type StoreApi } from 'zustand/vanilla';
import type { MomentAnswer } from '#core/moments/answered-moment.ts';
import type { MomentQuestion } from '#core/moments/asking.ts';
import type { Enough } from '#core/moments/enough-answers.ts';
import type { LearningOutcome, PersonalModel } from '#core/moments/learner.ts';

/** A student whose answers a model may learn from, or once might. */
export interface ShownLearner {
  readonly studentId: string;
  readonly optedIn: boolean;
  readonly answers: Readonly<Record<MomentAnswer, number>>;
  readonly enough: Enough;
  readonly personal: readonly PersonalModel[];
  /** Newest first. */
  readonly outcomes: readonly LearningOutcome[];
}

export interface LearningState {
  /** What the running session's student is asked; null: nothing. */
  readonly question: MomentQuestion | null;
  /** null until looked up. */
  readonly learners: readonly ShownLearner[] | null;
  /** Whose answers are learnt from right now. */
  readonly learningFor: string | null;
}

export type LearningStore = StoreApi<LearningState>;

export const createLearningStore = (initial: Partial<LearningState> = {}): LearningStore =>
  createStore<LearningState>(() => ({
    question: null,
    learners: null,
    learningFor: null,
    ...initial,
  }));
