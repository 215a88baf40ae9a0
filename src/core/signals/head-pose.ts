import { FACE_POINT, FACE_POINT_STRIDE as STRIDE, POSE_POINTS } from '../landmarks/face-points.ts';
import { FACE_POINT_COUNT } from '../landmarks/landmark-frame.ts';
import { createPerspectiveFit, createPlacement } from '../landmarks/perspective-fit.ts';
import type { Lens } from '../landmarks/perspective-fit.ts';
import { createSimilarity, createSimilarityFit } from '../landmarks/similarity-fit.ts';
import { OVERWRITTEN } from '../numeric/overwritten.ts';
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

/** One to be filled. */
export const newAngles = (): HeadAngles => ({
  rx: OVERWRITTEN,
  ry: OVERWRITTEN,
  rz: OVERWRITTEN,
});

/** Head angles as geometry gives them, and the way from the camera to the face. */
export interface HeadPose extends HeadAngles {
  /** Of the ray through the face off the optical axis, radians: > 0 towards image right. */
  rayX: number;
  /** > 0 down */
  rayY: number;
}

/** A face that seems nearer than this, centimetres, is in a picture cut from a larger one. */
const NEAREST = 25;

/** What brings our angles to OpenFace 2.2's level; docs/FEATURES.md says what it was fitted to. */
const TO_OPENFACE = {
  /** Pitch as seen along the ray: meshes turn a little less than heads do. */
  pitchGain: 1.05,
  rx: toRadians(degrees(-1.7)),
  ry: toRadians(degrees(1.15)),
  rz: toRadians(degrees(0.13)),
} as const;

/** The middle of these lies near the head's own centre line. */
const RAY_POINTS = [
  FACE_POINT.rightEyeOuter,
  FACE_POINT.leftEyeOuter,
  FACE_POINT.chin,
  FACE_POINT.foreheadTop,
];

const FOCAL_PER_WIDTH = 500 / 640 / 2;
const FOCAL_PER_HEIGHT = 500 / 480 / 2;

/** OpenFace's guess of the focal length where the camera is not calibrated, pixels. */
export const focalLength = (image: ImageSize): number =>
  image.width * FOCAL_PER_WIDTH + image.height * FOCAL_PER_HEIGHT;

/** Pitch, yaw as seen from the camera's place: a face that looks into the camera has none. */
export const pitchAlongRay = (head: HeadPose): number => head.rx + head.rayY;
export const yawAlongRay = (head: HeadPose): number => head.ry - head.rayX;

const limited = (angle: number): number => Math.min(Math.PI, Math.max(-Math.PI, angle));

/** The measured angles on OpenFace's scale. */
export function toOpenFace(measured: HeadPose, out: HeadAngles): void {
  const pitch = TO_OPENFACE.pitchGain * pitchAlongRay(measured) - measured.rayY;
  out.rx = limited(pitch + TO_OPENFACE.rx);
  out.ry = limited(measured.ry + TO_OPENFACE.ry);
  out.rz = limited(measured.rz + TO_OPENFACE.rz);
}

/** `pixels`: 478 x (x, y, z in the scale of x). The answer is overwritten by the next call. */
export type HeadPoseReader = (pixels: Float64Array, image: ImageSize) => HeadPose;

/**
 * Head pose under perspective: the canonical face is laid on the points as a camera would see them
 * that looks straight at the face, since that is how the landmarker's depths are meant; then it is
 * turned by the ray from the real camera. Starts from the similarity fit. Euler angles as OpenFace
 * 2.2 (RotationHelpers.h, R = Rx·Ry·Rz).
 */
export function createHeadPoseReader(): HeadPoseReader {
  const startFrom = createSimilarityFit(POSE_POINTS.map((point) => ({ point, weight: 1 })));
  const similarity = createSimilarity();
  const better = createPerspectiveFit(POSE_POINTS);
  const placement = createPlacement();
  const seen = new Float64Array(FACE_POINT_COUNT * STRIDE);
  const ray = new Float64Array(9);
  const turned = new Float64Array(9);
  // A number that is handed on to a function may be allocated for it.
  const camera = { focal: OVERWRITTEN };
  const lens = { focal: OVERWRITTEN };
  const result: HeadPose = { ...newAngles(), rayX: OVERWRITTEN, rayY: OVERWRITTEN };
  return (pixels, image) => {
    camera.focal = focalLength(image);
    fillRayRotation(pixels, image, camera, ray);
    lookAlongRay(pixels, image, camera, ray, seen);
    startFrom(seen, similarity);
    for (let a = 0; a < 3; a++) {
      for (let b = 0; b < 3; b++) {
        placement.rotation[a * 3 + b] = similarity.rotation[b * 3 + a] as number;
      }
    }
    placement.translation[0] = 0;
    placement.translation[1] = 0;
    const distance = Math.max(camera.focal * similarity.scale, NEAREST);
    placement.translation[2] = distance;
    lens.focal = distance / similarity.scale;
    better(seen, lens, placement);
    const r = placement.rotation;
    for (let a = 0; a < 3; a++) {
      for (let b = 0; b < 3; b++) {
        let sum = 0;
        for (let k = 0; k < 3; k++) sum += (ray[a * 3 + k] as number) * (r[k * 3 + b] as number);
        turned[a * 3 + b] = sum;
      }
    }
    fillEuler(turned, result);
    result.rayX = Math.atan2(ray[2] as number, ray[8] as number);
    result.rayY = Math.atan2(ray[5] as number, ray[8] as number);
    return result;
  };
}

/** The pose points as seen by a camera at the same place that looks along the ray. */
function lookAlongRay(
  pixels: Float64Array,
  image: ImageSize,
  { focal }: Lens,
  ray: Float64Array,
  out: Float64Array,
): void {
  for (const point of POSE_POINTS) {
    const at = point * STRIDE;
    const x = (pixels[at] as number) - image.width / 2;
    const y = (pixels[at + 1] as number) - image.height / 2;
    const away = (ray[2] as number) * x + (ray[5] as number) * y + (ray[8] as number) * focal;
    out[at] =
      (focal * ((ray[0] as number) * x + (ray[3] as number) * y + (ray[6] as number) * focal)) /
      away;
    out[at + 1] =
      (focal * ((ray[1] as number) * x + (ray[4] as number) * y + (ray[7] as number) * focal)) /
      away;
    out[at + 2] = pixels[at + 2] as number;
  }
}

/** The smallest rotation from the optical axis to the ray through the face (Rodrigues' formula). */
function fillRayRotation(
  pixels: Float64Array,
  image: ImageSize,
  { focal }: Lens,
  out: Float64Array,
): void {
  let x = 0;
  let y = 0;
  for (const point of RAY_POINTS) {
    x += (pixels[point * STRIDE] as number) / RAY_POINTS.length;
    y += (pixels[point * STRIDE + 1] as number) / RAY_POINTS.length;
  }
  const dx = (x - image.width / 2) / focal;
  const dy = (y - image.height / 2) / focal;
  const length = Math.sqrt(dx * dx + dy * dy + 1);
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
