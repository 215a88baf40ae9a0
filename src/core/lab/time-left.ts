import { quantileOfSorted } from '../evaluation/quantile.ts';
import { durationMs, type DurationMs } from '../units.ts';

/** At most so long, going by the median of the epochs so far; null before the first has ended. */
export function timeLeft(
  epochs: readonly DurationMs[],
  done: number,
  most: number,
): DurationMs | null {
  if (epochs.length === 0) return null;
  return durationMs(
    quantileOfSorted(
      epochs.toSorted((a, b) => a - b),
      0.5,
    ) * Math.max(0, most - done),
  );
}
