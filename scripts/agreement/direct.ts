import { blendshapeIndex } from '#core/landmarks/blendshapes.ts';
import type { BlendshapeName } from '#core/landmarks/blendshapes.ts';
import type { FaceLandmarks } from '#core/landmarks/landmark-frame.ts';
import type { FaceFeature } from '#core/signals/face-signal.ts';

/**
 * What the landmarker's own numbers say without any formula, to compare with: one blendshape times 5
 * for an action unit, the eyeLook blendshapes times 30 degrees for gaze, the Euler angles of the
 * matrix for the head.
 */
const PER_SCORE = 5;
const PER_LOOK = Math.PI / 6;

/** There is none for AU06 and AU09: cheekSquint and noseSneer are always 0. */
const SCORES: Partial<Record<FaceFeature, readonly BlendshapeName[]>> = {
  AU01: ['browInnerUp'],
  AU02: ['browOuterUpLeft', 'browOuterUpRight'],
  AU04: ['browDownLeft', 'browDownRight'],
  AU05: ['eyeWideLeft', 'eyeWideRight'],
  AU07: ['eyeSquintLeft', 'eyeSquintRight'],
  AU10: ['mouthUpperUpLeft', 'mouthUpperUpRight'],
  AU12: ['mouthSmileLeft', 'mouthSmileRight'],
  AU14: ['mouthDimpleLeft', 'mouthDimpleRight'],
  AU15: ['mouthFrownLeft', 'mouthFrownRight'],
  AU17: ['mouthShrugLower'],
  AU20: ['mouthStretchLeft', 'mouthStretchRight'],
  AU23: ['mouthPressLeft', 'mouthPressRight'],
  AU25: ['mouthLowerDownLeft', 'mouthLowerDownRight'],
  AU26: ['jawOpen'],
  AU45: ['eyeBlinkLeft', 'eyeBlinkRight'],
};

/** Intensity, or radians with OpenFace's signs; null where the landmarker says nothing of it. */
export function directReading(feature: FaceFeature, face: FaceLandmarks): number | null {
  const score = (name: BlendshapeName): number => face.blendshapes[blendshapeIndex(name)] ?? NaN;
  // Column-major, y up and z towards the camera: rows and columns 1 and 2 change sign.
  const m = (row: number, column: number): number =>
    (face.matrix[column * 4 + row] ?? NaN) * ((row === 0) === (column === 0) ? 1 : -1);
  switch (feature) {
    case 'gaze_angle_x': {
      const toRight = score('eyeLookInRight') + score('eyeLookOutLeft');
      const toLeft = score('eyeLookInLeft') + score('eyeLookOutRight');
      return (PER_LOOK * (toRight - toLeft)) / 2;
    }
    case 'gaze_angle_y': {
      const down = score('eyeLookDownLeft') + score('eyeLookDownRight');
      const up = score('eyeLookUpLeft') + score('eyeLookUpRight');
      return (PER_LOOK * (down - up)) / 2;
    }
    case 'pose_Rx':
      return Math.atan2(-m(1, 2), m(2, 2));
    case 'pose_Ry':
      return Math.asin(Math.max(-1, Math.min(1, m(0, 2))));
    case 'pose_Rz':
      return Math.atan2(-m(0, 1), m(0, 0));
    default: {
      const names = SCORES[feature];
      if (names === undefined) return null;
      return (PER_SCORE * names.reduce((sum, name) => sum + score(name), 0)) / names.length;
    }
  }
}
