import { at } from '../numeric/at.ts';
import type { RowTimes } from './score-steps.ts';

/** Rows are the true label, columns the predicted one. */
export type ConfusionMatrix = readonly (readonly number[])[];

/** Throws RangeError where the lists differ in length or a label is outside 0..labelCount-1. */
export function confusionMatrix(
  truth: readonly number[],
  predicted: readonly number[],
  labelCount: number,
  times: RowTimes = null,
): ConfusionMatrix {
  if (truth.length !== predicted.length) {
    throw new RangeError(`${truth.length} labels cannot be held against ${predicted.length}`);
  }
  const matrix = Array.from({ length: labelCount }, () => new Array<number>(labelCount).fill(0));
  truth.forEach((label, index) => {
    const row = at(matrix, label);
    const column = at(predicted, index);
    row[column] = at(row, column) + (times === null ? 1 : at(times, index));
  });
  return matrix;
}

/** Index of the highest; the first of equals. */
export function argMax(values: ArrayLike<number>): number {
  let best = 0;
  for (let index = 1; index < values.length; index++) {
    if ((values[index] as number) > (values[best] as number)) best = index;
  }
  return best;
}
