import { columnMoments } from '../../dataset/scaler.ts';
import { at } from '../../numeric/at.ts';
import type { Stretch } from './stretches.ts';

/** Points in the space of summaries, row-major. */
export interface Points {
  readonly columns: number;
  readonly values: Float32Array;
}

export const countOf = ({ columns, values }: Points): number =>
  columns === 0 ? 0 : values.length / columns;

/** Values further out than this many deviations are no further away: one odd feature is not all. */
const FURTHEST = 5;

/** The mean of a stretch's window summaries: one row for a model that knows no time. */
export function meanSummary(
  { windows }: Pick<Stretch, 'windows'>,
  summaries: readonly Float32Array[],
): Float32Array<ArrayBuffer> {
  const mean = new Float32Array(at(summaries, at(windows, 0)).length);
  for (const window of windows) {
    const own = at(summaries, window);
    for (let j = 0; j < mean.length; j++) {
      mean[j] = (mean[j] as number) + (own[j] as number) / windows.length;
    }
  }
  return mean;
}

/**
 * Rows as points whose distances mean something: each column in deviations from its mean over all
 * of the rows, within ±5; one that never moves is 0.
 */
export function standardPoints(rows: readonly Float32Array[]): Points {
  const columns = rows[0]?.length ?? 0;
  const values = new Float32Array(rows.length * columns);
  if (columns === 0) return { columns, values };
  const { mean, deviation } = columnMoments(rows, columns);
  rows.forEach((row, index) => {
    for (let j = 0; j < columns; j++) {
      const spread = at(deviation, j);
      const value = spread === 0 ? 0 : (at(row, j) - at(mean, j)) / spread;
      values[index * columns + j] = Math.min(FURTHEST, Math.max(-FURTHEST, value));
    }
  });
  return { columns, values };
}

/** Some of the points, in the order of `indices`. */
export function pointsAt({ columns, values }: Points, indices: readonly number[]): Points {
  const some = new Float32Array(indices.length * columns);
  indices.forEach((index, place) => {
    some.set(values.subarray(index * columns, (index + 1) * columns), place * columns);
  });
  return { columns, values: some };
}
