import { paired } from '../landmarks/blendshapes.ts';
import { FACE_POINT as P, FACE_POINT_STRIDE as STRIDE } from '../landmarks/face-points.ts';
import { OVERWRITTEN } from '../numeric/overwritten.ts';
import { degrees, toRadians } from '../units.ts';
import type { MutableVec3 } from '../units.ts';
import { pitchAlongRay, yawAlongRay } from './head-pose.ts';
import type { HeadPose } from './head-pose.ts';
import type { NormalisedFace } from './normalised-face.ts';

/** Where one eye's iris lies between its corners, in eye widths: x to image right, y down. */
export interface IrisOffset {
  x: number;
  y: number;
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

/** Gaze of one eye, or of both. Overwritten by whoever reads it anew. */
export interface Gaze {
  /** Radians, camera space, head plus eye; > 0 towards image right. */
  angleX: number;
  /** > 0 down */
  angleY: number;
  /** The unit vector that means these angles. */
  readonly vector: MutableVec3;
}

/** One to be filled. */
export const newGaze = (): Gaze => ({
  angleX: OVERWRITTEN,
  angleY: OVERWRITTEN,
  vector: { x: OVERWRITTEN, y: OVERWRITTEN, z: OVERWRITTEN },
});

/** Looking down minus looking up, by the blendshapes. */
export const lidsDown = (blendshapes: Float32Array): number =>
  lookDown(blendshapes) - lookUp(blendshapes);

/** Where one eye looks, head plus eye. */
export function readGaze(
  head: HeadPose,
  iris: IrisOffset,
  blendshapes: Float32Array,
  out: Gaze,
): void {
  const x =
    HORIZONTAL.ray * head.rayX +
    HORIZONTAL.head * yawAlongRay(head) +
    HORIZONTAL.iris * iris.x +
    HORIZONTAL.offset;
  const y =
    VERTICAL.ray * head.rayY +
    VERTICAL.head * pitchAlongRay(head) +
    VERTICAL.iris * iris.y +
    VERTICAL.lids * lidsDown(blendshapes) +
    VERTICAL.offset;
  out.angleX = Math.min(LIMIT, Math.max(-LIMIT, x));
  out.angleY = Math.min(LIMIT, Math.max(-LIMIT, y));
  fillGazeVector(out);
}

/** Writes the vector of the angles: angleX = atan2(x, -z), angleY = atan2(y, -z). */
export function fillGazeVector(gaze: Gaze): void {
  const x = Math.tan(gaze.angleX);
  const y = Math.tan(gaze.angleY);
  const length = Math.sqrt(x * x + y * y + 1);
  gaze.vector.x = x / length;
  gaze.vector.y = y / length;
  gaze.vector.z = -1 / length;
}

export function readIris(face: NormalisedFace, eye: 0 | 1, out: IrisOffset): void {
  const { iris, outer, inner } = EYES[eye];
  const { places } = face;
  const a = outer * STRIDE;
  const b = inner * STRIDE;
  const x = (places[a] as number) - (places[b] as number);
  const y = (places[a + 1] as number) - (places[b + 1] as number);
  const z = (places[a + 2] as number) - (places[b + 2] as number);
  const size = Math.sqrt(x * x + y * y + z * z);
  const at = iris * STRIDE;
  const middleX = ((places[a] as number) + (places[b] as number)) / 2;
  const middleY = ((places[a + 1] as number) + (places[b + 1] as number)) / 2;
  out.x = ((places[at] as number) - middleX) / size;
  out.y = ((places[at + 1] as number) - middleY) / size;
}
