import { at } from '../numeric/at.ts';
import { assertRows, type JudgedRows } from './judged-rows.ts';

/** Squared distance of one row's probabilities from its truth, summed over labels. */
export const brierOfRow = (probabilities: readonly number[], truth: number): number =>
  probabilities.reduce((sum, value, label) => sum + (value - Number(label === truth)) ** 2, 0);

/**
 * Mean over rows of the squared distance of the probabilities from the truth, summed over labels
 * (Brier 1950): 0 is perfect, 2 sure and wrong. For two labels it is twice the form that looks at
 * one of them alone. Null where there is no row. Throws RangeError as `assertRows` does.
 */
export function brierScore(rows: JudgedRows): number | null {
  assertRows(rows);
  if (rows.truth.length === 0) return null;
  const sum = rows.probabilities.reduce(
    (total, row, index) => total + brierOfRow(row, at(rows.truth, index)),
    0,
  );
  return sum / rows.truth.length;
}
