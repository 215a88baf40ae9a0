import { FACE_POINT_STRIDE as STRIDE } from '../landmarks/face-points.ts';
import type { FaceView } from '../landmarks/landmark-frame.ts';
import {
  EYE_POINTS,
  FACE_CORNERS,
  FACE_EDGES,
  LIP_RING,
  MOUTH_LINE,
  MOUTH_RING,
  type EyePoints,
} from '../landmarks/view-points.ts';
import { createCellGrid, luma, type Pixels } from './cell-grid.ts';
import { sharpnessOf } from './sharpness.ts';

export type MutableFaceView = { -readonly [Key in keyof FaceView]: FaceView[Key] };

export interface ViewMeter {
  /**
   * Measures the face at `points` (478 x 3, as the landmarker gives them) and writes it into
   * `view`. No object is made; the cost does not depend on the size of face or picture.
   */
  measure(pixels: Pixels, points: Float32Array, view: MutableFaceView): void;
}

const WHITE = 255;
/** Luma of a cell that counts as fully white. */
const OVEREXPOSED = 250;
/** Cells of the whole picture that are looked at, along its longer side. */
const PICTURE_CELLS = 40;
/** Least span of luma that details are measured by: below it there is nothing but noise. */
const LEAST_SPAN = 8;
/** A patch around a point is 3 x 3 pixels, this share of the face's width apart. */
const PATCH_STEP = 1 / 85;
/** A highlight is brighter than nearly all of the face, but at least so bright and at most white. */
const HIGHLIGHT = { above: 0.1 * WHITE, least: 0.75 * WHITE, most: 0.96 * WHITE } as const;
/** Pixels of an eye that are looked at for highlights. */
const EYE_CELLS = { x: 16, y: 12 } as const;
/** Height of the eye that glare is looked for in, by its width. */
const EYE_HEIGHT = 0.8;
/** Written values are multiples of this, so that a recording gives them back exactly. */
const STEPS = 1e4;

const rounded = (value: number): number => Math.round(value * STEPS) / STEPS;

export const emptyView = (): MutableFaceView => ({
  brightness: 0,
  surroundings: 0,
  contrast: 0,
  sharpness: 0,
  overexposed: 0,
  mouthDetail: 0,
  eyeDetail: 0,
  weakerEyeDetail: 0,
  glare: 0,
});

function surroundings({ data, width, height }: Pixels): number {
  const step = Math.max(1, Math.floor(Math.max(width, height) / PICTURE_CELLS));
  let sum = 0;
  let count = 0;
  for (let y = step >> 1; y < height; y += step) {
    for (let x = step >> 1; x < width; x += step) {
      sum += luma(data, (y * width + x) * 4);
      count++;
    }
  }
  return count === 0 ? 0 : sum / count / WHITE;
}

