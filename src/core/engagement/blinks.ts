import type { DurationMs, TimestampMs } from '../units.ts';
import { durationMs, elapsed } from '../units.ts';
import { crossing } from './crossing.ts';

export interface BlinkRules {
  /** AU45 at which a closure begins. */
  readonly onset: number;
  /** AU45 below which it is over; lower than `onset`, so that a trembling lid is one blink. */
  readonly offset: number;
  /** Shorter is noise. */
  readonly shortest: DurationMs;
  /** Longer is closed eyes, not a blink. */
  readonly longest: DurationMs;
  /** Samples further apart say nothing about the lids in between. */
  readonly maxGap: DurationMs;
}

/** Why these: docs/ENGAGEMENT.md. */
export const BLINK_RULES: BlinkRules = {
  onset: 1,
  offset: 0.6,
  shortest: durationMs(50),
  longest: durationMs(500),
  maxGap: durationMs(250),
};

export interface Blink {
  readonly from: TimestampMs;
  readonly to: TimestampMs;
}

export interface BlinkDetector {
  /** A sample of AU45 in order of time; the blink that it ends, if it ends one. */
  push(at: TimestampMs, au45: number): Blink | null;
  /** Since when the eyes are closed, or null. */
  closedSince(): TimestampMs | null;
}

/** Finds lid closures by two thresholds; their times are interpolated between samples. */
export function createBlinkDetector(rules: BlinkRules = BLINK_RULES): BlinkDetector {
  let last: { at: TimestampMs; au45: number } | null = null;
  let since: TimestampMs | null = null;
  /** False for a closure whose beginning was not seen. */
  let sawOnset = false;

  const blinkOf = (from: TimestampMs, to: TimestampMs): Blink | null => {
    const lasted = elapsed(from, to);
    return sawOnset && lasted >= rules.shortest && lasted <= rules.longest ? { from, to } : null;
  };

  return {
    push(at, au45) {
      if (last !== null && at <= last.at) return null;
      const before = last !== null && elapsed(last.at, at) <= rules.maxGap ? last : null;
      last = { at, au45 };
      if (before === null) {
        since = au45 >= rules.onset ? at : null;
        sawOnset = false;
      } else if (since === null && au45 >= rules.onset) {
        since = crossing(before, last, rules.onset);
        sawOnset = true;
      } else if (since !== null && au45 < rules.offset) {
        const from = since;
        since = null;
        return blinkOf(from, crossing(before, last, rules.offset));
      }
      return null;
    },
    closedSince: () => since,
  };
}
