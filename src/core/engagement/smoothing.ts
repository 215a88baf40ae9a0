import type { DurationMs, TimestampMs } from '../units.ts';

export interface Smoother {
  /** The smoothed value after `value` has held since the sample before. */
  push(at: TimestampMs, value: number): number;
  /** The next value starts anew. */
  reset(): void;
}

/**
 * First-order low-pass with time constant `tau`: after one `tau` of a step, 63 % of it shows. The
 * exact solution for the time elapsed, so frame rate does not matter.
 */
export function createSmoother(tau: DurationMs): Smoother {
  let last: { at: TimestampMs; smoothed: number } | null = null;
  return {
    push(at, value) {
      if (last === null) {
        last = { at, smoothed: value };
      } else if (at > last.at) {
        const kept = Math.exp((last.at - at) / tau);
        last = { at, smoothed: value + kept * (last.smoothed - value) };
      }
      return last.smoothed;
    },
    reset() {
      last = null;
    },
  };
}
