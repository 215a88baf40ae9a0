import { at } from '../numeric/at.ts';
import { assertRows, type JudgedRows } from './judged-rows.ts';

/**
 * Mean over rows of the squared distance of the probabilities from the truth, summed over labels
 * (Brier 1950): 0 is perfect, 2 sure and wrong. For two labels it is twice the form that looks at
 * one of them alone. Null where there is no row. Throws RangeError as `assertRows` does.
 */
export function brierScore(rows: JudgedRows): number | null {
  assertRows(rows);
  if (rows.truth.length === 0) return null;
  let sum = 0;
  rows.probabilities.forEach((row, index) => {
    row.forEach((value, label) => {
      sum += (value - Number(label === at(rows.truth, index))) ** 2;
    });
  });
  return sum / rows.truth.length;
}
