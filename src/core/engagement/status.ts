import type { DurationMs, Score, TimestampMs } from '../units.ts';
import { durationMs, elapsed } from '../units.ts';
import type { EngagementStatus } from './reading.ts';

export type SeenStatus = Exclude<EngagementStatus, 'not_detected'>;

/** Why these: docs/ENGAGEMENT.md. */
export const STATUS_RULES = {
  /** Scores from here are engaged. */
  engaged: 65,
  /** Scores below are disengaged. */
  disengaged: 40,
  /** A threshold has to be passed by this much. */
  margin: 5,
  /** And for this long. */
  dwell: durationMs(1000),
} as const;

const RANK: Readonly<Record<SeenStatus, number>> = {
  disengaged: 0,
  partially_engaged: 1,
  engaged: 2,
};

const plain = (score: number): SeenStatus =>
  score >= STATUS_RULES.engaged
    ? 'engaged'
    : score >= STATUS_RULES.disengaged
      ? 'partially_engaged'
      : 'disengaged';

/** The status that `score` speaks for while `held` is shown. */
function wanted(score: number, held: SeenStatus): SeenStatus {
  const up = plain(score - STATUS_RULES.margin);
  if (RANK[up] > RANK[held]) return up;
  const down = plain(score + STATUS_RULES.margin);
  return RANK[down] < RANK[held] ? down : held;
}

export interface StatusKeeper {
  /** The status at `at`; `score` null is not detected. */
  push(at: TimestampMs, score: Score | null): EngagementStatus;
  heldFor(at: TimestampMs): DurationMs;
}

/**
 * Changes between the three statuses of a seen face need the margin and the dwell. A face that
 * comes or goes shows at once.
 */
export function createStatusKeeper(): StatusKeeper {
  let status: EngagementStatus = 'not_detected';
  let since: TimestampMs | null = null;
  let candidate: { readonly status: SeenStatus; readonly since: TimestampMs } | null = null;

  const change = (at: TimestampMs, next: EngagementStatus): EngagementStatus => {
    candidate = null;
    since = next === status && since !== null ? since : at;
    status = next;
    return next;
  };

  return {
    push(at, score) {
      if (score === null) return change(at, 'not_detected');
      if (status === 'not_detected') return change(at, plain(score));
      const next = wanted(score, status);
      if (next === status) {
        candidate = null;
        return status;
      }
      candidate = candidate?.status === next ? candidate : { status: next, since: at };
      return elapsed(candidate.since, at) >= STATUS_RULES.dwell ? change(at, next) : status;
    },
    heldFor: (at) => durationMs(since === null ? 0 : Math.max(0, elapsed(since, at))),
  };
}
