import { SAMPLE_RULES } from '#core/calibration/calibration-run.ts';
import type { GazeCalibration } from '#core/calibration/gaze-calibration.ts';
import { gazeOnScreen } from '#core/calibration/on-screen.ts';
import { at } from '#core/numeric/at.ts';
import type { Observation } from '#core/signals/face-sample.ts';
import { featureIndex } from '#core/signals/face-signal.ts';
import type { Probability } from '#core/units.ts';

const AU45 = featureIndex('AU45');

export interface CalibratedGaze {
  /** null: from now on by none. */
  use(calibration: GazeCalibration | null): void;
  /**
   * The probability that this gaze meets the screen; null without calibration, with closed eyes,
   * and once another person sits there than whom the calibration was put to use for.
   */
  read(observation: Observation): Probability | null;
}

export function createCalibratedGaze(): CalibratedGaze {
  let calibration: GazeCalibration | null = null;
  let person: number | null = null;
  return {
    use(next) {
      // Of a poor one no probability is claimed.
      calibration = next?.validation.verdict === 'poor' ? null : next;
      person = null;
    },
    read(observation) {
      if (calibration === null || observation.kind === 'absent') return null;
      person ??= observation.person;
      const eyesOpen = at(observation.features, AU45) < SAMPLE_RULES.closed;
      return eyesOpen && observation.person === person
        ? gazeOnScreen(calibration, observation).onScreen
        : null;
    },
  };
}
