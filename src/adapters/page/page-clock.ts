import type { Clock } from '#core/ports.ts';
import { timestampMs } from '#core/units.ts';

/** Monotonic, and the same timeline in the page and its workers. */
export const pageClock: Clock = () => timestampMs(performance.timeOrigin + performance.now());
