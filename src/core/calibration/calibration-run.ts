import type { Observation } from '../signals/face-sample.ts';
import type { ImageSize, Probability, TimestampMs } from '../units.ts';
import type { CalibrationPlan, CalibrationStep } from './calibration-plan.ts';
import type { GazeCalibration } from './gaze-calibration.ts';

/** Why samples are not counted just now; said kindly, the run waits. */
export type CalibrationHint = 'no_face' | 'eyes_closed' | 'poor_view';

export type CalibrationFailure =
  /** The step at this index got too few usable samples; `hint` is what was in the way most. */
  | {
      readonly kind: 'too_few_samples';
      readonly step: number;
      readonly samples: number;
      readonly hint: CalibrationHint | null;
    }
  /** Gaze hardly differed between targets, so nothing can be told from it. */
  | { readonly kind: 'gaze_did_not_move'; readonly axis: 'x' | 'y' }
  /** Another person or camera was noticed on the way. */
  | { readonly kind: 'person_changed'; readonly step: number };

export type CalibrationProgress =
  /** `begun` once the first push or tick came; show `step`'s target. */
  | {
      readonly kind: 'step';
      readonly index: number;
      readonly step: CalibrationStep;
      readonly phase: 'settling' | 'collecting';
      /** Of this step, and of the whole run. */
      readonly stepDone: Probability;
      readonly runDone: Probability;
      /** null while samples are being counted or the eyes are still on their way. */
      readonly hint: CalibrationHint | null;
    }
  | { readonly kind: 'done'; readonly calibration: GazeCalibration }
  | { readonly kind: 'failed'; readonly failure: CalibrationFailure };

/** One go through a plan. A finished run stays as it ended; begin anew with another run. */
export interface CalibrationRun {
  /** A sample in order of time. */
  push(observation: Observation): CalibrationProgress;
  /** As of `at`, where no sample came: keeps limits without a camera. */
  tick(at: TimestampMs): CalibrationProgress;
  readonly progress: CalibrationProgress;
}

/** `screen`: size of the area that the targets are fractions of, CSS pixels. */
export type CreateCalibrationRun = (plan: CalibrationPlan, screen: ImageSize) => CalibrationRun;
