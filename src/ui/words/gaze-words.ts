import { at } from '#core/numeric/at.ts';
import type { Degrees, Probability } from '#core/units.ts';
import type { CalibrationVerdict } from '#core/calibration/gaze-calibration.ts';
import type { LiveGaze } from '#core/calibration/gaze-tracker.ts';

type CoarseGaze = Extract<LiveGaze, { kind: 'coarse' }>;

/** As the student sees it, not as the camera does. */
export const DIRECTION_WORDS: Record<CoarseGaze['direction'], string> = {
  screen: 'Looking towards the screen',
  left: 'Looking to the left',
  right: 'Looking to the right',
  up: 'Looking up',
  down: 'Looking down',
};

/** In tenths, so that the figure rests while the gaze does. */
export function chanceWords(chance: Probability): string {
  if (chance >= 0.95) return 'Over 95 %';
  if (chance < 0.05) return 'Under 5 %';
  return `About ${Math.round(chance * 10) * 10} %`;
}

export const gazeWords = (gaze: LiveGaze): string =>
  gaze.kind === 'coarse'
    ? DIRECTION_WORDS[gaze.direction]
    : `${chanceWords(gaze.onScreen)} likely on the screen`;

const THIRDS = [
  ['top left', 'top', 'top right'],
  ['left', 'middle', 'right'],
  ['bottom left', 'bottom', 'bottom right'],
] as const;

const third = (fraction: number): number => Math.min(2, Math.max(0, Math.floor(fraction * 3)));

/** Which ninth of the screen. */
export const ninthWords = (x: number, y: number): string => at(at(THIRDS, third(y)), third(x));

const VERDICT_NAMES: Record<CalibrationVerdict, string> = {
  good: 'good',
  usable: 'usable',
  poor: 'poor',
};

export const calibrationWords = (verdict: CalibrationVerdict, error: Degrees): string =>
  `${VERDICT_NAMES[verdict]}, usually ${error.toFixed(1)}° off`;
