import { logit, sigmoid } from '../models/calibration.ts';
import { at } from '../numeric/at.ts';

export interface PlattFit {
  readonly slope: number;
  readonly intercept: number;
}

/**
 * The least slope: it keeps the order of what a model says, and leaves next to nothing of how sure
 * it is.
 */
export const LEAST_SLOPE = 0.01;

const MAX_STEPS = 100;
const MAX_HALVINGS = 40;
const SUFFICIENT_DECREASE = 1e-4;
/** Share of the loss that its rounding may make it rise by. */
const ROUNDING = 1e-13;
/** A step no longer than this beside where it starts is the last one. */
const SHORTEST_STEP = 1e-12;
/** Keeps the Hessian away from singular. */
const RIDGE = 1e-12;

/** -(t ln p + (1 - t) ln(1 - p)) for p = sigmoid(x), without overflow for either sign of x. */
const loss = (x: number, target: number): number =>
  Math.max(x, 0) - x * target + Math.log1p(Math.exp(-Math.abs(x)));

/** The loss of a slope and intercept with its gradient and Hessian. */
function derivatives(logits: readonly number[], targets: readonly number[], fit: PlattFit) {
  let [value, gradSlope, gradIntercept] = [0, 0, 0];
  let [slopes, both, intercepts] = [RIDGE, 0, RIDGE];
  logits.forEach((own, row) => {
    const x = fit.slope * own + fit.intercept;
    const p = sigmoid(x);
    const error = p - at(targets, row);
    const weight = p * (1 - p);
    value += loss(x, at(targets, row));
    gradSlope += error * own;
    gradIntercept += error;
    slopes += weight * own * own;
    both += weight * own;
    intercepts += weight;
  });
  return { value, gradSlope, gradIntercept, slopes, both, intercepts };
}

/** Newton's steps with halving (Lin, Lin and Weng 2007) from `start`; the slope may be held. */
function minimum(
  logits: readonly number[],
  targets: readonly number[],
  start: PlattFit,
  slopeHeld: boolean,
): PlattFit {
  let fit = start;
  for (let step = 0; step < MAX_STEPS; step++) {
    const here = derivatives(logits, targets, fit);
    const gradSlope = slopeHeld ? 0 : here.gradSlope;
    const determinant = here.slopes * here.intercepts - here.both ** 2;
    const moveSlope = slopeHeld
      ? 0
      : (here.both * here.gradIntercept - here.intercepts * gradSlope) / determinant;
    const moveIntercept = slopeHeld
      ? -here.gradIntercept / here.intercepts
      : (here.both * gradSlope - here.slopes * here.gradIntercept) / determinant;
    const descent = gradSlope * moveSlope + here.gradIntercept * moveIntercept;
    let length = 1;
    let moved: PlattFit | null = null;
    for (let halving = 0; halving < MAX_HALVINGS && moved === null; halving++, length /= 2) {
      const next = {
        slope: fit.slope + length * moveSlope,
        intercept: fit.intercept + length * moveIntercept,
      };
      const there = derivatives(logits, targets, next).value;
      const most = here.value * (1 + ROUNDING) + SUFFICIENT_DECREASE * length * descent;
      if (there <= most) moved = next;
    }
    if (moved === null) break;
    const far = Math.abs(moved.slope - fit.slope) + Math.abs(moved.intercept - fit.intercept);
    fit = moved;
    if (far <= SHORTEST_STEP * (1 + Math.abs(fit.slope) + Math.abs(fit.intercept))) break;
  }
  return fit;
}

/**
 * sigmoid(slope · logit(p) + intercept) for one label's outputs (Platt 1999): the slope and intercept
 * of smallest log loss against his smoothed targets, (N₊ + 1)/(N₊ + 2) and 1/(N₋ + 2), which keep it
 * finite. Where the best slope would be below `LEAST_SLOPE`, the model ranks the label no better
 * than chance or the wrong way round: the best of the slopes that keep the order is then
 * `LEAST_SLOPE` itself (the loss is convex), and the label says about its base rate. Null where only
 * one class occurred, which tells nothing of how often others come true. Throws RangeError where the
 * lists differ in length.
 */
export function fitPlatt(
  probabilities: readonly number[],
  present: readonly boolean[],
): PlattFit | null {
  if (probabilities.length !== present.length) {
    throw new RangeError(
      `${probabilities.length} outputs cannot be held against ${present.length}`,
    );
  }
  const positives = present.filter(Boolean).length;
  const negatives = present.length - positives;
  if (positives === 0 || negatives === 0) return null;
  const logits = probabilities.map(logit);
  const targets = present.map((is) =>
    is ? (positives + 1) / (positives + 2) : 1 / (negatives + 2),
  );
  const baseRate = Math.log((positives + 1) / (negatives + 1));
  const free = minimum(logits, targets, { slope: 0, intercept: baseRate }, false);
  return free.slope >= LEAST_SLOPE
    ? free
    : minimum(logits, targets, { slope: LEAST_SLOPE, intercept: baseRate }, true);
}
