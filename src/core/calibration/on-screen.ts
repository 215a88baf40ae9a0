import { HALF_AT } from '../engagement/score.ts';
import { at } from '../numeric/at.ts';
import { normalBelow, normalBetween } from '../numeric/normal-distribution.ts';
import { featureIndex } from '../signals/face-signal.ts';
import { probability } from '../units.ts';
import type { Probability } from '../units.ts';
import { inputsOf } from './calibration-look.ts';
import type { GazeSample } from './calibration-look.ts';
import type { GazeCalibration, NeutralPose, PerAxis, ScreenPoint } from './gaze-calibration.ts';
import { pointOf } from './screen-point.ts';

/** Where somebody looks, from their calibration. */
export interface ScreenGaze {
  /** That the gaze meets the screen. */
  readonly onScreen: Probability;
  /** The likeliest place; outside 0..1 is beside the screen. */
  readonly point: ScreenPoint;
  readonly half: { readonly side: 'left' | 'right'; readonly probability: Probability };
}

/** `sample`: of the person and camera that the calibration was made with. */
export function gazeOnScreen(calibration: GazeCalibration, sample: GazeSample): ScreenGaze {
  const point = pointOf(calibration.model, inputsOf(sample, calibration.neutral));
  const left = normalBelow(0.5, point.x, calibration.spread.x);
  return {
    onScreen: chanceOnScreen(point, calibration.spread),
    point,
    half:
      left >= 0.5
        ? { side: 'left', probability: probability(left) }
        : { side: 'right', probability: probability(1 - left) },
  };
}

/** Mass inside the screen of a bivariate normal around `point`, its axes those of the screen. */
export const chanceOnScreen = (point: ScreenPoint, spread: PerAxis<number>): Probability =>
  probability(normalBetween(0, 1, point.x, spread.x) * normalBetween(0, 1, point.y, spread.y));

/** All that is claimed without calibration: against the person's neutral direction. */
export type CoarseDirection = 'screen' | 'left' | 'right' | 'up' | 'down';

const GAZE_X = featureIndex('gaze_angle_x');
const GAZE_Y = featureIndex('gaze_angle_y');

/**
 * `screen` within the ellipse in which the engagement score takes gaze for attention by more than
 * half; beyond it the side that is further out, as the person sees it.
 */
export function coarseDirection(
  features: Float32Array,
  neutral: Pick<NeutralPose, 'gazeX' | 'gazeY'>,
): CoarseDirection {
  const x = (at(features, GAZE_X) - neutral.gazeX) / HALF_AT.gazeX;
  const y = (at(features, GAZE_Y) - neutral.gazeY) / HALF_AT.gazeY;
  if (Math.hypot(x, y) <= 1) return 'screen';
  if (Math.abs(x) >= Math.abs(y)) return x > 0 ? 'left' : 'right';
  return y > 0 ? 'down' : 'up';
}
