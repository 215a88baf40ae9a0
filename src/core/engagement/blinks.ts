import { createPulseDetector, type PulseRules } from '../numeric/pulse-detector.ts';
import type { TimestampMs } from '../units.ts';
import { durationMs } from '../units.ts';

/** Why these: docs/EVENTS.md. */
export const BLINK_RULES: PulseRules = {
  rise: 0.6,
  within: durationMs(500),
  startsBelow: 1,
  undone: 0.6,
  shortest: durationMs(50),
  longest: durationMs(500),
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
}

/** Blinks are short pulses of AU45. */
export const createBlinkDetector = (rules: PulseRules = BLINK_RULES): BlinkDetector =>
  createPulseDetector(rules);
