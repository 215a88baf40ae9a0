import { scoreSteps } from './score-steps.ts';

export interface RocPoint {
  /** Scores from here are called positive; null where nothing is. */
  readonly threshold: number | null;
  readonly falsePositiveRate: number;
  readonly truePositiveRate: number;
}

/**
 * Every point of the ROC curve (Fawcett 2006), from nothing called positive to everything. Null
 * where there is no positive or no negative. Throws RangeError as `scoreSteps` does.
 */
export function rocCurve(
  scores: readonly number[],
  positive: readonly boolean[],
): RocPoint[] | null {
  const steps = scoreSteps(scores, positive);
  const last = steps.at(-1);
  if (last === undefined || last.truePositives === 0 || last.falsePositives === 0) return null;
  return [
    { threshold: null, falsePositiveRate: 0, truePositiveRate: 0 },
    ...steps.map(({ threshold, truePositives, falsePositives }) => ({
      threshold,
      falsePositiveRate: falsePositives / last.falsePositives,
      truePositiveRate: truePositives / last.truePositives,
    })),
  ];
}
