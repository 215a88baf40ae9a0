import { durationMs, type DurationMs } from '../units.ts';

export interface DriftRules {
  /** How fast the median may move once so much was learned, in the value's own unit a second. */
  readonly rate: (learned: DurationMs) => number;
  /** No value stands for longer: a pause is not evidence. */
  readonly longestStep: DurationMs;
}

export interface DriftingMedian {
  /** Learns from a value that held for `lasted`; what is not finite is passed over. */
  learn(value: number, lasted: DurationMs): void;
  /** NaN before anything was learned. */
  value(): number;
  /** Time learned from. */
  learned(): DurationMs;
}

/**
 * A running median by steps of fixed size towards each value (stochastic approximation of a
 * quantile, Robbins & Monro 1951): how far away a value lies does not matter, only for how long, so
 * neither does the frame rate. Starts at `start`, or else at the first value.
 */
export function createDriftingMedian(rules: DriftRules, start = Number.NaN): DriftingMedian {
  let median = start;
  let learned = 0;
  return {
    learn(value, lasted) {
      if (!Number.isFinite(value)) return;
      if (Number.isNaN(median)) median = value;
      const time = Math.min(lasted, rules.longestStep);
      const most = (rules.rate(durationMs(learned)) * time) / 1000;
      learned += time;
      median += Math.min(most, Math.max(-most, value - median));
    },
    value: () => median,
    learned: () => durationMs(learned),
  };
}
