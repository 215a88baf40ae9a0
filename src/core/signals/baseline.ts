/** Bins of 0.01 over the range that any `moving` part of an action unit can take. */
const BIN_WIDTH = 0.01;
const LOWEST = -10;
const HIGHEST = 10;
const BIN_COUNT = Math.round((HIGHEST - LOWEST) / BIN_WIDTH);

/** A quantile of everything added so far; memory does not grow. */
export interface RunningQuantile {
  /** Values outside -10..10 count as the nearest end. */
  add(value: number): void;
  /** NaN before anything was added. */
  value(): number;
  reset(): void;
}

/**
 * A fixed histogram whose quantile bin is followed rather than searched: adding costs a few steps,
 * and the answer is within one bin (0.01) of the exact quantile. Causal: the first seconds are
 * filled from themselves.
 */
export function createRunningQuantile(quantile: number): RunningQuantile {
  if (!(quantile >= 0 && quantile <= 1)) {
    throw new RangeError(`a quantile lies in 0..1, not ${quantile}`);
  }
  const counts = new Uint32Array(BIN_COUNT);
  let total = 0;
  /** The quantile lies in `bin`; `below` values lie in lower bins. */
  let bin = 0;
  let below = 0;
  return {
    add(value) {
      const place = Math.floor((value - LOWEST) / BIN_WIDTH);
      const target = Math.min(BIN_COUNT - 1, Math.max(0, place));
      counts[target] = (counts[target] as number) + 1;
      if (total === 0) bin = target;
      else if (target < bin) below++;
      total++;
      const rank = quantile * (total - 1);
      while (below > rank) below -= counts[--bin] as number;
      while (below + (counts[bin] as number) <= rank) below += counts[bin++] as number;
    },
    value() {
      if (total === 0) return Number.NaN;
      const inside = (quantile * (total - 1) - below + 0.5) / (counts[bin] as number);
      return LOWEST + (bin + Math.min(1, inside)) * BIN_WIDTH;
    },
    reset() {
      counts.fill(0);
      total = 0;
      bin = 0;
      below = 0;
    },
  };
}
