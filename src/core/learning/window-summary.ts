/** Numbers that a window's summary has for each feature. */
const MEASURES = ['mean', 'deviation', 'step'] as const;

export const summaryLength = (featureCount: number): number => MEASURES.length * featureCount;

/** The names of a summary's columns, in order. */
export const summaryNames = (features: readonly string[]): string[] =>
  MEASURES.flatMap((measure) => features.map((feature) => `${feature}_${measure}`));

/**
 * A window (length x features, row-major) as one row for models that know no time: each feature's
 * mean, its population deviation, and its mean absolute change from one row to the next. The first
 * two are the same in whatever order the rows come; the third tells unrest from a slow drift of the
 * same spread. The first `padding` rows are no data and left out; of a single row, deviation and
 * change are 0. Throws RangeError where no row is left or a value is not a finite number.
 */
export function windowSummary(
  values: Float32Array,
  padding: number,
  featureCount: number,
): Float32Array<ArrayBuffer> {
  const rows = values.length / featureCount - padding;
  if (!Number.isInteger(rows) || padding < 0) {
    throw new RangeError(`${values.length} values are no rows of ${featureCount} features`);
  }
  if (rows < 1) throw new RangeError('a window of padding alone has no summary');
  const summary = new Float32Array(summaryLength(featureCount));
  const column = new Float64Array(rows);
  for (let feature = 0; feature < featureCount; feature++) {
    let sum = 0;
    for (let row = 0; row < rows; row++) {
      const value = values[(padding + row) * featureCount + feature] as number;
      column[row] = value;
      sum += value;
    }
    if (!Number.isFinite(sum)) {
      throw new RangeError(`feature ${feature} of the window is not a finite number throughout`);
    }
    const mean = sum / rows;
    let squares = 0;
    let changes = 0;
    for (let row = 0; row < rows; row++) {
      const value = column[row] as number;
      squares += (value - mean) ** 2;
      if (row > 0) changes += Math.abs(value - (column[row - 1] as number));
    }
    summary[feature] = mean;
    summary[featureCount + feature] = Math.sqrt(squares / rows);
    summary[2 * featureCount + feature] = rows > 1 ? changes / (rows - 1) : 0;
  }
  return summary;
}
