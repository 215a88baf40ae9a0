import { durationMs, elapsed, type DurationMs, type TimestampMs } from '../../units.ts';

/** Messages that a difference is taken from: this one's bucket and the full one before it. */
const BUCKET = 60;

/**
 * By how much a sender's clock is ahead of ours: the largest `sent - received` of the last 60 to
 * 120 messages. Ways take time, so every message tells a difference that is too small, and the
 * fastest is the nearest (the least-delay filter of NTP, RFC 5905). The last ones only, since the
 * clock of a page may stand still while its machine sleeps.
 */
export interface ClockSkew {
  observe(sentAt: TimestampMs, receivedAt: TimestampMs): void;
  /** -Infinity until something was observed. */
  current(): DurationMs;
}

export function createClockSkew(): ClockSkew {
  let count = 0;
  let before = Number.NEGATIVE_INFINITY;
  let latest = Number.NEGATIVE_INFINITY;
  return {
    observe(sentAt, receivedAt) {
      if (count === BUCKET) {
        before = latest;
        latest = Number.NEGATIVE_INFINITY;
        count = 0;
      }
      latest = Math.max(latest, elapsed(receivedAt, sentAt));
      count += 1;
    },
    current: () => durationMs(Math.max(before, latest)),
  };
}
