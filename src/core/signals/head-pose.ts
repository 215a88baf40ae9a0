import { PROCRUSTES_BASIS } from '../landmarks/canonical-face.ts';
import { FACE_POINT, FACE_POINT_STRIDE as STRIDE } from '../landmarks/face-points.ts';
import { createSimilarity, createSimilarityFit } from '../landmarks/similarity-fit.ts';
import { degrees, toRadians } from '../units.ts';
import type { ImageSize } from '../units.ts';

/** Turn of the head about the camera's axes, radians, OpenFace's order (X, then Y, then Z) and signs. */
export interface HeadAngles {
  /** > 0 down */
  rx: number;
  /** > 0 towards image left */
  ry: number;
  /** > 0 clockwise in the image */
  rz: number;
}

/** Least-squares lines from our angles to OpenFace 2.2's (25 clips); offsets in degrees. */
const OPENFACE_LINE = {
  rx: { gain: 0.9, offset: toRadians(degrees(-3.0)) },
  ry: { gain: 0.95, offset: toRadians(degrees(0.9)) },
  rz: { gain: 1.01, offset: toRadians(degrees(0.1)) },
} as const;

/** The middle of these lies near the head's own centre line. */
const RAY_POINTS = [
  FACE_POINT.rightEyeOuter,
  FACE_POINT.leftEyeOuter,
  FACE_POINT.chin,
  FACE_POINT.foreheadTop,
];

/** OpenFace's guess of the focal length where the camera is not calibrated, pixels. */
export const focalLength = (image: ImageSize): number =>
  (500 * (image.width / 640) + 500 * (image.height / 480)) / 2;

const onLine = (angle: number, line: { readonly gain: number; readonly offset: number }): number =>
  Math.min(Math.PI, Math.max(-Math.PI, line.gain * angle + line.offset));

/** The measured angles on OpenFace's scale. */
export const toOpenFace = (measured: HeadAngles): HeadAngles => ({
  rx: onLine(measured.rx, OPENFACE_LINE.rx),
  ry: onLine(measured.ry, OPENFACE_LINE.ry),
  rz: onLine(measured.rz, OPENFACE_LINE.rz),
});

/** `pixels`: 478 x (x, y, z in the scale of x). The answer is overwritten by the next call. */
export type HeadPoseReader = (pixels: Float64Array, image: ImageSize) => HeadAngles;

/**
 * Head pose by weak perspective: the rotation that lays the canonical face on the points, then a
 * turn by the ray from the camera to the face, since a face off the optical axis is seen from the
 * side. Euler angles as OpenFace 2.2 (RotationHelpers.h, R = Rx·Ry·Rz).
 */
export function createHeadPoseReader(): HeadPoseReader {
  const fit = createSimilarityFit(PROCRUSTES_BASIS);
  const similarity = createSimilarity();
  const ray = new Float64Array(9);
  const turned = new Float64Array(9);
  const result: HeadAngles = { rx: 0, ry: 0, rz: 0 };
  return (pixels, image) => {
    fit(pixels, similarity);
    fillRayRotation(pixels, image, ray);
    const r = similarity.rotation;
    for (let a = 0; a < 3; a++) {
      for (let b = 0; b < 3; b++) {
        let sum = 0;
        for (let k = 0; k < 3; k++) {
          sum += (ray[a * 3 + k] as number) * (r[b * 3 + k] as number);
        }
        turned[a * 3 + b] = sum;
      }
    }
    fillEuler(turned, result);
    return result;
  };
}

/** The smallest rotation from the optical axis to the ray through the face (Rodrigues' formula). */
function fillRayRotation(pixels: Float64Array, image: ImageSize, out: Float64Array): void {
  let x = 0;
  let y = 0;
  for (const point of RAY_POINTS) {
    x += (pixels[point * STRIDE] as number) / RAY_POINTS.length;
    y += (pixels[point * STRIDE + 1] as number) / RAY_POINTS.length;
  }
  const f = focalLength(image);
  const dx = (x - image.width / 2) / f;
  const dy = (y - image.height / 2) / f;
  const length = Math.hypot(dx, dy, 1);
  const rx = dx / length;
  const ry = dy / length;
  const rz = 1 / length;
  const k = 1 / (1 + rz);
  out[0] = 1 - k * rx * rx;
  out[1] = -k * rx * ry;
  out[2] = rx;
  out[3] = -k * rx * ry;
  out[4] = 1 - k * ry * ry;
  out[5] = ry;
  out[6] = -rx;
  out[7] = -ry;
  out[8] = rz;
}

/** Angles of R = Rx·Ry·Rz, row-major. */
function fillEuler(r: Float64Array, out: HeadAngles): void {
  out.rx = Math.atan2(-(r[5] as number), r[8] as number);
  out.ry = Math.asin(Math.min(1, Math.max(-1, r[2] as number)));
  out.rz = Math.atan2(-(r[1] as number), r[0] as number);
}
