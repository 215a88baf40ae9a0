import { scoreSteps } from './score-steps.ts';

export interface PrecisionRecallPoint {
  /** Scores from here are called positive. */
  readonly threshold: number;
  readonly precision: number;
  readonly recall: number;
}

/**
 * Every point of the curve, the highest threshold first. It has no point for calling nothing
 * positive: that has no precision. Null where there is no positive. Throws RangeError where the
 * lists differ in length or a score is NaN.
 */
export function precisionRecallCurve(
  scores: readonly number[],
  positive: readonly boolean[],
): PrecisionRecallPoint[] | null {
  const steps = scoreSteps(scores, positive);
  const positives = steps.at(-1)?.truePositives ?? 0;
  if (positives === 0) return null;
  return steps.map(({ threshold, truePositives, falsePositives }) => ({
    threshold,
    precision: truePositives / (truePositives + falsePositives),
    recall: truePositives / positives,
  }));
}
