/** Bins of 0.01 over the range that any `moving` part of an action unit can take. */
const BIN_WIDTH = 0.01;
const LOWEST = -10;
const HIGHEST = 10;
const BIN_COUNT = Math.round((HIGHEST - LOWEST) / BIN_WIDTH);

/** How a value is spread over people, as far as it is known before this person is seen. */
export interface BaselinePrior {
  /** Mean over persons, of each one's own median. */
  readonly mean: number;
  /** Standard deviation of those medians. */
  readonly between: number;
  /** Standard deviation of one person's values. */
  readonly within: number;
}

/** What the prior weighs against what is seen of the person, milliseconds. */
export const PRIOR_WEIGHT_MS = 3000;

/** A quantile of everything added so far; memory does not grow. */
export interface RunningQuantile {
  /**
   * `weight` is a whole number, such as the milliseconds for which the value held. Values outside
   * -10..10 count as the nearest end.
   */
  add(value: number, weight?: number): void;
  /** NaN before anything was added or restored. */
  value(): number;
  /**
   * Adds the value at `index` of `values`, and writes the quantile to `quantiles` there. The same as
   * `add` and `value`, without a number being handed on, which V8 may allocate.
   */
  follow(values: Float64Array, quantiles: Float64Array, index: number, weight: number): void;
  /** Goes on from a quantile that was known earlier, as if it rested on `weight`. */
  restore(quantile: number, weight: number): void;
  reset(): void;
}

/**
 * A fixed histogram whose quantile bin is followed rather than searched: adding costs a few steps,
 * and the answer is within one bin (0.01) of the exact quantile.
 *
 * With a prior the histogram starts as three seconds of a normal spread, so that what moves in the
 * first seconds is not taken for rest. It stands where the first value lets it be expected, by
 * shrinking that towards the mean as far as people resemble each other (empirical Bayes; Efron &
 * Morris, JASA 70, 1975). Causal: nothing but values already added counts.
 */
export function createRunningQuantile(quantile: number, prior?: BaselinePrior): RunningQuantile {
  if (!(quantile >= 0 && quantile <= 1)) {
    throw new RangeError(`a quantile lies in 0..1, not ${quantile}`);
  }
  const counts = new Uint32Array(BIN_COUNT);
  let total = 0;
  /** The quantile lies in `bin`; `below` is the weight of lower bins. */
  let bin = 0;
  let below = 0;

  const binOf = (value: number): number =>
    Math.min(BIN_COUNT - 1, Math.max(0, Math.floor((value - LOWEST) / BIN_WIDTH)));

  const put = (target: number, weight: number): void => {
    counts[target] = (counts[target] as number) + weight;
    if (total === 0) bin = target;
    else if (target < bin) below += weight;
    total += weight;
  };

  const findBin = (): void => {
    const rank = quantile * (total - 1);
    while (below > rank) below -= counts[--bin] as number;
    while (below + (counts[bin] as number) <= rank) below += counts[bin++] as number;
  };

  const spread = (centre: number, deviation: number, weight: number): void => {
    const reach = Math.max(1, Math.ceil((REACH * deviation) / BIN_WIDTH));
    const middle = binOf(centre);
    let sum = 0;
    for (let i = -reach; i <= reach; i++) sum += bell((i * BIN_WIDTH) / deviation);
    let shared = 0;
    let given = 0;
    for (let i = -reach; i <= reach; i++) {
      shared += bell((i * BIN_WIDTH) / deviation);
      const due = Math.round((weight * shared) / sum) - given;
      if (due === 0) continue;
      given += due;
      put(Math.min(BIN_COUNT - 1, Math.max(0, middle + i)), due);
    }
    findBin();
  };

  const valueNow = (): number => {
    if (total === 0) return Number.NaN;
    const inside = (quantile * (total - 1) - below + 0.5) / (counts[bin] as number);
    return LOWEST + (bin + Math.min(1, inside)) * BIN_WIDTH;
  };

  const reset = (): void => {
    counts.fill(0);
    total = 0;
    bin = 0;
    below = 0;
  };

  const start = (value: number): void => {
    if (total > 0 || prior === undefined) return;
    const { mean, between, within } = prior;
    const own = between ** 2 / (between ** 2 + within ** 2);
    spread(mean + own * (value - mean), within, PRIOR_WEIGHT_MS);
  };

  return {
    add(value, weight = 1) {
      start(value);
      put(binOf(value), weight);
      findBin();
    },
    follow(values, quantiles, index, weight) {
      const value = values[index] as number;
      if (total === 0) start(value);
      const place = Math.floor((value - LOWEST) / BIN_WIDTH);
      put(Math.min(BIN_COUNT - 1, Math.max(0, place)), weight);
      findBin();
      const inside = (quantile * (total - 1) - below + 0.5) / (counts[bin] as number);
      quantiles[index] = LOWEST + (bin + Math.min(1, inside)) * BIN_WIDTH;
    },
    value: valueNow,
    restore(known, weight) {
      reset();
      if (prior === undefined) {
        put(binOf(known), weight);
        return;
      }
      spread(known, prior.within, weight);
      const off = valueNow() - known;
      reset();
      spread(known - off, prior.within, weight);
    },
    reset,
  };
}

/** Standard deviations that the prior's spread reaches to either side. */
const REACH = 3;
const bell = (z: number): number => Math.exp(-(z ** 2) / 2);
