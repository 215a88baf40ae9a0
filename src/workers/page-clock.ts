import { timestampMs, type TimestampMs } from '#core/units.ts';

/** Now, on the timeline that a page shares with its workers. */
export const now = (): TimestampMs => timestampMs(performance.timeOrigin + performance.now());
