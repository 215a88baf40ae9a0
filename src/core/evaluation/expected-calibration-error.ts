import type { ReliabilityBin } from './reliability-curve.ts';

/**
 * Mean distance of what was stated from what came true, each bin weighing what is in it (Naeini,
 * Cooper and Hauskrecht 2015). Null where nothing was stated.
 */
export function expectedCalibrationError(bins: readonly ReliabilityBin[]): number | null {
  let total = 0;
  let distance = 0;
  for (const { count, stated, observed } of bins) {
    if (stated === null || observed === null) continue;
    total += count;
    distance += count * Math.abs(observed - stated);
  }
  return total === 0 ? null : distance / total;
}
