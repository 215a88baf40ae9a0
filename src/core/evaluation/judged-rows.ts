import { at } from '../numeric/at.ts';

/** True labels (indices) and the probabilities of each label, in the same order. */
export interface JudgedRows {
  readonly truth: readonly number[];
  readonly probabilities: readonly (readonly number[])[];
}

/**
 * Throws RangeError where the lists differ in length, a label has no column, rows differ in length,
 * or a probability is outside 0..1.
 */
export function assertRows({ truth, probabilities }: JudgedRows): void {
  if (truth.length !== probabilities.length) {
    throw new RangeError(
      `${truth.length} labels cannot be held against ${probabilities.length} rows`,
    );
  }
  const columns = probabilities[0]?.length ?? 0;
  probabilities.forEach((row, index) => {
    if (row.length !== columns) {
      throw new RangeError(`row ${index} has ${row.length} probabilities, the first ${columns}`);
    }
    at(row, at(truth, index));
    const outside = row.find((value) => !(value >= 0 && value <= 1));
    if (outside !== undefined) {
      throw new RangeError(`row ${index} has ${outside}, which is no probability`);
    }
  });
}

/** A present/absent answer as rows of two labels: 0 absent, 1 present. */
export const presenceRows = (
  probabilities: readonly number[],
  present: readonly boolean[],
): JudgedRows => ({
  truth: present.map(Number),
  probabilities: probabilities.map((value) => [1 - value, value]),
});
