import { at } from '../numeric/at.ts';

/**
 * Area under the ROC curve: the chance that a positive scores above a negative, ties counting half
 * (Mann-Whitney U; Hanley and McNeil 1982). Null where there is no positive or no negative.
 */
export function areaUnderRoc(
  scores: readonly number[],
  positive: readonly boolean[],
): number | null {
  const order = scores.map((_, index) => index).sort((a, b) => at(scores, a) - at(scores, b));
  const positives = positive.filter(Boolean).length;
  const negatives = positive.length - positives;
  if (positives === 0 || negatives === 0) return null;
  let rankSum = 0;
  for (let start = 0; start < order.length;) {
    let end = start + 1;
    while (end < order.length && at(scores, at(order, end)) === at(scores, at(order, start))) end++;
    const meanRank = (start + 1 + end) / 2;
    for (let index = start; index < end; index++) {
      if (at(positive, at(order, index))) rankSum += meanRank;
    }
    start = end;
  }
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}
