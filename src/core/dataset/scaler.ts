/** Standardisation per feature: (value - mean) / std, kept within ±limit where there is one. */
export interface Scaler {
  readonly mean: readonly number[];
  readonly std: readonly number[];
  readonly limit?: number | null | undefined;
}

export interface ColumnMoments {
  readonly mean: readonly number[];
  /** Of the population; 0 for a column that never moves. */
  readonly deviation: readonly number[];
}

/** Below this a column counts as one that never moves. */
export const SMALLEST_SPREAD = 1e-9;

/** Gives each row of each window, as an offset into its values; says how many there were. */
export function forEachRow(
  windows: Iterable<Float32Array>,
  featureCount: number,
  row: (values: Float32Array, start: number) => void,
): number {
  let rows = 0;
  for (const values of windows) {
    for (let start = 0; start + featureCount <= values.length; start += featureCount) {
      rows++;
      row(values, start);
    }
  }
  if (rows === 0) throw new RangeError('there is nothing to fit a scaler on');
  return rows;
}

/**
 * Mean and population deviation of each of `featureCount` columns over all rows of all windows.
 * Give it the training windows' rows of data only. Throws RangeError where there is no row.
 */
export function columnMoments(
  windows: Iterable<Float32Array>,
  featureCount: number,
): ColumnMoments {
  // Welford 1962: one pass, stable.
  const mean = new Array<number>(featureCount).fill(0);
  const squares = new Array<number>(featureCount).fill(0);
  let seen = 0;
  const rows = forEachRow(windows, featureCount, (values, start) => {
    seen++;
    for (let feature = 0; feature < featureCount; feature++) {
      const value = values[start + feature] as number;
      const before = mean[feature] as number;
      const after = before + (value - before) / seen;
      mean[feature] = after;
      squares[feature] = (squares[feature] as number) + (value - before) * (value - after);
    }
  });
  const deviation = squares.map((sum) => {
    const root = Math.sqrt(sum / rows);
    return root > SMALLEST_SPREAD ? root : 0;
  });
  return { mean, deviation };
}

/** As `columnMoments`; a column that never moves gets the deviation 1, so that it scales to 0. */
export function fitScaler(windows: Iterable<Float32Array>, featureCount: number): Scaler {
  const { mean, deviation } = columnMoments(windows, featureCount);
  return { mean, std: deviation.map((spread) => (spread === 0 ? 1 : spread)) };
}

/** A scaled copy; row-major with as many columns as the scaler has. */
export function scaled(values: Float32Array, scaler: Scaler): Float32Array<ArrayBuffer> {
  const columns = scaler.mean.length;
  const limit = scaler.limit ?? Infinity;
  const result = new Float32Array(values.length);
  for (let index = 0; index < values.length; index++) {
    const column = index % columns;
    const value =
      ((values[index] as number) - (scaler.mean[column] as number)) /
      (scaler.std[column] as number);
    result[index] = Math.min(limit, Math.max(-limit, value));
  }
  return result;
}

/** The same for a window that begins with `padding` rows of no data: they stay 0, to be masked. */
export function scaledPadded(
  values: Float32Array,
  padding: number,
  scaler: Scaler,
): Float32Array<ArrayBuffer> {
  const result = scaled(values, scaler);
  return result.fill(0, 0, padding * scaler.mean.length);
}
