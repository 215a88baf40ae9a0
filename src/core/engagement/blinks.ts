import { createPulseDetector, type PulseRules } from '../numeric/pulse-detector.ts';
import type { TimestampMs } from '../units.ts';
import { durationMs, elapsed } from '../units.ts';
import { crossing } from './crossing.ts';

export interface BlinkRules extends PulseRules {
  /** AU45 from which the eyes count as closed, for as long as they stay so … */
  readonly closed: number;
  /** … which is until it is below this. */
  readonly reopened: number;
}

/** Why these: docs/EVENTS.md. */
export const BLINK_RULES: BlinkRules = {
  rise: 0.6,
  within: durationMs(500),
  startsBelow: 1,
  undone: 0.6,
  shortest: durationMs(50),
  longest: durationMs(500),
  closed: 1,
  reopened: 0.6,
  maxGap: durationMs(250),
};

export interface Blink {
  readonly from: TimestampMs;
  readonly to: TimestampMs;
  /** Highest AU45. */
  readonly peak: number;
}

export interface BlinkDetector {
  /** A sample of AU45 in order of time; the blink that it ends, if it ends one. */
  push(at: TimestampMs, au45: number): Blink | null;
  /** Since when the eyes are closed, or null. */
  closedSince(): TimestampMs | null;
}

/** Blinks are short pulses of AU45; closed eyes are told by its level, by two thresholds. */
export function createBlinkDetector(rules: BlinkRules = BLINK_RULES): BlinkDetector {
  const pulses = createPulseDetector(rules);
  let last: { at: TimestampMs; au45: number } | null = null;
  let since: TimestampMs | null = null;

  return {
    push(at, au45) {
      if (last !== null && at <= last.at) return null;
      const before = last !== null && elapsed(last.at, at) <= rules.maxGap ? last : null;
      last = { at, au45 };
      if (before === null) since = au45 >= rules.closed ? at : null;
      else if (since !== null && au45 < rules.reopened) since = null;
      else if (since === null && au45 >= rules.closed) since = crossing(before, last, rules.closed);
      return pulses.push(at, au45);
    },
    closedSince: () => since,
  };
}
