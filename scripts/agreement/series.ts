import { at } from '#core/numeric/at.ts';

/** Sums over plain series of numbers, for fitting. Variances are those of the whole, not a sample. */
type Series = ArrayLike<number>;

export function mean(values: Series): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i] as number;
  return total / values.length;
}

export function covariance(a: Series, b: Series): number {
  const meanA = mean(a);
  const meanB = mean(b);
  let total = 0;
  for (let i = 0; i < a.length; i++) {
    total += ((a[i] as number) - meanA) * ((b[i] as number) - meanB);
  }
  return total / a.length;
}

export const variance = (values: Series): number => covariance(values, values);

/** Root of the mean variance: of series that each vary about a level of their own. */
export const pooledSpread = (all: readonly Series[]): number =>
  Math.sqrt(mean(all.map((values) => variance(values))));

/** Interpolated between the two values that it lies between. */
export function quantileOf(values: Series, quantile: number): number {
  const sorted = Float64Array.from(values).sort();
  const rank = quantile * (sorted.length - 1);
  const below = Math.floor(rank);
  const low = at(sorted, below);
  return low + (rank - below) * (at(sorted, Math.min(sorted.length - 1, below + 1)) - low);
}

export const middle = (values: Series): number => quantileOf(values, 0.5);

/** An empty series counts as zeros. */
export const sum = (a: Float64Array, b: Float64Array): Float64Array =>
  a.length === 0 ? b : a.map((value, i) => value + (b[i] ?? 0));

export const scaled = (values: Float64Array, factor: number): Float64Array =>
  values.map((value) => value * factor);

/** Three significant digits, or so many decimals. */
export const rounded = (value: number, decimals?: number): number =>
  Number(decimals === undefined ? value.toPrecision(3) : value.toFixed(decimals));