export function createViewMeter(): ViewMeter {
  const grid = createCellGrid();
  const histogram = new Uint32Array(WHITE + 1);
  /** Luma, and red minus green, of a patch. */
  const patch = { luma: 0, redness: 0 };
  const sum = { count: 0, first: 0, second: 0 };

  const quantile = (share: number): number => {
    const wanted = share * grid.cells.length;
    let below = 0;
    for (let value = 0; value <= WHITE; value++) {
      below += histogram[value] as number;
      if (below >= wanted) return value;
    }
    return WHITE;
  };

  const lookAt = (pixels: Pixels, points: Float32Array, point: number, step: number): void => {
    const { data, width, height } = pixels;
    const cx = Math.round((points[point * STRIDE] as number) * width);
    const cy = Math.round((points[point * STRIDE + 1] as number) * height);
    patch.luma = 0;
    patch.redness = 0;
    for (let row = -1; row <= 1; row++) {
      const y = Math.min(height - 1, Math.max(0, cy + row * step));
      for (let column = -1; column <= 1; column++) {
        const x = Math.min(width - 1, Math.max(0, cx + column * step));
        const at = (y * width + x) * 4;
        patch.luma += luma(data, at);
        patch.redness += (data[at] as number) - (data[at + 1] as number);
      }
    }
    patch.luma /= 9;
    patch.redness /= 9;
  };

  const begin = (): void => {
    sum.count = 0;
    sum.first = 0;
    sum.second = 0;
  };
  const add = (value: number): void => {
    sum.count++;
    sum.first += value;
    sum.second += value * value;
  };
  const deviation = (): number => {
    const mean = sum.first / sum.count;
    return Math.sqrt(Math.max(0, sum.second / sum.count - mean * mean));
  };

  const eyeDetail = (
    pixels: Pixels,
    points: Float32Array,
    eye: EyePoints,
    step: number,
  ): number => {
    begin();
    for (let i = 0; i < eye.detail.length; i++) {
      lookAt(pixels, points, eye.detail[i] as number, step);
      add(patch.luma);
    }
    return deviation();
  };

  /** Differences of luma around the mouth, joined with how much redder the lips are than the skin. */
  const mouthDetail = (pixels: Pixels, points: Float32Array, step: number): number => {
    let redness = 0;
    begin();
    for (let i = 0; i < LIP_RING.length; i++) {
      lookAt(pixels, points, LIP_RING[i] as number, step);
      add(patch.luma);
      redness += patch.redness;
      lookAt(pixels, points, MOUTH_RING[i] as number, step);
      add(patch.luma);
      redness -= patch.redness;
      lookAt(pixels, points, MOUTH_LINE[i] as number, step);
      add(patch.luma);
    }
    return Math.hypot(deviation(), redness / LIP_RING.length);
  };

  const glare = (pixels: Pixels, points: Float32Array, eye: EyePoints, limit: number): number => {
    const { data, width, height } = pixels;
    const [from, to] = eye.corners;
    const x0 = (points[from * STRIDE] as number) * width;
    const y0 = (points[from * STRIDE + 1] as number) * height;
    const dx = (points[to * STRIDE] as number) * width - x0;
    const dy = (points[to * STRIDE + 1] as number) * height - y0;
    let bright = 0;
    for (let row = 0; row < EYE_CELLS.y; row++) {
      const across = ((row + 0.5) / EYE_CELLS.y - 0.5) * EYE_HEIGHT;
      for (let column = 0; column < EYE_CELLS.x; column++) {
        const along = (column + 0.5) / EYE_CELLS.x;
        const x = Math.floor(x0 + along * dx - across * dy);
        const y = Math.floor(y0 + along * dy + across * dx);
        if (x < 0 || y < 0 || x >= width || y >= height) continue;
        if (luma(data, (y * width + x) * 4) >= limit) bright++;
      }
    }
    return bright / (EYE_CELLS.x * EYE_CELLS.y);
  };

  return {
    measure(pixels, points, view) {
      grid.fill(pixels, points, FACE_CORNERS);
      const { cells } = grid;
      histogram.fill(0);
      let white = 0;
      for (let i = 0; i < cells.length; i++) {
        const value = cells[i] as number;
        const bin = Math.min(WHITE, Math.round(value));
        histogram[bin] = (histogram[bin] as number) + 1;
        if (value >= OVEREXPOSED) white++;
      }
      const brightest = quantile(0.95);
      const span = brightest - quantile(0.05);
      const [left, right] = FACE_EDGES;
      const faceWidth = Math.hypot(
        ((points[right * STRIDE] as number) - (points[left * STRIDE] as number)) * pixels.width,
        ((points[right * STRIDE + 1] as number) - (points[left * STRIDE + 1] as number)) *
          pixels.height,
      );
      const step = Math.max(1, Math.round(faceWidth * PATCH_STEP));
      const scale = Math.max(LEAST_SPAN, span);
      const [one, other] = EYE_POINTS;
      const first = eyeDetail(pixels, points, one, step) / scale;
      const second = eyeDetail(pixels, points, other, step) / scale;
      const limit = Math.min(
        HIGHLIGHT.most,
        Math.max(HIGHLIGHT.least, brightest + HIGHLIGHT.above),
      );
      view.brightness = rounded(brightest / WHITE);
      view.surroundings = rounded(surroundings(pixels));
      view.contrast = rounded(span / WHITE);
      view.sharpness = rounded(sharpnessOf(grid));
      view.overexposed = rounded(white / cells.length);
      view.mouthDetail = rounded(mouthDetail(pixels, points, step) / scale);
      view.eyeDetail = rounded(Math.max(first, second));
      view.weakerEyeDetail = rounded(Math.min(first, second));
      view.glare = rounded(
        Math.max(glare(pixels, points, one, limit), glare(pixels, points, other, limit)),
      );
    },
  };
}
