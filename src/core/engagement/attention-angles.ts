import type { NeutralPose } from '../calibration/gaze-calibration.ts';
import { featureIndex } from '../signals/face-signal.ts';
import type { DurationMs, Radians } from '../units.ts';
import { degrees, toRadians } from '../units.ts';
import { createNeutralDirection, type NeutralRules } from './neutral-direction.ts';
import type { ScoreInputs } from './score.ts';

export type AttentionAngles = Pick<ScoreInputs, 'gazeX' | 'gazeY' | 'yaw' | 'pitch' | 'roll'>;

export interface AngleMeter {
  /** Where this face looks, off its own neutral. `eyesOpen` false: the gaze is the one before. */
  push(features: Float32Array, eyesOpen: boolean, lasted: DurationMs): AttentionAngles;
}

const rad = (angle: number): Radians => toRadians(degrees(angle));

/** Screens lie below the camera more often than above it, hence the priors. docs/ENGAGEMENT.md. */
export const NEUTRAL_RULES = {
  gazeX: { prior: rad(0), bound: rad(12), reach: rad(25) },
  gazeY: { prior: rad(5), bound: rad(12), reach: rad(22) },
  yaw: { prior: rad(0), bound: rad(15), reach: rad(30) },
  pitch: { prior: rad(3), bound: rad(15), reach: rad(25) },
} as const satisfies Record<string, NeutralRules>;

/** How far posture may carry the neutral away from where a calibration measured it. */
const CALIBRATED_BOUND = rad(5);

const GAZE_X = featureIndex('gaze_angle_x');
const GAZE_Y = featureIndex('gaze_angle_y');
const PITCH = featureIndex('pose_Rx');
const YAW = featureIndex('pose_Ry');
const ROLL = featureIndex('pose_Rz');

/**
 * Gaze and head against a slowly learned neutral of this person at this desk, or against the one
 * that a calibration measured.
 */
export function createAngleMeter(calibrated: NeutralPose | null = null): AngleMeter {
  const direction = (of: keyof typeof NEUTRAL_RULES) =>
    calibrated === null
      ? createNeutralDirection(NEUTRAL_RULES[of])
      : createNeutralDirection(
          { ...NEUTRAL_RULES[of], prior: calibrated[of], bound: CALIBRATED_BOUND },
          'measured',
        );
  const neutral = {
    gazeX: direction('gazeX'),
    gazeY: direction('gazeY'),
    yaw: direction('yaw'),
    pitch: direction('pitch'),
    roll: calibrated?.roll ?? 0,
  };
  let gaze = { x: neutral.gazeX.current(), y: neutral.gazeY.current() };

  return {
    push(features, eyesOpen, lasted) {
      const yaw = features[YAW] as number;
      const pitch = features[PITCH] as number;
      if (eyesOpen) {
        gaze = { x: features[GAZE_X] as number, y: features[GAZE_Y] as number };
        neutral.gazeX.learn(gaze.x, lasted);
        neutral.gazeY.learn(gaze.y, lasted);
        neutral.yaw.learn(yaw, lasted);
        neutral.pitch.learn(pitch, lasted);
      }
      return {
        gazeX: gaze.x - neutral.gazeX.current(),
        gazeY: gaze.y - neutral.gazeY.current(),
        yaw: yaw - neutral.yaw.current(),
        pitch: pitch - neutral.pitch.current(),
        roll: (features[ROLL] as number) - neutral.roll,
      };
    },
  };
}
