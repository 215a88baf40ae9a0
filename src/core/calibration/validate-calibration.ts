import { middleOf } from '../numeric/spread.ts';
import { degrees, probability, radians, toDegrees } from '../units.ts';
import type { Degrees, Probability } from '../units.ts';
import { inputsOf } from './calibration-look.ts';
import type { CalibrationLook } from './calibration-look.ts';
import type {
  AxisModel,
  CalibrationValidation,
  CalibrationVerdict,
  NeutralPose,
  PerAxis,
} from './gaze-calibration.ts';
import { pointOf } from './screen-point.ts';

/** Why these: docs/CALIBRATION.md. */
export const VERDICT_RULES = {
  good: { medianError: degrees(4), half: 0.9 },
  usable: { medianError: degrees(8), half: 0.8 },
} as const;

/**
 * How far off the calibration is at targets that it was not fitted to. The screen's distance is not
 * known, so an error in degrees is the gaze angle as read minus the one that the model would have
 * needed to meet the target.
 */
export function validateCalibration(
  looks: readonly CalibrationLook[],
  model: PerAxis<AxisModel>,
  neutral: NeutralPose,
): CalibrationValidation {
  const judged = looks.map(({ step: { target }, samples }) => {
    const points = samples.map((sample) => pointOf(model, inputsOf(sample, neutral)));
    const sameSide = (axis: 'x' | 'y'): readonly boolean[] =>
      points.map((point) => point[axis] < 0.5 === target[axis] < 0.5);
    return {
      errors: points.map((point) =>
        toDegrees(
          radians(
            Math.hypot((point.x - target.x) / model.x.gaze, (point.y - target.y) / model.y.gaze),
          ),
        ),
      ),
      x: sameSide('x'),
      y: sameSide('y'),
    };
  });
  const medianError = degrees(middleOf(judged.flatMap(({ errors }) => errors)));
  const correctHalf = {
    x: share(judged.flatMap(({ x }) => x)),
    y: share(judged.flatMap(({ y }) => y)),
  };
  return {
    medianError,
    worstError: degrees(Math.max(...judged.map(({ errors }) => middleOf(errors)))),
    correctHalf,
    samples: judged.reduce((sum, { errors }) => sum + errors.length, 0),
    verdict: verdictOf(medianError, correctHalf),
  };
}

const share = (values: readonly boolean[]): Probability =>
  probability(values.filter(Boolean).length / values.length);

/** `usable` asks for left and right alone: vertical gaze is the weaker reading. */
export function verdictOf(
  medianError: Degrees,
  correctHalf: PerAxis<Probability>,
): CalibrationVerdict {
  const { good, usable } = VERDICT_RULES;
  if (medianError <= good.medianError && Math.min(correctHalf.x, correctHalf.y) >= good.half) {
    return 'good';
  }
  return medianError <= usable.medianError && correctHalf.x >= usable.half ? 'usable' : 'poor';
}
