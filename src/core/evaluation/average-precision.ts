import { forEachStep, type RankedScores, rankScores, type RowTimes } from './score-steps.ts';

/**
 * Area under the precision-recall curve as average precision: the sum of (R_n - R_n-1) P_n, without
 * interpolation (scikit-learn's `average_precision_score`; Davis and Goadrich 2006 on why). Calling
 * at random gives the share of positives. Null where there is no positive.
 */
export function averagePrecisionOfRanked(ranked: RankedScores, times: RowTimes): number | null {
  let area = 0;
  let caught = 0;
  forEachStep(ranked, times, (truePositives, falsePositives) => {
    area += ((truePositives - caught) * truePositives) / (truePositives + falsePositives);
    caught = truePositives;
  });
  return caught === 0 ? null : area / caught;
}

/** The same of scores. Throws RangeError where the lists differ in length or a score is NaN. */
export const averagePrecision = (
  scores: readonly number[],
  positive: readonly boolean[],
): number | null => averagePrecisionOfRanked(rankScores(scores, positive), null);
