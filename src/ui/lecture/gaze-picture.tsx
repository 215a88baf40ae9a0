import type { ReactNode } from 'react';
import type { LiveGaze } from '#core/calibration/gaze-tracker.ts';
import { chanceWords, ninthWords } from '../words/gaze-words.ts';
import classes from './monitor-panel.module.css';

/** A dot further off is drawn at the picture's edge. */
const within = (fraction: number): number => Math.min(1.12, Math.max(-0.12, fraction));

const WIDTH = 64;
const HEIGHT = 36;
const BESIDE = 8;

type Calibrated = Extract<LiveGaze, { kind: 'calibrated' }>;

/** The window in small, with the likeliest place of the gaze. */
export function GazePicture({ onScreen, x, y }: Calibrated): ReactNode {
  return (
    <svg
      className={classes['gazepicture']}
      viewBox={`${-BESIDE} ${-BESIDE} ${WIDTH + 2 * BESIDE} ${HEIGHT + 2 * BESIDE}`}
      role="img"
      aria-label={`${chanceWords(onScreen)} likely on the screen; likeliest place: ${ninthWords(x, y)}`}
    >
      <rect width={WIDTH} height={HEIGHT} rx="2" />
      <circle
        r="3"
        style={{ transform: `translate(${within(x) * WIDTH}px, ${within(y) * HEIGHT}px)` }}
      />
    </svg>
  );
}
