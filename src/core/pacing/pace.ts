import type { TimestampMs } from '../units.ts';

/** Picks frames from a faster stream so that `rateHz` is met on average, without bursts. */
export interface Pace {
  /** True where this frame is one to take; taking it is then assumed. */
  due(capturedAt: TimestampMs, rateHz: number): boolean;
}

export function createPace(): Pace {
  let dueAt = -Infinity;
  return {
    due(capturedAt, rateHz) {
      const period = 1000 / rateHz;
      // A frame that comes a little early is nearer to its moment than the one after it.
      if (capturedAt < dueAt - period / 4) return false;
      // Late by less than half a period is made up for; a pause is not.
      dueAt = Math.max(dueAt + period, capturedAt + period / 2);
      return true;
    },
  };
}
