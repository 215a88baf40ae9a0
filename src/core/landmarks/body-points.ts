/** The 33 points of MediaPipe's pose model (BlazePose GHUM), in its order; sides are the person's own. */
export const BODY_POINT_NAMES = [
  'nose',
  'leftEyeInner',
  'leftEye',
  'leftEyeOuter',
  'rightEyeInner',
  'rightEye',
  'rightEyeOuter',
  'leftEar',
  'rightEar',
  'mouthLeft',
  'mouthRight',
  'leftShoulder',
  'rightShoulder',
  'leftElbow',
  'rightElbow',
  'leftWrist',
  'rightWrist',
  'leftPinky',
  'rightPinky',
  'leftIndex',
  'rightIndex',
  'leftThumb',
  'rightThumb',
  'leftHip',
  'rightHip',
  'leftKnee',
  'rightKnee',
  'leftAnkle',
  'rightAnkle',
  'leftHeel',
  'rightHeel',
  'leftFootIndex',
  'rightFootIndex',
] as const;
export type BodyPointName = (typeof BODY_POINT_NAMES)[number];

/** x, y, z, visibility. */
export const BODY_POINT_STRIDE = 4;

const INDEX = new Map<string, number>(BODY_POINT_NAMES.map((name, index) => [name, index]));

/** Position of a point among the 33. */
export function bodyPointIndex(name: BodyPointName): number {
  const index = INDEX.get(name);
  if (index === undefined) throw new RangeError(`no body point is called ${name}`);
  return index;
}
