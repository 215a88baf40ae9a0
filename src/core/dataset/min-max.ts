import { forEachRow, type Scaler, SMALLEST_SPREAD } from './scaler.ts';

/**
 * Scales what it was fitted on to 0..1, as the same affine map that a bundle holds: the lowest
 * value in `mean`, the range in `std`. A column that never moves scales to 0. Give it the training
 * windows' rows of data only. Throws RangeError where there is no row.
 */
export function fitMinMax(windows: Iterable<Float32Array>, featureCount: number): Scaler {
  const lowest = new Array<number>(featureCount).fill(Infinity);
  const highest = new Array<number>(featureCount).fill(-Infinity);
  forEachRow(windows, featureCount, (values, start) => {
    for (let feature = 0; feature < featureCount; feature++) {
      const value = values[start + feature] as number;
      if (value < (lowest[feature] as number)) lowest[feature] = value;
      if (value > (highest[feature] as number)) highest[feature] = value;
    }
  });
  const std = highest.map((high, feature) => {
    const range = high - (lowest[feature] as number);
    return range > SMALLEST_SPREAD ? range : 1;
  });
  return { mean: lowest, std };
}
