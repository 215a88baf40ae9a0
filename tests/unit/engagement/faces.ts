import { FACE_FEATURE_COUNT, type FaceFeature, featureIndex } from '#core/signals/face-signal.ts';
import type { AbsenceReason, AbsentSample, FaceSample } from '#core/signals/face-sample.ts';
import { degrees, probability, timestampMs, toRadians } from '#core/units.ts';

export const rad = (angle: number): number => toRadians(degrees(angle));

/** Somebody who looks at the middle of a screen below the camera; AU in 0..5, angles in degrees. */
const AT_SCREEN: Partial<Record<FaceFeature, number>> = { gaze_angle_y: 5, pose_Rx: 3 };

export function face(
  t: number,
  values: Partial<Record<FaceFeature, number>> = {},
  quality = 0.9,
): FaceSample {
  const features = new Float32Array(FACE_FEATURE_COUNT);
  for (const [name, value] of Object.entries({ ...AT_SCREEN, ...values })) {
    const isAngle = !name.startsWith('AU');
    features[featureIndex(name as FaceFeature)] = isAngle ? rad(value) : value;
  }
  return {
    kind: 'face',
    capturedAt: timestampMs(t),
    features,
    gaze0: { x: 0, y: 0, z: -1 },
    gaze1: { x: 0, y: 0, z: -1 },
    position: { x: 0, y: 0, z: 600 },
    confidence: probability(0.95),
    quality: probability(quality),
    faceCount: 1,
    issues: [],
    person: 0,
    baselineShift: null,
  };
}

export const absent = (t: number, reason: AbsenceReason = 'no_face'): AbsentSample => ({
  kind: 'absent',
  capturedAt: timestampMs(t),
  reason,
});

/** Frame times from `from` (inclusive) to `to` (exclusive), milliseconds. */
export function* frames(from: number, to: number, fps = 30): Generator<number> {
  for (let index = 0; from + (index * 1000) / fps < to - 1e-6; index++) {
    yield from + (index * 1000) / fps;
  }
}
