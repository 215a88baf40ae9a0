import { timestampMs, type TimestampMs } from '../units.ts';

interface Reading {
  readonly at: TimestampMs;
  readonly au45: number;
}

/** When the straight line between two samples passes `level`. */
export function crossing(from: Reading, to: Reading, level: number): TimestampMs {
  if (from.au45 === to.au45) return to.at;
  const share = (level - from.au45) / (to.au45 - from.au45);
  return timestampMs(from.at + Math.min(1, Math.max(0, share)) * (to.at - from.at));
}
