import type { ReactNode } from 'react';
import type { ScreenPoint, TargetLook } from '#core/calibration/gaze-calibration.ts';
import type { ImageSize } from '#core/units.ts';
import { placeWords } from '../words/calibration-words.ts';
import classes from './calibration.module.css';

interface LooksPictureProps {
  readonly looks: readonly TargetLook[];
  readonly screen: ImageSize;
}

const HEIGHT = 100;
const MARGIN = 8;

/** The screen in small: a ring where the dot was, a point where the gaze was read. */
export function LooksPicture({ looks, screen }: LooksPictureProps): ReactNode {
  const width = (HEIGHT * screen.width) / screen.height;
  const x = (point: ScreenPoint): number => MARGIN + within(point.x) * width;
  const y = (point: ScreenPoint): number => MARGIN + within(point.y) * HEIGHT;
  return (
    <figure className={classes['looks']}>
      <svg
        viewBox={`0 0 ${width + 2 * MARGIN} ${HEIGHT + 2 * MARGIN}`}
        role="img"
        aria-label={`Where the gaze was read: ${looks.map(lookWords).join('; ')}`}
      >
        <rect x={MARGIN} y={MARGIN} width={width} height={HEIGHT} rx="4" data-part="screen" />
        <path
          d={`M${MARGIN + width / 2} ${MARGIN}v${HEIGHT}M${MARGIN} ${MARGIN + HEIGHT / 2}h${width}`}
          data-part="halves"
        />
        {looks.map(({ target, read }) => (
          <g key={`${target.x} ${target.y}`}>
            <path d={`M${x(target)} ${y(target)}L${x(read)} ${y(read)}`} data-part="error" />
            <circle cx={x(target)} cy={y(target)} r="5" data-part="asked" />
            <circle cx={x(read)} cy={y(read)} r="2.6" data-part="read" />
          </g>
        ))}
      </svg>
      <figcaption>
        <span data-part="asked" /> the dot
        <span data-part="read" /> where you were read
      </figcaption>
    </figure>
  );
}

/** A little beside the screen is still drawn; further away stays at the picture's edge. */
const within = (fraction: number): number => Math.min(1.05, Math.max(-0.05, fraction));

const lookWords = ({ target, read }: TargetLook): string =>
  `asked ${placeWords(target)}, read ${Math.round(Math.hypot(read.x - target.x, read.y - target.y) * 100)} percent of a screen from it`;
