/** 1 / (1 + P·x) and the coefficients of formula 7.1.26. */
const P = 0.3275911;
const A = [0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429] as const;

/** Abramowitz & Stegun, Handbook of Mathematical Functions, 7.1.26: |error| <= 1.5e-7. */
function errorFunction(x: number): number {
  const t = 1 / (1 + P * Math.abs(x));
  const polynomial = t * (A[0] + t * (A[1] + t * (A[2] + t * (A[3] + t * A[4]))));
  const value = 1 - polynomial * Math.exp(-x * x);
  return x < 0 ? -value : value;
}

/** Probability that a normal value with this mean and standard deviation (> 0) is below `x`. */
export const normalBelow = (x: number, mean: number, deviation: number): number =>
  (1 + errorFunction((x - mean) / (deviation * Math.SQRT2))) / 2;

/** Probability that it is between `from` and `to`. */
export const normalBetween = (from: number, to: number, mean: number, deviation: number): number =>
  Math.max(0, normalBelow(to, mean, deviation) - normalBelow(from, mean, deviation));
