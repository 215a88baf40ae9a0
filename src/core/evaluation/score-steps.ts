import { at } from '../numeric/at.ts';

/** What is caught when everything that scores `threshold` or more is called positive. */
export interface ScoreStep {
  readonly threshold: number;
  readonly truePositives: number;
  readonly falsePositives: number;
}

/**
 * One step per distinct score, the highest first; the last one calls everything positive. Throws
 * RangeError where the lists differ in length or a score is NaN.
 */
export function scoreSteps(scores: readonly number[], positive: readonly boolean[]): ScoreStep[] {
  if (scores.length !== positive.length) {
    throw new RangeError(`${scores.length} scores cannot be held against ${positive.length}`);
  }
  if (scores.some(Number.isNaN)) throw new RangeError('a score that is NaN has no rank');
  const order = scores.map((_, index) => index).sort((a, b) => at(scores, b) - at(scores, a));
  const steps: ScoreStep[] = [];
  let truePositives = 0;
  let falsePositives = 0;
  order.forEach((row, rank) => {
    if (at(positive, row)) truePositives++;
    else falsePositives++;
    const threshold = at(scores, row);
    const next = order[rank + 1];
    if (next !== undefined && at(scores, next) === threshold) return;
    steps.push({ threshold, truePositives, falsePositives });
  });
  return steps;
}
