import { type ScoreStep, scoreSteps } from './score-steps.ts';

/**
 * Area under the ROC curve: the chance that a positive scores above a negative, ties counting half
 * (Mann-Whitney U; Hanley and McNeil 1982). Null where there is no positive or no negative.
 */
export function areaUnderSteps(steps: readonly ScoreStep[]): number | null {
  const last = steps.at(-1);
  if (last === undefined || last.truePositives === 0 || last.falsePositives === 0) return null;
  let doubled = 0;
  let caught = 0;
  let fell = 0;
  for (const { truePositives, falsePositives } of steps) {
    doubled += (falsePositives - fell) * (caught + truePositives);
    caught = truePositives;
    fell = falsePositives;
  }
  return doubled / (2 * last.truePositives * last.falsePositives);
}

/** The same of scores. Throws RangeError where the lists differ in length or a score is NaN. */
export const areaUnderRoc = (
  scores: readonly number[],
  positive: readonly boolean[],
): number | null => areaUnderSteps(scoreSteps(scores, positive));
