import { createDriftingMedian } from '../numeric/drifting-median.ts';
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
 * The running median of where somebody looks. Bounded twice, so that somebody who always looks away
 * never makes that the neutral. `prior` measured: the prior is this person's own, and is followed
 * slowly from the start.
 */
export function createNeutralDirection(
  rules: NeutralRules,
  prior: 'assumed' | 'measured' = 'assumed',
): NeutralDirection {
  const settling = prior === 'assumed' ? SETTLING : durationMs(0);
  const median = createDriftingMedian(
    {
      rate: (learned) => (learned < settling ? SETTLING_RATE : SETTLED_RATE),
      longestStep: LONGEST_STEP,
    },
    rules.prior,
  );
  const lowest = rules.prior - rules.bound;
  const highest = rules.prior + rules.bound;
  return {
    learn(angle, lasted) {
      if (!(Math.abs(angle - median.value()) <= rules.reach)) return;
      median.learn(Math.min(highest, Math.max(lowest, angle)), lasted);
    },
    current: () => median.value(),
  };
}
