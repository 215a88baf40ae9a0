import type { FeatureSpec, Signal } from './signal.ts';

/** Action units that OpenFace 2.2 regresses, in its column order. */
export const ACTION_UNITS = [
  'AU01',
  'AU02',
  'AU04',
  'AU05',
  'AU06',
  'AU07',
  'AU09',
  'AU10',
  'AU12',
  'AU14',
  'AU15',
  'AU17',
  'AU20',
  'AU23',
  'AU25',
  'AU26',
  'AU45',
] as const;
export type ActionUnit = (typeof ACTION_UNITS)[number];

/**
 * The 22 features of a face sample, in storage and model order. Angles are radians with OpenFace's
 * signs: gaze_angle_x > 0 towards image right, gaze_angle_y > 0 down, pose_Rx > 0 down,
 * pose_Ry > 0 towards image left, pose_Rz > 0 clockwise in the image.
 */
export const FACE_FEATURES = [
  ...ACTION_UNITS,
  'gaze_angle_x',
  'gaze_angle_y',
  'pose_Rx',
  'pose_Ry',
  'pose_Rz',
] as const;
export type FaceFeature = (typeof FACE_FEATURES)[number];
export const FACE_FEATURE_COUNT = FACE_FEATURES.length;

/** By the signs above. Action units are means of both sides and stay. */
const TURNED_BY_MIRROR: readonly FaceFeature[] = ['gaze_angle_x', 'pose_Ry', 'pose_Rz'];

const specOf = (name: FaceFeature): FeatureSpec => {
  if (name.startsWith('AU')) return { name, unit: 'intensity', min: 0, max: 5, mirror: 1 };
  const most = name === 'gaze_angle_y' ? Math.PI / 2 : Math.PI;
  const mirror = TURNED_BY_MIRROR.includes(name) ? -1 : 1;
  return { name, unit: 'rad', min: -most, max: most, mirror };
};

export const FACE_SIGNAL = {
  name: 'face',
  version: 2,
  features: FACE_FEATURES.map(specOf),
} as const satisfies Signal;

const INDEX = new Map<string, number>(FACE_FEATURES.map((name, index) => [name, index]));

/** Position of a feature in the 22. */
export function featureIndex(name: FaceFeature): number {
  const index = INDEX.get(name);
  if (index === undefined) throw new RangeError(`no face feature is called ${name}`);
  return index;
}
