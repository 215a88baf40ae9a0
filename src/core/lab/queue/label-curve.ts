import { at } from '../../numeric/at.ts';
import { resultOf } from '../../numeric/result-of.ts';
import { seededRandom, shuffled } from '../../numeric/seeded-random.ts';
import type { OutputKind } from '../../models/output-kind.ts';
import {
  type Example,
  quickBaseline,
  quickJudge,
  quickModelSteps,
  quickProbabilities,
} from './quick-model.ts';

export interface CurvePoint {
  /** Labelled stretches that were learnt from. */
  readonly labels: number;
  readonly score: number;
}

/** Of several draws. */
export interface SpreadPoint {
  readonly labels: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

export interface LabelCurve {
  /** In the order in which the labels were given. */
  readonly given: readonly CurvePoint[];
  /** As many of the same labels, drawn at random. */
  readonly random: readonly SpreadPoint[];
  readonly draws: number;
  /** Of always answering what is most frequent. */
  readonly baseline: number;
}

export interface CurveInput {
  /** Labelled elsewhere, before the first answer. */
  readonly before: readonly Example[];
  /** Answers in their order. */
  readonly answered: readonly Example[];
  readonly heldOut: readonly Example[];
  readonly output: OutputKind;
  /** Answers from one point to the next; more where there would be too many points. */
  readonly every: number;
  readonly draws: number;
  readonly seed: number;
}

export interface CurveProgress {
  readonly done: number;
  readonly all: number;
}

const MOST_POINTS = 12;

/** How many labels the points are of. */
export function curveSteps(before: number, answered: number, every: number): number[] {
  const step = Math.max(every, Math.ceil(answered / (MOST_POINTS - 1)));
  const counts = before > 0 ? [before] : [];
  for (let more = step; more < answered; more += step) counts.push(before + more);
  return answered > 0 ? [...counts, before + answered] : counts;
}

/** The mean with the lowest and the highest. Throws RangeError of nothing. */
export function spreadOf(labels: number, scores: readonly number[]): SpreadPoint {
  if (scores.length === 0) throw new RangeError('there is no score');
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  return { labels, mean, low: Math.min(...scores), high: Math.max(...scores) };
}

export type ScoreOf = (train: readonly Example[]) => Generator<null, number>;

/** How well a quick model of some examples does on the held-out ones. */
export function quickScoring(
  heldOut: readonly Example[],
  output: OutputKind,
  judge: NonNullable<ReturnType<typeof quickJudge>>,
): ScoreOf {
  const rows = heldOut.map(({ row }) => row);
  return function* score(train) {
    const steps = quickModelSteps(train, output);
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) yield null;
    return judge(quickProbabilities(step.value, output, rows));
  };
}

/**
 * The score against labels given: a quick model is fitted to the first so many labels and judged on
 * persons of whom it saw none, and beside it others to as many labels drawn at random from all that
 * are there by now. At the right end both are of the same labels. Null where the held-out side
 * cannot judge or nothing is labelled. Yields progress, and null amid a fit.
 */
export function* labelCurve(input: CurveInput): Generator<CurveProgress | null, LabelCurve | null> {
  const { before, answered, heldOut, output, every, draws, seed } = input;
  const labelled = [...before, ...answered];
  const judge = heldOut.length === 0 ? null : quickJudge(heldOut, output);
  if (judge === null || labelled.length === 0) return null;
  const scored = quickScoring(heldOut, output, judge);
  const counts = curveSteps(before.length, answered.length, every);
  const all = counts.length * (draws + 1);
  let done = 0;
  const given: CurvePoint[] = [];
  for (const labels of counts) {
    given.push({ labels, score: yield* scored(labelled.slice(0, labels)) });
    yield { done: ++done, all };
  }
  const scores = counts.map((): number[] => []);
  for (let draw = 0; draw < draws; draw++) {
    const drawn = shuffled(labelled, seededRandom(seed + draw));
    for (const [place, labels] of counts.entries()) {
      at(scores, place).push(yield* scored(drawn.slice(0, labels)));
      yield { done: ++done, all };
    }
  }
  return {
    given,
    random: counts.map((labels, place) => spreadOf(labels, at(scores, place))),
    draws,
    baseline: quickBaseline(labelled, heldOut, output, judge),
  };
}

/** The same at once. */
export const labelCurveOf = (input: CurveInput): LabelCurve | null => resultOf(labelCurve(input));
