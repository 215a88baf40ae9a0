import { largestEigenvector4 } from '../numeric/largest-eigenvector.ts';
import { OVERWRITTEN } from '../numeric/overwritten.ts';
import { CANONICAL_POINTS } from './canonical-face.ts';
import { FACE_POINT_STRIDE as STRIDE } from './face-points.ts';

/** Where a face stands relative to the canonical face: canonical = scale · R · image + translation. */
export interface Similarity {
  /** Canonical centimetres per image unit. */
  scale: number;
  /** 3x3, row-major, from image axes to canonical axes (both x right, y down, z away). */
  readonly rotation: Float64Array;
  readonly translation: Float64Array;
  /** Weighted root mean square distance from the canonical face after the fit, centimetres. */
  residual: number;
}

export const createSimilarity = (): Similarity => ({
  scale: OVERWRITTEN,
  rotation: new Float64Array(9),
  translation: new Float64Array(3),
  residual: OVERWRITTEN,
});

/** Fits `points` (x, y, z per point, one unit, image axes) and overwrites `out`. */
export type SimilarityFit = (points: Float64Array, out: Similarity) => void;

export interface WeightedPoint {
  readonly point: number;
  readonly weight: number;
}

/**
 * A weighted similarity fit of some points to the canonical face, turned into image axes (y and z
 * negated). Closed form by unit quaternions: Horn, J. Opt. Soc. Am. A 4(4), 1987, 629. Nothing is
 * allocated per call. Throws RangeError at creation where a point has no canonical place.
 */
export function createSimilarityFit(basis: readonly WeightedPoint[]): SimilarityFit {
  const count = basis.length;
  const index = new Uint16Array(count);
  const weight = new Float64Array(count);
  const model = new Float64Array(count * 3);
  const total = basis.reduce((sum, entry) => sum + entry.weight, 0);
  const mean = new Float64Array(3);
  basis.forEach((entry, i) => {
    const place = CANONICAL_POINTS.get(entry.point);
    if (place === undefined)
      throw new RangeError(`point ${entry.point} is not in the canonical face`);
    index[i] = entry.point;
    weight[i] = entry.weight / total;
    model.set([place[0], -place[1], -place[2]], i * 3);
    for (let axis = 0; axis < 3; axis++) {
      mean[axis] = (mean[axis] as number) + weight[i] * (model[i * 3 + axis] as number);
    }
  });
  let modelSpread = 0;
  for (let i = 0; i < count; i++) {
    for (let axis = 0; axis < 3; axis++) {
      const value = (model[i * 3 + axis] as number) - (mean[axis] as number);
      model[i * 3 + axis] = value;
      modelSpread += (weight[i] as number) * value * value;
    }
  }

  const centre = new Float64Array(3);
  const cross = new Float64Array(9);
  const horn = new Float64Array(16);
  const quaternion = new Float64Array(4);

  return (points, out) => {
    centre.fill(0);
    for (let i = 0; i < count; i++) {
      const from = (index[i] as number) * STRIDE;
      for (let axis = 0; axis < 3; axis++) {
        centre[axis] =
          (centre[axis] as number) + (weight[i] as number) * (points[from + axis] as number);
      }
    }
    cross.fill(0);
    let spread = 0;
    for (let i = 0; i < count; i++) {
      const from = (index[i] as number) * STRIDE;
      const w = weight[i] as number;
      for (let a = 0; a < 3; a++) {
        const value = (points[from + a] as number) - (centre[a] as number);
        spread += w * value * value;
        for (let b = 0; b < 3; b++) {
          cross[a * 3 + b] =
            (cross[a * 3 + b] as number) + w * value * (model[i * 3 + b] as number);
        }
      }
    }
    fillHornMatrix(cross, horn);
    largestEigenvector4(horn, quaternion);
    fillRotation(quaternion, out.rotation);
    let agreement = 0;
    for (let a = 0; a < 3; a++) {
      for (let b = 0; b < 3; b++) {
        agreement += (out.rotation[b * 3 + a] as number) * (cross[a * 3 + b] as number);
      }
    }
    const scale = spread > 0 ? agreement / spread : 0;
    out.scale = scale;
    out.residual = Math.sqrt(Math.max(0, modelSpread - scale * agreement));
    for (let b = 0; b < 3; b++) {
      let turned = 0;
      for (let a = 0; a < 3; a++) {
        turned += (out.rotation[b * 3 + a] as number) * (centre[a] as number);
      }
      out.translation[b] = (mean[b] as number) - scale * turned;
    }
  };
}

/** Horn's symmetric matrix N, whose largest eigenvector is the rotation from left to right. */
function fillHornMatrix(cross: Float64Array, n: Float64Array): void {
  const xx = cross[0] as number;
  const xy = cross[1] as number;
  const xz = cross[2] as number;
  const yx = cross[3] as number;
  const yy = cross[4] as number;
  const yz = cross[5] as number;
  const zx = cross[6] as number;
  const zy = cross[7] as number;
  const zz = cross[8] as number;
  n[0] = xx + yy + zz;
  n[5] = xx - yy - zz;
  n[10] = -xx + yy - zz;
  n[15] = -xx - yy + zz;
  n[1] = n[4] = yz - zy;
  n[2] = n[8] = zx - xz;
  n[3] = n[12] = xy - yx;
  n[6] = n[9] = xy + yx;
  n[7] = n[13] = zx + xz;
  n[11] = n[14] = yz + zy;
}

function fillRotation(quaternion: Float64Array, r: Float64Array): void {
  const w = quaternion[0] as number;
  const x = quaternion[1] as number;
  const y = quaternion[2] as number;
  const z = quaternion[3] as number;
  r[0] = w * w + x * x - y * y - z * z;
  r[1] = 2 * (x * y - w * z);
  r[2] = 2 * (x * z + w * y);
  r[3] = 2 * (x * y + w * z);
  r[4] = w * w - x * x + y * y - z * z;
  r[5] = 2 * (y * z - w * x);
  r[6] = 2 * (x * z - w * y);
  r[7] = 2 * (y * z + w * x);
  r[8] = w * w - x * x - y * y + z * z;
}
