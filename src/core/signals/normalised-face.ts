import { FACE_POINT_STRIDE as STRIDE, RIGID_POINTS } from '../landmarks/face-points.ts';
import { FACE_POINT_COUNT } from '../landmarks/landmark-frame.ts';
import { createSimilarity, createSimilarityFit } from '../landmarks/similarity-fit.ts';
import { OVERWRITTEN } from '../numeric/overwritten.ts';
import type { ImageSize } from '../units.ts';

/**
 * The face freed of place, size and turn: its points in the canonical face's frame, centimetres,
 * x towards image right, y down, z away. What is left is shape and expression.
 */
export interface NormalisedFace {
  /** 478 x (x, y, z), centimetres. */
  readonly places: Float64Array;
  /** 3x3, row-major, from image axes to the canonical face's (both x right, y down, z away). */
  readonly rotation: Float64Array;
  /** How well the rigid points fit, centimetres (root mean square). */
  readonly residual: number;
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
  const face = { places, rotation: similarity.rotation, residual: OVERWRITTEN };
  return {
    pixels,
    normalise(points, image) {
      for (let i = 0; i < pixels.length; i += STRIDE) {
        pixels[i] = (points[i] as number) * image.width;
        pixels[i + 1] = (points[i + 1] as number) * image.height;
        pixels[i + 2] = (points[i + 2] as number) * image.width;
      }
      fit(pixels, similarity);
      face.residual = similarity.residual;
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
