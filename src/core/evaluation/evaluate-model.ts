import type { OutputKind } from '../models/output-kind.ts';
import { at } from '../numeric/at.ts';
import { resultOf } from '../numeric/result-of.ts';
import { seededRandom } from '../numeric/seeded-random.ts';
import type { Evaluation, Question } from './evaluation.ts';
import type { LabelScale } from './figures.ts';
import { type JudgedRows, presenceRows } from './judged-rows.ts';
import { type Judgement, judging } from './judgement.ts';
import {
  assertTargets,
  columnOf,
  exclusiveTruth,
  presenceOf,
  type TargetRow,
} from './target-rows.ts';

export const RESAMPLES = 1000;
const INTERVAL_LEVEL = 0.95;

type Probabilities = readonly (readonly number[])[];

export interface EvaluationInput {
  readonly labels: readonly string[];
  /** Whether the labels are levels of one thing in rising order. */
  readonly ordinal: boolean;
  readonly output: OutputKind;
  /** Of each window what is true. */
  readonly truth: readonly TargetRow[];
  /** Calibrated. */
  readonly probabilities: Probabilities;
  /** The logistic baseline's, of the same windows; null where there is none. */
  readonly logistic: Probabilities | null;
  /** Whose window it is. */
  readonly persons: readonly string[];
  /** The training side, for the majority baseline: of how many windows each label was true. */
  readonly train: { readonly windows: number; readonly perLabel: readonly number[] };
  readonly seed: number;
  readonly resamples?: number;
  /** Of the intervals, 0..1. */
  readonly level?: number;
}

export interface Asked {
  readonly subject: string | null;
  readonly scale: LabelScale;
  /** Of the question's own labels, in training. */
  readonly trainCounts: readonly number[];
  readonly rows: (probabilities: Probabilities) => JudgedRows;
}

/** The questions put to a model: one of exclusive outputs, one for each independent one. */
export function questionsOf(
  input: Pick<EvaluationInput, 'labels' | 'ordinal' | 'output' | 'truth' | 'train'>,
): readonly Asked[] {
  const { labels, ordinal, output, truth, train } = input;
  assertTargets(truth, labels.length);
  if (output === 'exclusive') {
    const own = exclusiveTruth(truth);
    return [
      {
        subject: null,
        scale: { labels, ordinal },
        trainCounts: train.perLabel,
        rows: (probabilities) => ({ truth: own, probabilities }),
      },
    ];
  }
  return labels.map((label, index): Asked => {
    const present = presenceOf(truth, index);
    const trained = at(train.perLabel, index);
    return {
      subject: label,
      scale: { labels: [`no_${label}`, label], ordinal: false },
      trainCounts: [train.windows - trained, trained],
      rows: (probabilities) => presenceRows(columnOf(probabilities, index), present),
    };
  });
}

/** How far an evaluation is: resamples drawn, of all. */
export interface EvaluationProgress {
  readonly done: number;
  readonly all: number;
}

/**
 * Judges a model question by question beside the majority and logistic baselines, all of them on
 * the same draws of persons. Yields after every resample, so that a caller may show it, pause or
 * stop. Throws RangeError where there is no window or lists and rows do not fit.
 */
export function* evaluating(input: EvaluationInput): Generator<EvaluationProgress, Evaluation> {
  const { probabilities, logistic, persons, seed } = input;
  const { resamples = RESAMPLES, level = INTERVAL_LEVEL } = input;
  const asked = questionsOf(input);
  const all = asked.length * (logistic === null ? 1 : 2) * resamples;
  let done = 0;
  function* judged({ scale, trainCounts, rows }: Asked, said: Probabilities) {
    const resampling = { random: seededRandom(seed), resamples, level };
    const steps = judging(scale, { ...rows(said), persons }, trainCounts, resampling);
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) yield { done: ++done, all };
    return step.value;
  }
  const questions: Question[] = [];
  for (const question of asked) {
    const model: Judgement = yield* judged(question, probabilities);
    const beside: Judgement | null = logistic === null ? null : yield* judged(question, logistic);
    const { subject, scale } = question;
    questions.push({ subject, scale, model, logistic: beside });
  }
  return { windows: input.truth.length, persons: new Set(persons).size, questions };
}

/** The same at once. */
export const evaluateModel = (input: EvaluationInput): Evaluation => resultOf(evaluating(input));
