import { at } from './at.ts';

/** Standard deviations per median absolute deviation of a normal distribution. */
const TO_DEVIATION = 1.4826;

/** Middle value, mean of the two middle ones. Throws RangeError of nothing. */
export function middleOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = at(sorted, Math.floor(sorted.length / 2));
  return (upper + at(sorted, Math.ceil(sorted.length / 2) - 1)) / 2;
}

/** Standard deviation that outliers hardly touch: 1.4826 · median |value - centre| (Huber 1981). */
export const robustDeviation = (values: readonly number[], centre = middleOf(values)): number =>
  TO_DEVIATION * middleOf(values.map((value) => Math.abs(value - centre)));
