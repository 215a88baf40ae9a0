import { at } from '../numeric/at.ts';

/**
 * The majority baseline: every row gets the shares of the labels in training, so that the commonest
 * one is called, with honest probabilities (scikit-learn's `DummyClassifier(strategy='prior')`).
 * Throws RangeError where there was nothing to train on.
 */
export function majorityProbabilities(
  trainCounts: readonly number[],
  rowCount: number,
): (readonly number[])[] {
  const total = trainCounts.reduce((sum, count) => sum + count, 0);
  if (total === 0) throw new RangeError('there is no training label to take a majority of');
  const shares = trainCounts.map((_, label) => at(trainCounts, label) / total);
  return Array.from({ length: rowCount }, () => shares);
}
