import type { TimestampMs } from '../units.ts';
import { durationMs, elapsed } from '../units.ts';
import { crossing } from './crossing.ts';

/** Closed eyes are open again below this share of the level at which they count as closed. */
export const REOPENED = 0.5;
/** Samples further apart say nothing about the lids in between. */
const MAX_GAP = durationMs(250);

export interface ClosureDetector {
  /** A sample of AU45 in order of time and the level from which eyes are closed; since when they are. */
  push(at: TimestampMs, au45: number, closed: number): TimestampMs | null;
  closedSince(): TimestampMs | null;
}

/** Closed eyes by two thresholds, so that trembling lids are one closure; onsets are interpolated. */
export function createClosureDetector(): ClosureDetector {
  let last: { at: TimestampMs; au45: number } | null = null;
  let since: TimestampMs | null = null;
  return {
    push(at, au45, closed) {
      if (last !== null && at <= last.at) return since;
      const before = last !== null && elapsed(last.at, at) <= MAX_GAP ? last : null;
      last = { at, au45 };
      if (before === null) since = au45 >= closed ? at : null;
      else if (since !== null && au45 < REOPENED * closed) since = null;
      else if (since === null && au45 >= closed) since = crossing(before, last, closed);
      return since;
    },
    closedSince: () => since,
  };
}
