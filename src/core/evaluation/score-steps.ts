import { at } from '../numeric/at.ts';

/** What is caught when everything that scores `threshold` or more is called positive. */
export interface ScoreStep {
  readonly threshold: number;
  readonly truePositives: number;
  readonly falsePositives: number;
}

/** How often each row counts; null: each once. */
export type RowTimes = ArrayLike<number> | null;

/** Rows in order of their scores, the highest first; sorted once for any number of resamples. */
export interface RankedScores {
  readonly order: Uint32Array;
  /** In that order. */
  readonly scores: Float64Array;
  /** In that order, 1 for a positive. */
  readonly positive: Uint8Array;
}

/** Throws RangeError where the lists differ in length or a score is NaN. */
export function rankScores(scores: readonly number[], positive: readonly boolean[]): RankedScores {
  if (scores.length !== positive.length) {
    throw new RangeError(`${scores.length} scores cannot be held against ${positive.length}`);
  }
  if (scores.some(Number.isNaN)) throw new RangeError('a score that is NaN has no rank');
  const order = Uint32Array.from(scores.keys()).sort((a, b) => at(scores, b) - at(scores, a));
  return {
    order,
    scores: Float64Array.from(order, (row) => at(scores, row)),
    positive: Uint8Array.from(order, (row) => Number(at(positive, row))),
  };
}

/** Visits one step per distinct score of rows that count, the highest first. */
export function forEachStep(
  { order, scores, positive }: RankedScores,
  times: RowTimes,
  visit: (truePositives: number, falsePositives: number, threshold: number) => void,
): void {
  let truePositives = 0;
  let falsePositives = 0;
  let added = 0;
  for (let rank = 0; rank < order.length; rank++) {
    const count = times === null ? 1 : (times[order[rank] as number] as number);
    if (positive[rank] === 1) truePositives += count;
    else falsePositives += count;
    added += count;
    if (added === 0 || scores[rank + 1] === scores[rank]) continue;
    visit(truePositives, falsePositives, scores[rank] as number);
    added = 0;
  }
}

/**
 * One step per distinct score, the highest first; the last one calls everything positive. Throws
 * RangeError as `rankScores` does.
 */
export function scoreSteps(scores: readonly number[], positive: readonly boolean[]): ScoreStep[] {
  const steps: ScoreStep[] = [];
  forEachStep(rankScores(scores, positive), null, (truePositives, falsePositives, threshold) => {
    steps.push({ threshold, truePositives, falsePositives });
  });
  return steps;
}
