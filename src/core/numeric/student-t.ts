/** Coefficients of Lanczos' approximation with g = 7 (P. Godfrey 2001), good to 1e-15. */
const G = 7;
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
  -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
  1.5056327351493116e-7,
] as const;

/** Logarithm of the gamma function of x > 0 (Lanczos, SIAM J. Numer. Anal. B 1, 1964). */
function logGamma(x: number): number {
  const z = x - 1;
  const t = z + G + 0.5;
  const series = LANCZOS.reduce<number>(
    (sum, coefficient, index) => sum + (index === 0 ? coefficient : coefficient / (z + index)),
    0,
  );
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(series);
}

const MOST_STEPS = 500;
/** Keeps a denominator from vanishing. */
const TINY = 1e-300;
const awayFromZero = (value: number): number => (Math.abs(value) < TINY ? TINY : value);

/** The continued fraction of the incomplete beta function (DLMF 8.17.22), by Lentz's method. */
function betaFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= MOST_STEPS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / awayFromZero(1 + even * d);
    c = awayFromZero(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / awayFromZero(1 + odd * d);
    c = awayFromZero(1 + odd / c);
    const change = d * c;
    fraction *= change;
    if (Math.abs(change - 1) < 1e-15) break;
  }
  return fraction;
}

/** The regularised incomplete beta function I_x(a, b), for 0 < x < 1 (DLMF 8.17). */
function incompleteBeta(x: number, a: number, b: number): number {
  const logFront =
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x);
  const front = Math.exp(logFront);
  // The fraction converges fast on this side of the mean; the other is its mirror (DLMF 8.17.4).
  return x < (a + 1) / (a + b + 2)
    ? (front * betaFraction(x, a, b)) / a
    : 1 - (front * betaFraction(1 - x, b, a)) / b;
}

/**
 * Probability that Student's t with `freedom` > 0 degrees, whole or not, is beyond ±t
 * (Abramowitz & Stegun 26.7.1 by 26.5.27).
 */
function beyond(t: number, freedom: number): number {
  if (t === 0) return 1;
  return incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5);
}

/**
 * The t within whose ± lies `level` (0 < level < 1) of Student's distribution, by halving.
 * Throws RangeError for a level or degrees of freedom outside.
 */
export function studentT(level: number, freedom: number): number {
  if (!(level > 0 && level < 1)) throw new RangeError(`a level lies in (0, 1), not ${level}`);
  if (!(freedom > 0)) throw new RangeError(`degrees of freedom are above 0, not ${freedom}`);
  const outside = 1 - level;
  let low = 0;
  let high = 1;
  while (beyond(high, freedom) > outside) {
    low = high;
    high *= 2;
  }
  while (high - low > 1e-13 * high) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (beyond(middle, freedom) > outside) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
