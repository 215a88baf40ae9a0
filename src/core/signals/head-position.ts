import type { ImageSize, MutableVec3 } from '../units.ts';
import { focalLength } from './head-pose.ts';

/** MediaPipe's face geometry assumes this vertical field of view, whatever the camera. */
const MEDIAPIPE_FIELD_OF_VIEW = (63 * Math.PI) / 180;
const MM_PER_CM = 10;

/**
 * Writes where the head is in camera space (x right, y down, z away), millimetres: the translation of the
 * facial transformation (column-major, y up, z towards the viewer, centimetres), its depth brought
 * from MediaPipe's fixed lens to the lens that pose and OpenFace assume. The lens is a guess, so the
 * absolute distance is too; x/z and y/z are exact.
 */
export function fillHeadPosition(matrix: Float32Array, image: ImageSize, out: MutableVec3): void {
  const assumed = image.height / 2 / Math.tan(MEDIAPIPE_FIELD_OF_VIEW / 2);
  out.x = (matrix[12] as number) * MM_PER_CM;
  out.y = -(matrix[13] as number) * MM_PER_CM;
  out.z = -(matrix[14] as number) * MM_PER_CM * (focalLength(image) / assumed);
}
