import type { Probability } from '../units.ts';
import type { ScreenPoint } from './gaze-calibration.ts';

/** Where somebody looks, from their calibration. */
export interface ScreenGaze {
  /** That the gaze meets the screen. */
  readonly onScreen: Probability;
  /** The likeliest place; outside 0..1 is beside the screen. */
  readonly point: ScreenPoint;
  readonly half: { readonly side: 'left' | 'right'; readonly probability: Probability };
}

/** All that is claimed without calibration: against the person's neutral direction. */
export type CoarseDirection = 'screen' | 'left' | 'right' | 'up' | 'down';
