import type { DurationMs } from '../units.ts';

/** Steps of the running median, degrees a second: fast while little was seen, then as posture moves. */
const FIRST_RATE = 30;
const SLOWING = 6;
const LOWEST_RATE = 0.2;
/** A pause is not evidence, seconds. */
const LONGEST_STEP = 0.25;

export interface UsualAngle {
  /** How far an angle that held for `lasted` is off the usual one before it; degrees. */
  push(angle: number, lasted: DurationMs): number;
  reset(): void;
}

/**
 * Where a head usually points: a running median by steps that get smaller the more was seen
 * (stochastic approximation of a quantile, Robbins & Monro 1951), from the first angle on. It
 * follows posture by 12 degrees a minute at most, so that a long turn stays one.
 */
export function createUsualAngle(): UsualAngle {
  let usual: number | null = null;
  let seen = 0;
  return {
    push(angle, lasted) {
      usual ??= angle;
      const off = angle - usual;
      const time = Math.min(lasted / 1000, LONGEST_STEP);
      const most = time * Math.max(LOWEST_RATE, FIRST_RATE / (1 + SLOWING * seen));
      seen += time;
      usual += Math.min(most, Math.max(-most, off));
      return off;
    },
    reset() {
      usual = null;
      seen = 0;
    },
  };
}
