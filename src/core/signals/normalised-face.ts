import { FACE_POINT_STRIDE as STRIDE, RIGID_POINTS } from '../landmarks/face-points.ts';
import { FACE_POINT_COUNT } from '../landmarks/landmark-frame.ts';
import { createSimilarity, createSimilarityFit } from '../landmarks/similarity-fit.ts';
import type { ImageSize } from '../units.ts';

/**
 * The face freed of place, size and turn: its points in the canonical face's frame, centimetres,
 * x towards image right, y down, z away. What is left is shape and expression.
 */
export interface NormalisedFace {
  /** 478 x (x, y, z), centimetres. */
  readonly places: Float64Array;
  /** Mean height of some points, centimetres, up positive. */
  height(points: readonly number[]): number;
  /** Mean depth of some points, centimetres, away from the camera positive. */
  depth(points: readonly number[]): number;
  /** Distance of two points, centimetres. */
  distance(a: number, b: number): number;
  /** Distance of two points along the face's own horizontal, centimetres. */
  width(a: number, b: number): number;
  readonly x: (point: number) => number;
  readonly y: (point: number) => number;
  /** 3x3, row-major, from image axes to the canonical face's (both x right, y down, z away). */
  readonly rotation: Float64Array;
  /** How well the rigid points fit, centimetres (root mean square). */
  residual(): number;
}

export interface FaceNormaliser {
  /** Overwrites the one face that it owns: read it before the next call. */
  normalise(points: Float32Array, image: ImageSize): NormalisedFace;
  /** The same points in pixels (z in the scale of x), 478 x 3; overwritten by the next call. */
  readonly pixels: Float64Array;
}

/** Nothing is allocated per frame. */
export function createFaceNormaliser(): FaceNormaliser {
  const fit = createSimilarityFit(RIGID_POINTS.map((point) => ({ point, weight: 1 })));
  const similarity = createSimilarity();
  const pixels = new Float64Array(FACE_POINT_COUNT * STRIDE);
  const places = new Float64Array(FACE_POINT_COUNT * STRIDE);
  const coordinate = (point: number, axis: number): number =>
    places[point * STRIDE + axis] as number;
  const mean = (points: readonly number[], axis: number): number => {
    let sum = 0;
    for (const point of points) sum += coordinate(point, axis);
    return sum / points.length;
  };
  const face: NormalisedFace = {
    places,
    height: (points) => -mean(points, 1),
    depth: (points) => mean(points, 2),
    distance: (a, b) =>
      Math.hypot(
        coordinate(a, 0) - coordinate(b, 0),
        coordinate(a, 1) - coordinate(b, 1),
        coordinate(a, 2) - coordinate(b, 2),
      ),
    width: (a, b) => Math.abs(coordinate(a, 0) - coordinate(b, 0)),
    x: (point) => coordinate(point, 0),
    y: (point) => coordinate(point, 1),
    rotation: similarity.rotation,
    residual: () => similarity.residual,
  };
  return {
    pixels,
    normalise(points, image) {
      for (let i = 0; i < pixels.length; i += STRIDE) {
        pixels[i] = (points[i] as number) * image.width;
        pixels[i + 1] = (points[i + 1] as number) * image.height;
        pixels[i + 2] = (points[i + 2] as number) * image.width;
      }
      fit(pixels, similarity);
      const { rotation: r, translation: t, scale } = similarity;
      for (let i = 0; i < pixels.length; i += STRIDE) {
        const px = (pixels[i] as number) * scale;
        const py = (pixels[i + 1] as number) * scale;
        const pz = (pixels[i + 2] as number) * scale;
        for (let a = 0; a < 3; a++) {
          places[i + a] =
            (r[a * 3] as number) * px +
            (r[a * 3 + 1] as number) * py +
            (r[a * 3 + 2] as number) * pz +
            (t[a] as number);
        }
      }
      return face;
    },
  };
}
