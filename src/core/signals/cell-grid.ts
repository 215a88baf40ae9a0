import { FACE_POINT_STRIDE as STRIDE } from '../landmarks/face-points.ts';

/** A picture's pixels: RGBA bytes, row by row. */
export interface Pixels {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** Rec. 709 luma of the coded values, 0..255. Source: ITU-R BT.709-6, item 3.2. */
export const luma = (data: Uint8ClampedArray, at: number): number =>
  0.2126 * (data[at] as number) +
  0.7152 * (data[at + 1] as number) +
  0.0722 * (data[at + 2] as number);

/** A face's luma on a fixed grid that goes with the face: its size and turn in the image do not matter. */
export interface CellGrid {
  readonly columns: number;
  readonly rows: number;
  /** Luma 0..255, row by row; each is the mean of 2 x 2 pixels. */
  readonly cells: Float32Array;
  fill(
    pixels: Pixels,
    points: Float32Array,
    corners: readonly [number, number, number, number],
  ): void;
}

const COLUMNS = 40;
const ROWS = 48;

export function createCellGrid(): CellGrid {
  const cells = new Float32Array(COLUMNS * ROWS);
  return {
    columns: COLUMNS,
    rows: ROWS,
    cells,
    /** What lies outside the image is what lies at its edge. */
    fill({ data, width, height }, points, [a, b, c, d]) {
      const ax = (points[a * STRIDE] as number) * width;
      const ay = (points[a * STRIDE + 1] as number) * height;
      const bx = (points[b * STRIDE] as number) * width;
      const by = (points[b * STRIDE + 1] as number) * height;
      const cx = (points[c * STRIDE] as number) * width;
      const cy = (points[c * STRIDE + 1] as number) * height;
      const dx = (points[d * STRIDE] as number) * width;
      const dy = (points[d * STRIDE + 1] as number) * height;
      cells.fill(0);
      for (let line = 0; line < ROWS * 2; line++) {
        const v = (line + 0.5) / (ROWS * 2);
        const left = ax + v * (dx - ax);
        const top = ay + v * (dy - ay);
        const stepX = (bx + v * (cx - bx) - left) / (COLUMNS * 2);
        const stepY = (by + v * (cy - by) - top) / (COLUMNS * 2);
        const first = (line >> 1) * COLUMNS;
        for (let i = 0; i < COLUMNS * 2; i++) {
          const x = Math.min(width - 1, Math.max(0, Math.floor(left + (i + 0.5) * stepX)));
          const y = Math.min(height - 1, Math.max(0, Math.floor(top + (i + 0.5) * stepY)));
          const cell = first + (i >> 1);
          cells[cell] = (cells[cell] as number) + luma(data, (y * width + x) * 4) / 4;
        }
      }
    },
  };
}
