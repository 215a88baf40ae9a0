import * as tf from '@tensorflow/tfjs-core';

/**
 * A sequence is a list of steps, [batch, width] each. In one tensor it would have to be sliced, and
 * for every slice the wasm backend copies the whole of what it is taken from.
 */
export interface Sequence {
  readonly steps: readonly tf.Tensor2D[];
  /** [batch, 1] of each step: 1 where it is seen, 0 where it is passed over. */
  readonly masks: readonly tf.Tensor2D[] | null;
}

/** One recurrent layer in one direction, forward. */
export interface CellRun<Saved> {
  /** State after each step, by the step's place in the window. */
  readonly states: readonly tf.Tensor2D[];
  readonly saved: Saved;
}

/** Slopes by the weights, in their order, and by the steps that came in, where asked for. */
export interface CellSlopes {
  readonly weights: readonly tf.Tensor[];
  readonly steps: readonly tf.Tensor2D[] | null;
}

/** The order in which steps are taken. */
export const stepOrder = (length: number, backwards: boolean): readonly number[] =>
  Array.from({ length }, (_, index) => (backwards ? length - 1 - index : index));

/** The columns of each of `count` gates. */
export const gatesOf = (weight: tf.Tensor, count: number): readonly tf.Tensor2D[] =>
  tf.split<tf.Tensor2D>(weight, count, 1);

export const biasesOf = (bias: tf.Tensor, count: number): readonly tf.Tensor1D[] =>
  tf.split<tf.Tensor1D>(bias, count, 0);

export const withBias = (sums: tf.Tensor2D, bias: tf.Tensor1D | undefined): tf.Tensor2D =>
  bias === undefined ? sums : tf.add(sums, bias);

/**
 * Σ xᵀ·d over all steps. The wasm backend is several times slower where a factor of `matMul` is to
 * be turned, so that here and elsewhere it is turned beforehand.
 */
export const kernelSlopes = (x: readonly tf.Tensor2D[], d: readonly tf.Tensor2D[]): tf.Tensor2D =>
  tf.matMul(tf.transpose(tf.concat([...x], 0)), tf.concat([...d], 0));

/** Σ d over all steps and rows. */
export const biasSlopes = (d: readonly tf.Tensor2D[]): tf.Tensor1D =>
  tf.sum(tf.concat([...d], 0), 0);

/** `fresh` where the step is seen, `held` where not. */
export const where = (
  seen: tf.Tensor2D | undefined,
  fresh: tf.Tensor2D,
  held: tf.Tensor2D,
): tf.Tensor2D => (seen === undefined ? fresh : tf.add(held, tf.mul(seen, tf.sub(fresh, held))));

/** What of a slope goes to the fresh state, and what past the step to the state before it. */
export function parted(
  seen: tf.Tensor2D | undefined,
  slope: tf.Tensor2D,
): readonly [tf.Tensor2D, tf.Tensor2D | null] {
  if (seen === undefined) return [slope, null];
  const fresh: tf.Tensor2D = tf.mul(slope, seen);
  return [fresh, tf.sub(slope, fresh)];
}

export const plus = (a: tf.Tensor2D, b: tf.Tensor2D | null | undefined): tf.Tensor2D =>
  b === null || b === undefined ? a : tf.add(a, b);
