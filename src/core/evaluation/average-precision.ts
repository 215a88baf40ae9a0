import { pointsOfSteps } from './precision-recall-curve.ts';
import { type ScoreStep, scoreSteps } from './score-steps.ts';

/**
 * Area under the precision-recall curve as average precision: the sum of (R_n - R_n-1) P_n, without
 * interpolation (scikit-learn's `average_precision_score`; Davis and Goadrich 2006 on why). Calling
 * at random gives the share of positives. Null where there is no positive.
 */
export function averagePrecisionOfSteps(steps: readonly ScoreStep[]): number | null {
  const points = pointsOfSteps(steps);
  if (points === null) return null;
  let area = 0;
  let before = 0;
  for (const { precision, recall } of points) {
    area += (recall - before) * precision;
    before = recall;
  }
  return area;
}

/** The same of scores. Throws RangeError where the lists differ in length or a score is NaN. */
export const averagePrecision = (
  scores: readonly number[],
  positive: readonly boolean[],
): number | null => averagePrecisionOfSteps(scoreSteps(scores, positive));
