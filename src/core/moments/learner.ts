import type { GateReport } from '../models/deployment-gate.ts';
import { type AskingMemory, NEVER_ASKED } from './asking.ts';
import type { MomentAnswer } from './answered-moment.ts';

/** What came of one attempt to learn from a student's answers. */
export interface LearningOutcome {
  /** Unix time, milliseconds. */
  readonly at: number;
  /** The bundle that was trained further. */
  readonly parent: string;
  readonly answers: Readonly<Record<MomentAnswer, number>>;
  readonly sessions: number;
  readonly verdict: GateReport['verdict'];
  /** The gate's words; the first says what to do. */
  readonly sentences: readonly string[];
  /** The personal model that it made; null where the parent stays in use. */
  readonly adopted: string | null;
}

/** A student's own model: a stored bundle, in use wherever its parent would be. */
export interface PersonalModel {
  readonly parent: string;
  readonly bundle: string;
  /** Unix time, milliseconds. */
  readonly since: number;
}

/** A student who lets the model learn from their answers on this device, or once did. */
export interface Learner {
  readonly studentId: string;
  readonly formatVersion: 1;
  /** What was chosen last. */
  readonly optedIn: boolean;
  readonly asking: AskingMemory;
  /** At most one for each parent. */
  readonly personal: readonly PersonalModel[];
  /** Newest first. */
  readonly outcomes: readonly LearningOutcome[];
}

export interface LearnerStore {
  /** Those that can be read. */
  list(): Promise<readonly Learner[]>;
  get(studentId: string): Promise<Learner | null>;
  /**
   * Changes what is stored, a new learner where there is none, in one transaction; the very same
   * learner back means that nothing is written.
   */
  change(studentId: string, change: (learner: Learner) => Learner): Promise<Learner>;
  delete(studentId: string): Promise<void>;
}

const REMEMBERED = 20;

export const newLearner = (studentId: string): Learner => ({
  studentId,
  formatVersion: 1,
  optedIn: false,
  asking: NEVER_ASKED,
  personal: [],
  outcomes: [],
});

export const personalOf = (learner: Learner | null, parent: string): PersonalModel | null =>
  learner?.personal.find((model) => model.parent === parent) ?? null;

/**
 * With what came of an attempt. The newest gate decides: where it no longer says better, the model
 * that an earlier one made is out of use too.
 */
export function withOutcome(learner: Learner, outcome: LearningOutcome): Learner {
  const others = learner.personal.filter(({ parent }) => parent !== outcome.parent);
  const { adopted, parent, at } = outcome;
  return {
    ...learner,
    personal: adopted === null ? others : [...others, { parent, bundle: adopted, since: at }],
    outcomes: [outcome, ...learner.outcomes].slice(0, REMEMBERED),
  };
}

/** Back to what everybody has: no personal model, whatever its parent. */
export const withoutPersonal = (learner: Learner): Learner => ({ ...learner, personal: [] });
