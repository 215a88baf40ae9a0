/** Columns that are summed side by side: as many sums as the registers of a core hold. */
const PANEL = 8;

/** `count` columns of a matrix in panels of eight, each row by row; the last is filled with zeros. */
export interface Panels {
  readonly values: Float32Array;
  readonly rows: number;
  /** Columns with those that fill the last panel: what a row of results takes up. */
  readonly stride: number;
}

const strideOf = (columns: number): number => PANEL * Math.ceil(columns / PANEL);

/** Packs columns `first` to `first + count` of a row-major matrix [rows, columns]. */
export function packPanels(
  matrix: Float32Array,
  rows: number,
  columns: number,
  first = 0,
  count = columns - first,
): Panels {
  const stride = strideOf(count);
  const values = new Float32Array(rows * stride);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < count; column++) {
      const panel = column - (column % PANEL);
      values[panel * rows + row * PANEL + (column % PANEL)] = matrix[
        row * columns + first + column
      ] as number;
    }
  }
  return { values, rows, stride };
}

/** `values`, or zeros where there are none, in a row as wide as the panels' results. */
export function paddedRow(
  values: Float32Array | undefined,
  first: number,
  count: number,
): Float32Array {
  const row = new Float32Array(strideOf(count));
  if (values !== undefined) row.set(values.subarray(first, first + count));
  return row;
}

/**
 * out = start + x · matrix, of the rows that begin at the given places. Sums are of doubles: singles
 * would have to be rounded after each step, which takes twice as long.
 */
export function addProduct(
  { values: w, rows, stride }: Panels,
  x: Float32Array,
  xAt: number,
  start: Float32Array,
  startAt: number,
  out: Float32Array,
  outAt: number,
): void {
  const end = xAt + rows;
  let p = 0;
  for (let n = 0; n < stride; n += PANEL) {
    const from = startAt + n;
    let s0 = start[from] as number;
    let s1 = start[from + 1] as number;
    let s2 = start[from + 2] as number;
    let s3 = start[from + 3] as number;
    let s4 = start[from + 4] as number;
    let s5 = start[from + 5] as number;
    let s6 = start[from + 6] as number;
    let s7 = start[from + 7] as number;
    for (let k = xAt; k < end; k++, p += PANEL) {
      const v = x[k] as number;
      s0 += v * (w[p] as number);
      s1 += v * (w[p + 1] as number);
      s2 += v * (w[p + 2] as number);
      s3 += v * (w[p + 3] as number);
      s4 += v * (w[p + 4] as number);
      s5 += v * (w[p + 5] as number);
      s6 += v * (w[p + 6] as number);
      s7 += v * (w[p + 7] as number);
    }
    const to = outAt + n;
    out[to] = s0;
    out[to + 1] = s1;
    out[to + 2] = s2;
    out[to + 3] = s3;
    out[to + 4] = s4;
    out[to + 5] = s5;
    out[to + 6] = s6;
    out[to + 7] = s7;
  }
}
