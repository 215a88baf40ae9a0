import type { ImageSize, Vec3 } from '../units.ts';
import { focalLength } from './head-pose.ts';

/** MediaPipe's face geometry assumes this vertical field of view, whatever the camera. */
const MEDIAPIPE_FIELD_OF_VIEW = (63 * Math.PI) / 180;
const MM_PER_CM = 10;

/**
 * Where the head is in camera space (x right, y down, z away), millimetres: the translation of the
 * facial transformation (column-major, y up, z towards the viewer, centimetres), its depth brought
 * from MediaPipe's fixed lens to the lens that pose and OpenFace assume. The lens is a guess, so the
 * absolute distance is too; x/z and y/z are exact.
 */
export function headPosition(matrix: Float32Array, image: ImageSize): Vec3 {
  const assumed = image.height / 2 / Math.tan(MEDIAPIPE_FIELD_OF_VIEW / 2);
  return {
    x: (matrix[12] as number) * MM_PER_CM,
    y: -(matrix[13] as number) * MM_PER_CM,
    z: -(matrix[14] as number) * MM_PER_CM * (focalLength(image) / assumed),
  };
}
