import { at } from '../numeric/at.ts';
import { FACE_SIGNAL, featureIndex, type FaceFeature } from './face-signal.ts';
import type { FeatureSpec, Signal } from './signal.ts';

/** Features of the face signal that say where somebody looks and whether the eyes are open. */
const OF_FACE = [
  'AU45',
  'gaze_angle_x',
  'gaze_angle_y',
  'pose_Rx',
  'pose_Ry',
  'pose_Rz',
] as const satisfies readonly FaceFeature[];

/** Gaze, head pose, eyes and presence alone: nothing of it says what a face expresses. */
export const ATTENTION_SIGNAL = {
  name: 'attention',
  version: 1,
  features: [
    { name: 'presence', unit: 'share', min: 0, max: 1, mirror: 1, isPresence: true },
    ...OF_FACE.map((name): FeatureSpec => at(FACE_SIGNAL.features, featureIndex(name))),
  ],
} as const satisfies Signal;

const INDICES = OF_FACE.map(featureIndex);

/** The attention row of the 22 of a face. */
export const attentionRow = (face: Float32Array): Float32Array =>
  Float32Array.from([1, ...INDICES.map((index) => face[index] as number)]);

/**
 * Nobody there: presence 0 says so; what stands beside it is a place-holder and no measurement:
 * somebody who sits before a laptop and looks at it, so that absence is told by presence alone.
 */
export const ABSENT_ROW: Float32Array = Float32Array.of(0, 0.25, 0, 0.3, 0.2, 0, 0);
