import { at } from '../numeric/at.ts';
import type { ConfusionMatrix } from './confusion-matrix.ts';

/**
 * Agreement of ordinal labels beyond chance, an error weighing the square of how many levels it is
 * off (Cohen 1968): 1 is perfect, 0 chance. Levels are the matrix's own, whether or not each
 * occurred. Null where chance alone would never err: one and the same level everywhere, or nothing.
 */
export function quadraticKappa(matrix: ConfusionMatrix): number | null {
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
  const occurred = matrix.map(sum);
  const called = matrix.map((_, label) => sum(matrix.map((row) => at(row, label))));
  const total = sum(occurred);
  let seen = 0;
  let byChance = 0;
  matrix.forEach((row, truth) => {
    row.forEach((count, predicted) => {
      const weight = (truth - predicted) ** 2;
      seen += weight * count;
      byChance += weight * at(occurred, truth) * at(called, predicted);
    });
  });
  return byChance === 0 ? null : 1 - (seen * total) / byChance;
}
