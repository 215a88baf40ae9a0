import * as tf from '@tensorflow/tfjs-core';

/** Sequences lie time first here, [length, batch, width], so that a step is one piece of memory. */
export interface Sequence {
  readonly x: tf.Tensor3D;
  /** [length, batch, 1]: 1 where the step is seen, 0 where it is passed over. */
  readonly mask: tf.Tensor3D | null;
}

/** One recurrent layer in one direction, forward. */
export interface CellRun<Saved> {
  /** State after each step, by the step's place in the window. */
  readonly states: readonly tf.Tensor2D[];
  readonly saved: Saved;
}

/** Slopes by the weights, in their order, and by the input; null where it was not asked for. */
export interface CellSlopes {
  readonly weights: readonly tf.Tensor[];
  readonly x: tf.Tensor3D | null;
}

/** The order in which steps are taken. */
export const stepOrder = (length: number, backwards: boolean): readonly number[] =>
  Array.from({ length }, (_, index) => (backwards ? length - 1 - index : index));

/** [length · batch, width]. */
export function rows(x: tf.Tensor3D): tf.Tensor2D {
  const [length, batch, width] = x.shape;
  return tf.reshape(x, [length * batch, width]);
}

/**
 * x·w of every step at once, step by step. The wasm backend is several times slower where a factor
 * of `matMul` is to be turned, so that here and below it is turned beforehand.
 */
export function givenSums(
  x: tf.Tensor3D,
  kernel: tf.Tensor2D,
  bias: tf.Tensor1D | null,
): readonly tf.Tensor2D[] {
  const sums = tf.matMul(rows(x), kernel);
  const all = bias === null ? sums : tf.add(sums, bias);
  const [length, batch] = x.shape;
  return tf.unstack(tf.reshape(all, [length, batch, kernel.shape[1]])) as tf.Tensor2D[];
}

/** xᵀ·d over all steps. */
export const kernelSlopes = (x: tf.Tensor2D, d: tf.Tensor2D): tf.Tensor2D =>
  tf.matMul(tf.transpose(x), d);

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
