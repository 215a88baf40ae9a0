import type { FaceSample } from '../signals/face-sample.ts';
import { featureIndex } from '../signals/face-signal.ts';
import { radians } from '../units.ts';
import { middleOf } from '../numeric/spread.ts';
import { at } from '../numeric/at.ts';
import type { CalibrationStep } from './calibration-plan.ts';
import type { NeutralPose, PerAxis } from './gaze-calibration.ts';

/** What is used of a sample. */
export type GazeSample = Pick<FaceSample, 'features' | 'position'>;

/** The usable samples of one step. */
export interface CalibrationLook {
  readonly step: CalibrationStep;
  readonly samples: readonly GazeSample[];
}

const GAZE_X = featureIndex('gaze_angle_x');
const GAZE_Y = featureIndex('gaze_angle_y');
const PITCH = featureIndex('pose_Rx');
const YAW = featureIndex('pose_Ry');
const ROLL = featureIndex('pose_Rz');

/** What one coordinate of the screen point is worked out from; radians off the neutral pose. */
export interface AxisInputs {
  readonly gaze: number;
  readonly head: number;
  readonly shift: number;
}

/** Medians over the samples, so that a blink or a glance aside does not move them. */
export function neutralOf(samples: readonly GazeSample[]): NeutralPose {
  const median = (read: (sample: GazeSample) => number): number => middleOf(samples.map(read));
  const angle = (feature: number) => radians(median((sample) => at(sample.features, feature)));
  return {
    gazeX: angle(GAZE_X),
    gazeY: angle(GAZE_Y),
    pitch: angle(PITCH),
    yaw: angle(YAW),
    roll: angle(ROLL),
    position: {
      x: median(({ position }) => position.x),
      y: median(({ position }) => position.y),
      z: median(({ position }) => position.z),
    },
  };
}

/** Median of every feature. */
export const restingFaceOf = (samples: readonly GazeSample[]): readonly number[] =>
  Array.from(at(samples, 0).features, (_, i) =>
    middleOf(samples.map(({ features }) => at(features, i))),
  );

export function inputsOf(sample: GazeSample, neutral: NeutralPose): PerAxis<AxisInputs> {
  const { features, position } = sample;
  return {
    x: {
      gaze: at(features, GAZE_X) - neutral.gazeX,
      head: at(features, YAW) - neutral.yaw,
      shift: (position.x - neutral.position.x) / neutral.position.z,
    },
    y: {
      gaze: at(features, GAZE_Y) - neutral.gazeY,
      head: at(features, PITCH) - neutral.pitch,
      shift: (position.y - neutral.position.y) / neutral.position.z,
    },
  };
}
