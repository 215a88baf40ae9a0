import type { DurationMs, Probability } from '../units.ts';
import { probability } from '../units.ts';

export const RELIABILITY_REASONS = [
  'face_often_not_found',
  'face_often_unreadable',
  'poor_quality',
  'unusual_baseline',
  'seen_too_briefly',
] as const;
export type ReliabilityReason = (typeof RELIABILITY_REASONS)[number];

/** What was measured of a session; shares and means are over time, never over frames. */
export interface ReliabilityMeasures {
  /** Share of the looked-at time in which a face was found; null where none was looked at. */
  readonly detectionRate: Probability | null;
  /** Share of the time with a face in which its features could be read. */
  readonly readableRate: Probability | null;
  /** Mean quality of the time read. */
  readonly meanQuality: Probability | null;
  /** See `FaceSample.baselineShift`: its median; null until a baseline stood. */
  readonly baselineShift: number | null;
  /** How long features were read. */
  readonly readFor: DurationMs;
}

/** How far this person's features can be relied on in this session, and why not. */
export interface Reliability extends ReliabilityMeasures {
  readonly level: 'usual' | 'reduced' | 'low';
  /** What lowers the weight noticeably, worst first; none exactly where the level is `usual`. */
  readonly reasons: readonly ReliabilityReason[];
  /** 0..1: what this person's figures count for among others'. */
  readonly weight: Probability;
}

/** From the weight. Chosen, not fitted, as the limits below are. */
const LEVELS = { usual: 0.7, reduced: 0.35 } as const;

interface Ramp {
  /** Where the part is 1, and beyond. */
  readonly good: number;
  /** Where it is `least`, and beyond. */
  readonly bad: number;
  readonly least: number;
}

/**
 * Linear between the two ends. Chosen, not fitted: no data say yet how much worse figures get.
 * - Below a third of the moments found or read, what is known is more chance than person.
 * - At a mean quality of 0.25 most views are at the edge of what can be read.
 * - A baseline far off the population's says that formulas were measured on other faces, not that
 *   they fail: by itself it never makes the level `low`.
 * - The blink rate and PERCLOS are over a minute.
 */
export const RELIABILITY_RAMPS: Readonly<Record<ReliabilityReason, Ramp>> = {
  face_often_not_found: { good: 0.9, bad: 0.3, least: 0 },
  face_often_unreadable: { good: 0.9, bad: 0.3, least: 0 },
  poor_quality: { good: 0.8, bad: 0.25, least: 0 },
  unusual_baseline: { good: 1.5, bad: 4, least: 0.4 },
  seen_too_briefly: { good: 60_000, bad: 0, least: 0 },
};

function partOf(reason: ReliabilityReason, value: number | null): number {
  // What could not be measured is told by `seen_too_briefly`.
  if (value === null) return 1;
  const { good, bad, least } = RELIABILITY_RAMPS[reason];
  const towardsGood = Math.min(1, Math.max(0, (value - bad) / (good - bad)));
  return least + (1 - least) * towardsGood;
}

/**
 * The weight is that of the worst part: one cause (a dark room) lowers several of them, and would
 * count several times in a product.
 */
export function judgeReliability(measures: ReliabilityMeasures): Reliability {
  const { detectionRate, readableRate, meanQuality, baselineShift, readFor } = measures;
  const values: Readonly<Record<ReliabilityReason, number | null>> = {
    face_often_not_found: detectionRate,
    face_often_unreadable: readableRate,
    poor_quality: meanQuality,
    unusual_baseline: baselineShift === null ? null : Math.abs(baselineShift),
    seen_too_briefly: readFor,
  };
  const parts = RELIABILITY_REASONS.map((reason) => ({
    reason,
    part: partOf(reason, values[reason]),
  })).sort((a, b) => a.part - b.part);
  const weight = Math.min(...parts.map(({ part }) => part));
  return {
    ...measures,
    level: weight >= LEVELS.usual ? 'usual' : weight >= LEVELS.reduced ? 'reduced' : 'low',
    reasons: parts.filter(({ part }) => part < LEVELS.usual).map(({ reason }) => reason),
    weight: probability(weight),
  };
}
