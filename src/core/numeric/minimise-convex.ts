/** A smooth convex function of `size` numbers. */
export interface ConvexFunction {
  readonly size: number;
  /** Its value at `point`; the gradient there is written into `gradient`. */
  evaluate(point: Float64Array, gradient: Float64Array): number;
  /** Writes the Hessian at the point evaluated last, times `direction`, into `product`. */
  hessianTimes(direction: Float64Array, product: Float64Array): void;
  /** Overwrites `residual` by about what the Hessian's inverse makes of it; symmetric, positive. */
  precondition(residual: Float64Array): void;
}

export interface ConvexStep {
  /** From 1. */
  readonly iteration: number;
  readonly value: number;
  /** The largest component's size. */
  readonly gradient: number;
}

export interface ConvexMinimum {
  readonly point: Float64Array;
  readonly iterations: number;
  /** Whether the gradient vanished, as far as numbers go. */
  readonly converged: boolean;
}

/** Share of the first gradient at which it counts as vanished. */
const VANISHED = 1e-11;
/** The same where rounding lets no step help any more. */
const NEARLY_VANISHED = 1e-7;
const SUFFICIENT_DECREASE = 1e-4;
const ROUNDING = 1e-14;
const MAX_HALVINGS = 40;

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

function addScaled(to: Float64Array, factor: number, what: Float64Array): void {
  for (let i = 0; i < to.length; i++) to[i] = (to[i] as number) + factor * (what[i] as number);
}

function largest(values: Float64Array): number {
  let size = 0;
  for (const value of values) size = Math.max(size, Math.abs(value));
  return size;
}

/** Solves Hessian · direction = -gradient to `tolerance` of it, by preconditioned conjugate gradients. */
function* newtonDirection(
  fn: ConvexFunction,
  gradient: Float64Array,
  tolerance: number,
): Generator<null, Float64Array> {
  const direction = new Float64Array(fn.size);
  const residual = gradient.map((value) => -value);
  const enough = tolerance ** 2 * dot(residual, residual);
  const eased = residual.slice();
  fn.precondition(eased);
  const search = eased.slice();
  const product = new Float64Array(fn.size);
  let energy = dot(residual, eased);
  for (let round = 0; round < 2 * fn.size && dot(residual, residual) > enough; round++) {
    fn.hessianTimes(search, product);
    const curvature = dot(search, product);
    if (!(curvature > 0)) break;
    addScaled(direction, energy / curvature, search);
    addScaled(residual, -energy / curvature, product);
    eased.set(residual);
    fn.precondition(eased);
    const next = dot(residual, eased);
    for (let i = 0; i < search.length; i++) {
      search[i] = (eased[i] as number) + (next / energy) * (search[i] as number);
    }
    energy = next;
    yield null;
  }
  return direction;
}

/**
 * The minimum, sought from 0 by truncated Newton steps with halving (Nocedal & Wright, Numerical
 * Optimization, 2nd ed., algorithm 7.1). Yields after every step, and null amid one, so that a caller
 * may pause or stop.
 */
export function* minimiseConvex(
  fn: ConvexFunction,
  maxIterations: number,
): Generator<ConvexStep | null, ConvexMinimum> {
  let point = new Float64Array(fn.size);
  let gradient = new Float64Array(fn.size);
  let value = fn.evaluate(point, gradient);
  const first = largest(gradient);
  const isBelow = (share: number) => largest(gradient) <= share * Math.max(1, first);
  let iteration = 0;
  while (!isBelow(VANISHED) && iteration < maxIterations) {
    const tolerance = Math.min(0.5, Math.sqrt(largest(gradient) / Math.max(1, first)));
    const direction = yield* newtonDirection(fn, gradient, tolerance);
    const slope = dot(direction, gradient);
    const next = new Float64Array(fn.size);
    const nextGradient = new Float64Array(fn.size);
    let length = 1;
    let better = false;
    for (let halving = 0; halving < MAX_HALVINGS && !better; halving++, length /= 2) {
      next.set(point);
      addScaled(next, length, direction);
      const there = fn.evaluate(next, nextGradient);
      // Where the value moves by its rounding alone, the gradient tells which way is down.
      better =
        there <= value + SUFFICIENT_DECREASE * length * slope ||
        (there <= value + ROUNDING * Math.abs(value) && largest(nextGradient) < largest(gradient));
      if (better) value = there;
    }
    if (!better) break;
    point = next;
    gradient = nextGradient;
    iteration++;
    yield { iteration, value, gradient: largest(gradient) };
  }
  return { point, iterations: iteration, converged: isBelow(NEARLY_VANISHED) };
}
