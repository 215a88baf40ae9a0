import type { DurationMs, Score, TimestampMs } from '../units.ts';
import { durationMs, elapsed, score } from '../units.ts';
import { ENGAGEMENT_STATUSES, type EngagementReading, type EngagementStatus } from './reading.ts';

/** What a session amounts to. Shares and means are over time, never over frames. */
export interface EngagementSummary {
  /** From the first reading to the last. */
  readonly duration: DurationMs;
  readonly timeIn: Readonly<Record<EngagementStatus, DurationMs>>;
  /** Time that no reading stands for: the log has a hole longer than a reading can vouch for. */
  readonly unaccounted: DurationMs;
  /** Mean score over the time the student was seen; null where never seen. */
  readonly meanScore: Score | null;
  /** Share of `duration` with a score, 0..1; null for an empty session. */
  readonly shareSeen: number | null;
  /** Longest uninterrupted stretch without a score. */
  readonly longestAway: DurationMs;
}

export interface SummaryBuilder {
  /** Readings in order of time; an earlier one than the last is ignored. */
  add(reading: Pick<EngagementReading, 'at' | 'score' | 'status'>): void;
  current(): EngagementSummary;
}

/**
 * The longest that one reading stands for. Absences are logged once a second, and a hidden tab's
 * timers may be held back to a few seconds; what is longer is a hole, not a status.
 */
export const LONGEST_READING = durationMs(5000);

/** Sums readings as they come, in constant memory. A reading holds until the next one. */
export function createSummary(): SummaryBuilder {
  const timeIn = new Map<EngagementStatus, number>();
  let first: TimestampMs | null = null;
  let last: Pick<EngagementReading, 'at' | 'score' | 'status'> | null = null;
  let weightedScore = 0;
  let seen = 0;
  let unaccounted = 0;
  let away = 0;
  let longestAway = 0;

  const close = (until: TimestampMs): void => {
    if (last === null) return;
    const span = elapsed(last.at, until);
    const held = Math.min(span, LONGEST_READING);
    timeIn.set(last.status, (timeIn.get(last.status) ?? 0) + held);
    unaccounted += span - held;
    if (last.score === null) {
      away += span;
      longestAway = Math.max(longestAway, away);
    } else {
      weightedScore += last.score * held;
      seen += held;
      away = 0;
    }
  };

  return {
    add(reading) {
      first ??= reading.at;
      if (last !== null && reading.at < last.at) return;
      close(reading.at);
      last = { at: reading.at, score: reading.score, status: reading.status };
    },
    current() {
      const duration = first === null || last === null ? 0 : last.at - first;
      return {
        duration: durationMs(duration),
        timeIn: Object.fromEntries(
          ENGAGEMENT_STATUSES.map((status) => [status, durationMs(timeIn.get(status) ?? 0)]),
        ) as Record<EngagementStatus, DurationMs>,
        unaccounted: durationMs(unaccounted),
        meanScore: seen === 0 ? null : score(weightedScore / seen),
        shareSeen: duration === 0 ? null : seen / duration,
        longestAway: durationMs(longestAway),
      };
    },
  };
}
