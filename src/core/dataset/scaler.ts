/** Standardisation per feature: (value - mean) / std. */
export interface Scaler {
  readonly mean: readonly number[];
  readonly std: readonly number[];
}

/**
 * Mean and population deviation of each of `featureCount` columns over all rows of all windows.
 * Give it the training windows only. A column that never moves gets the deviation 1, so that it
 * scales to 0 and not to NaN. Throws RangeError where there is no row.
 */
export function fitScaler(windows: Iterable<Float32Array>, featureCount: number): Scaler {
  // Welford 1962: one pass, stable.
  const mean = new Array<number>(featureCount).fill(0);
  const squares = new Array<number>(featureCount).fill(0);
  let rows = 0;
  for (const values of windows) {
    for (let start = 0; start + featureCount <= values.length; start += featureCount) {
      rows++;
      for (let feature = 0; feature < featureCount; feature++) {
        const value = values[start + feature] as number;
        const before = mean[feature] as number;
        const after = before + (value - before) / rows;
        mean[feature] = after;
        squares[feature] = (squares[feature] as number) + (value - before) * (value - after);
      }
    }
  }
  if (rows === 0) throw new RangeError('there is nothing to fit a scaler on');
  const std = squares.map((sum) => {
    const deviation = Math.sqrt(sum / rows);
    return deviation > 1e-9 ? deviation : 1;
  });
  return { mean, std };
}

/** A scaled copy; row-major with as many columns as the scaler has. */
export function scaled(values: Float32Array, scaler: Scaler): Float32Array<ArrayBuffer> {
  const columns = scaler.mean.length;
  const result = new Float32Array(values.length);
  for (let index = 0; index < values.length; index++) {
    const column = index % columns;
    result[index] =
      ((values[index] as number) - (scaler.mean[column] as number)) /
      (scaler.std[column] as number);
  }
  return result;
}
