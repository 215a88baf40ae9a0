import { at } from '../numeric/at.ts';
import type { RowTimes } from './score-steps.ts';

/** Bin of stated probabilities above `from` up to and including `to`; the first takes 0 as well. */
export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Mean of what was stated; null where nothing was. */
  readonly stated: number | null;
  /** Share of what came true; null where nothing was stated. */
  readonly observed: number | null;
}

export const RELIABILITY_BINS = 10;

function binOf(value: number, bins: number): number {
  const bin = Math.floor(value * bins);
  // Division gives the very number that an edge is written as; multiplication may be an ulp off.
  return bin > 0 && value <= bin / bins ? bin - 1 : bin;
}

/**
 * What was stated against how often it came true, in bins of equal width (DeGroot and Fienberg
 * 1983). Throws RangeError where the lists differ in length or a value is outside 0..1.
 */
export function reliabilityCurve(
  stated: readonly number[],
  cameTrue: readonly boolean[],
  bins = RELIABILITY_BINS,
  times: RowTimes = null,
): ReliabilityBin[] {
  if (stated.length !== cameTrue.length) {
    throw new RangeError(
      `${stated.length} probabilities cannot be held against ${cameTrue.length}`,
    );
  }
  const sums = Array.from({ length: bins }, () => ({ count: 0, stated: 0, came: 0 }));
  stated.forEach((value, index) => {
    if (!(value >= 0 && value <= 1)) throw new RangeError(`${value} is no probability`);
    const own = at(sums, binOf(value, bins));
    const count = times === null ? 1 : at(times, index);
    own.count += count;
    own.stated += count * value;
    own.came += count * Number(at(cameTrue, index));
  });
  return sums.map(({ count, stated: total, came }, bin) => ({
    from: bin / bins,
    to: (bin + 1) / bins,
    count,
    stated: count === 0 ? null : total / count,
    observed: count === 0 ? null : came / count,
  }));
}
