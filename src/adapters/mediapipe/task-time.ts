import type { TimestampMs } from '#core/units.ts';

/**
 * Times as a task takes them: milliseconds from its first image, strictly rising, whatever track
 * they come from. The runtime keeps them in 32 bits, which Unix time in milliseconds overflows.
 */
export function createTaskTime(): (capturedAt: TimestampMs) => number {
  let first: number | null = null;
  let last = 0;
  return (capturedAt) => {
    first ??= capturedAt;
    last = Math.max(last + 1, Math.round(capturedAt - first));
    return last;
  };
}
