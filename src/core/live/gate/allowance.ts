import { elapsed, type TimestampMs } from '../../units.ts';

/** What a student may have kept while offline: fifteen minutes of messages, and some to spare. */
const MOST = 1000;
/** ms for each further one. */
const REFILL_MS = 900;

/** How many messages somebody may still send, whatever they say of their moments: a token bucket. */
export interface Allowance {
  /** false where there is none left. */
  take(at: TimestampMs): boolean;
}

export function createAllowance(from: TimestampMs): Allowance {
  let left = MOST;
  let refilledAt = from;
  return {
    take(at) {
      left = Math.min(MOST, left + Math.max(0, elapsed(refilledAt, at)) / REFILL_MS);
      refilledAt = at;
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
}
