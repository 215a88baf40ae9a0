import { paired } from '../landmarks/blendshapes.ts';
import { FACE_POINT as P } from '../landmarks/face-points.ts';
import { degrees, toRadians } from '../units.ts';
import type { Vec3 } from '../units.ts';
import { pitchAlongRay, yawAlongRay } from './head-pose.ts';
import type { HeadPose } from './head-pose.ts';
import type { NormalisedFace } from './normalised-face.ts';

/** Where one eye's iris lies between its corners, in eye widths: x to image right, y down. */
export interface IrisOffset {
  x: number;
  y: number;
}

export interface Gaze {
  /** Radians, camera space, head plus eye; > 0 towards image right. */
  angleX: number;
  /** > 0 down */
  angleY: number;
  /** The eye at image left, then the one at image right. */
  readonly eyes: readonly [IrisOffset, IrisOffset];
}

/**
 * Gains in radians per unit, head angles in radians; docs/FEATURES.md says what they were fitted to.
 * `ray`: somebody beside the optical axis who looks into the camera looks back along the ray.
 */
const rad = (value: number): number => toRadians(degrees(value));
const HORIZONTAL = { ray: -1, head: -0.67, iris: rad(45), offset: rad(-0.35) } as const;
const VERTICAL = {
  ray: -0.6,
  head: 0.85,
  iris: rad(40.7),
  lids: rad(5.1),
  offset: rad(9.05),
} as const;

const EYES = [
  { iris: P.rightIris, outer: P.rightEyeOuter, inner: P.rightEyeInner },
  { iris: P.leftIris, outer: P.leftEyeOuter, inner: P.leftEyeInner },
] as const;

const lookDown = paired('eyeLookDown');
const lookUp = paired('eyeLookUp');

/** Past this an angle says no more than "to the side". */
const LIMIT = rad(85);
const limited = (angle: number): number => Math.min(LIMIT, Math.max(-LIMIT, angle));

export const horizontalGaze = (head: HeadPose, irisX: number): number =>
  limited(
    HORIZONTAL.ray * head.rayX +
      HORIZONTAL.head * yawAlongRay(head) +
      HORIZONTAL.iris * irisX +
      HORIZONTAL.offset,
  );

/** `lids`: looking down minus looking up, by the blendshapes. */
export const verticalGaze = (head: HeadPose, irisY: number, lids: number): number =>
  limited(
    VERTICAL.ray * head.rayY +
      VERTICAL.head * pitchAlongRay(head) +
      VERTICAL.iris * irisY +
      VERTICAL.lids * lids +
      VERTICAL.offset,
  );

export const lidsDown = (blendshapes: Float32Array): number =>
  lookDown(blendshapes) - lookUp(blendshapes);

export function readIris(face: NormalisedFace, eye: 0 | 1, out: IrisOffset): void {
  const { iris, outer, inner } = EYES[eye];
  const size = face.distance(outer, inner);
  out.x = (face.x(iris) - (face.x(outer) + face.x(inner)) / 2) / size;
  out.y = (face.y(iris) - (face.y(outer) + face.y(inner)) / 2) / size;
}

/** The unit vector whose angles are these: angleX = atan2(x, -z), angleY = atan2(y, -z). */
export function gazeVector(angleX: number, angleY: number): Vec3 {
  const x = Math.tan(limited(angleX));
  const y = Math.tan(limited(angleY));
  const length = Math.hypot(x, y, 1);
  return { x: x / length, y: y / length, z: -1 / length };
}
