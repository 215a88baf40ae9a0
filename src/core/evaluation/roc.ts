import { forEachStep, type RankedScores, rankScores, type RowTimes } from './score-steps.ts';

/**
 * Area under the ROC curve: the chance that a positive scores above a negative, ties counting half
 * (Mann-Whitney U; Hanley and McNeil 1982). Null where there is no positive or no negative.
 */
export function areaUnderRanked(ranked: RankedScores, times: RowTimes): number | null {
  let doubled = 0;
  let caught = 0;
  let fell = 0;
  forEachStep(ranked, times, (truePositives, falsePositives) => {
    doubled += (falsePositives - fell) * (caught + truePositives);
    caught = truePositives;
    fell = falsePositives;
  });
  return caught === 0 || fell === 0 ? null : doubled / (2 * caught * fell);
}

/** The same of scores. Throws RangeError where the lists differ in length or a score is NaN. */
export const areaUnderRoc = (
  scores: readonly number[],
  positive: readonly boolean[],
): number | null => areaUnderRanked(rankScores(scores, positive), null);
