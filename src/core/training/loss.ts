import type { OutputKind } from '../models/output-kind.ts';
import type { Loss } from '../recipes/recipe.ts';

/** log(1 / (1 + e^-z)) without overflow. */
const logSigmoid = (z: number): number => Math.min(z, 0) - Math.log1p(Math.exp(-Math.abs(z)));

function logSoftmax(sums: ArrayLike<number>, from: number, width: number): number[] {
  let top = -Infinity;
  for (let k = 0; k < width; k++) top = Math.max(top, sums[from + k] as number);
  let total = 0;
  for (let k = 0; k < width; k++) total += Math.exp((sums[from + k] as number) - top);
  const all = top + Math.log(total);
  return Array.from({ length: width }, (_, k) => (sums[from + k] as number) - all);
}

/** Softmax or sigmoid of a row of `width` sums that begins at `from`. */
export function outputsOf(
  output: OutputKind,
  sums: ArrayLike<number>,
  from: number,
  width: number,
): number[] {
  const logs =
    output === 'exclusive'
      ? logSoftmax(sums, from, width)
      : Array.from({ length: width }, (_, k) => logSigmoid(sums[from + k] as number));
  return logs.map(Math.exp);
}

interface Focus {
  /** Of what is true; `beta` of what is not. */
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
}

const focusOf = (loss: Loss): Focus =>
  loss.kind === 'focal'
    ? { alpha: loss.alpha, beta: 1 - loss.alpha, gamma: loss.gamma }
    : { alpha: 1, beta: 1, gamma: 0 };

/** A loss of one row; the slopes by its sums are written to `slopes` from `from`. */
type RowLoss = (
  sums: ArrayLike<number>,
  from: number,
  targets: readonly number[],
  slopes: Float32Array,
) => number;

/** −Σ α t (1−p)^γ log p, p by softmax. */
const exclusiveLoss =
  ({ alpha, gamma }: Focus): RowLoss =>
  (sums, from, targets, slopes) => {
    const logs = logSoftmax(sums, from, targets.length);
    let loss = 0;
    let all = 0;
    const byLog = targets.map((target, k) => {
      const log = logs[k] as number;
      const p = Math.exp(log);
      // At p = 1 a gamma below 1 has no slope to speak of: the log is 0 there.
      const rest = Math.max(1 - p, 1e-12);
      const focus = alpha * target * rest ** gamma;
      loss -= focus * log;
      const slope = focus * ((gamma * p * log) / rest - 1);
      all += slope;
      return slope;
    });
    byLog.forEach((slope, k) => {
      slopes[from + k] = slope - Math.exp(logs[k] as number) * all;
    });
    return loss;
  };

/** Mean over the outputs of −α t (1−p)^γ log p − (1−α)(1−t) p^γ log(1−p), p by sigmoid. */
const independentLoss =
  ({ alpha, beta, gamma }: Focus): RowLoss =>
  (sums, from, targets, slopes) => {
    const count = targets.length;
    let loss = 0;
    targets.forEach((target, k) => {
      const z = sums[from + k] as number;
      const log = logSigmoid(z);
      const logNot = logSigmoid(-z);
      const p = Math.exp(log);
      const not = Math.exp(logNot);
      const yes = alpha * target * not ** gamma;
      const no = beta * (1 - target) * p ** gamma;
      loss -= (yes * log + no * logNot) / count;
      slopes[from + k] = (yes * (gamma * p * log - not) - no * (gamma * not * logNot - p)) / count;
    });
    return loss;
  };

export interface BatchLoss {
  /** Σ weight · loss, not divided by the rows. */
  readonly sum: number;
  /** Of the mean over the rows, by each sum; rows x width. */
  readonly slopes: Float32Array<ArrayBuffer>;
}

/**
 * Loss of rows of sums before softmax or sigmoid, and its slopes. Focal: Lin et al., ICCV 2017,
 * equation 5; with exclusive outputs p_t is the softmax's. Weights are 1 where not given.
 */
export function batchLoss(
  kind: { readonly loss: Loss; readonly output: OutputKind },
  sums: ArrayLike<number>,
  targets: readonly (readonly number[])[],
  weights?: readonly number[],
): BatchLoss {
  const focus = focusOf(kind.loss);
  const rowLoss = kind.output === 'exclusive' ? exclusiveLoss(focus) : independentLoss(focus);
  const width = targets[0]?.length ?? 0;
  const slopes = new Float32Array(targets.length * width);
  let sum = 0;
  targets.forEach((row, index) => {
    const weight = weights?.[index] ?? 1;
    const from = index * width;
    sum += weight * rowLoss(sums, from, row, slopes);
    const share = weight / targets.length;
    for (let k = from; k < from + width; k++) slopes[k] = (slopes[k] as number) * share;
  });
  return { sum, slopes };
}
