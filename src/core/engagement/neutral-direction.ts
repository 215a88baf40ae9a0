import type { DurationMs, Radians } from '../units.ts';
import { durationMs, toRadians, degrees } from '../units.ts';

export interface NeutralRules {
  /** Where the direction is before anything is known. */
  readonly prior: Radians;
  /** It never strays further than this from the prior. */
  readonly bound: Radians;
  /** Only looks within this of the present neutral are learned from. */
  readonly reach: Radians;
}

/** At first the direction follows fast, to find an off-axis camera; afterwards like posture moves. */
const SETTLING = durationMs(15_000);
const SETTLING_RATE = toRadians(degrees(2));
const SETTLED_RATE = toRadians(degrees(0.1));
/** A pause is not evidence. */
const LONGEST_STEP = durationMs(250);

export interface NeutralDirection {
  /** Learns from one angle that held for `lasted`. */
  learn(angle: number, lasted: DurationMs): void;
  /** The person's usual angle, radians. */
  current(): number;
}

/**
 * A running median by steps of fixed size towards each observation (stochastic approximation of a
 * quantile, Robbins & Monro 1951): how far away a glance goes does not matter, only for how long.
 * Bounded twice, so that somebody who always looks away never makes that the neutral.
 */
export function createNeutralDirection(rules: NeutralRules): NeutralDirection {
  let neutral: number = rules.prior;
  let learned = 0;
  return {
    learn(angle, lasted) {
      const off = angle - neutral;
      if (!Number.isFinite(off) || Math.abs(off) > rules.reach) return;
      const time = Math.min(lasted, LONGEST_STEP);
      const rate = learned < SETTLING ? SETTLING_RATE : SETTLED_RATE;
      const most = (rate * time) / 1000;
      learned += time;
      const moved = neutral + Math.min(most, Math.max(-most, off));
      neutral = Math.min(rules.prior + rules.bound, Math.max(rules.prior - rules.bound, moved));
    },
    current: () => neutral,
  };
}
