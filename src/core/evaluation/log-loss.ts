import { at } from '../numeric/at.ts';
import { assertRows, type JudgedRows } from './judged-rows.ts';

/** A softmax in 32 bits may say 0, which would make one wrong row outweigh all others for ever. */
export const LEAST_PROBABILITY = Number.EPSILON;

/** -ln of one row's probability of what is true. */
export const lossOfRow = (probabilities: readonly number[], truth: number): number =>
  -Math.log(Math.max(LEAST_PROBABILITY, at(probabilities, truth)));

/**
 * Mean of -ln of the true label's probability (Good 1952), the latter at least 2^-52 as in
 * scikit-learn. Null where there is no row. Throws RangeError as `assertRows` does.
 */
export function logLoss(rows: JudgedRows): number | null {
  assertRows(rows);
  if (rows.truth.length === 0) return null;
  const sum = rows.probabilities.reduce(
    (total, row, index) => total + lossOfRow(row, at(rows.truth, index)),
    0,
  );
  return sum / rows.truth.length;
}
