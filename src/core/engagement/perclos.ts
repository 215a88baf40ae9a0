import type { DurationMs, Probability, TimestampMs } from '../units.ts';
import { durationMs, probability } from '../units.ts';
import { crossing } from './crossing.ts';

export interface PerclosRules {
  readonly window: DurationMs;
  /** Less than this was seen of the window: no figure. */
  readonly enough: DurationMs;
  /** Samples further apart say nothing about the lids in between. */
  readonly maxGap: DurationMs;
}

/** P80 over a minute: Wierwille et al. 1994 (DOT HS 808 247). Why these: docs/ENGAGEMENT.md. */
export const PERCLOS_RULES: PerclosRules = {
  window: durationMs(60_000),
  enough: durationMs(20_000),
  maxGap: durationMs(250),
};

export interface Perclos {
  /** A sample of AU45 in order of time; from `closed` on, the lid counts as at least 80 % closed. */
  push(at: TimestampMs, au45: number, closed: number): void;
  /** Time of the window ending at `now` in which the eyes were seen at all. */
  seen(now: TimestampMs): DurationMs;
  /** Closed time / seen time in the window ending at `now`; null until `enough` was seen. */
  share(now: TimestampMs): Probability | null;
}

interface Span {
  readonly from: number;
  to: number;
  readonly closed: boolean;
}

/**
 * Closed-eye share by time: between two samples AU45 is taken as a straight line, so the figure
 * does not depend on how many frames a closure happened to get. Holds one span per closure.
 */
export function createPerclos(rules: PerclosRules = PERCLOS_RULES): Perclos {
  let spans: Span[] = [];
  let last: { at: TimestampMs; au45: number } | null = null;

  const extend = (from: number, to: number, closed: boolean): void => {
    if (to <= from) return;
    const newest = spans.at(-1);
    if (newest?.closed === closed && newest.to === from) newest.to = to;
    else spans.push({ from, to, closed });
  };

  const forget = (now: number): void => {
    if (spans.some((span) => span.to <= now - rules.window)) {
      spans = spans.filter((span) => span.to > now - rules.window);
    }
  };

  const time = (now: number, counts: (span: Span) => boolean): number =>
    spans.reduce((sum, span) => {
      const from = Math.max(span.from, now - rules.window);
      const to = Math.min(span.to, now);
      return counts(span) && to > from ? sum + (to - from) : sum;
    }, 0);

  return {
    push(at, au45, closed) {
      if (last !== null && at <= last.at) return;
      const before = last;
      last = { at, au45 };
      forget(at);
      if (before === null || at - before.at > rules.maxGap) return;
      const wasClosed = before.au45 >= closed;
      const isClosed = au45 >= closed;
      const turn = wasClosed === isClosed ? at : crossing(before, last, closed);
      extend(before.at, turn, wasClosed);
      extend(turn, at, isClosed);
    },
    seen: (now) => durationMs(time(now, () => true)),
    share(now) {
      const seen = time(now, () => true);
      return seen < rules.enough ? null : probability(time(now, (span) => span.closed) / seen);
    },
  };
}
