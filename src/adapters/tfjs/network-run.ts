import type { ModelShape } from '#core/models/training.ts';
import type { BatchLoss } from '#core/training/loss.ts';
import type { WeightPlace } from '#core/training/weight-places.ts';
import * as tf from '@tensorflow/tfjs-core';
import type { DropoutSeeds, NetworkPass } from './network-pass.ts';

/** Windows in one forward pass without a way back. */
const AT_ONCE = 256;

interface Given {
  readonly shape: ModelShape;
  /** All, in the order of `weightShapes`. */
  readonly weights: Float32Array;
  /** length x features each. */
  readonly windows: readonly Float32Array[];
}

/** One [batch, features] a step. */
function stepsOf({ shape, windows }: Given): tf.Tensor2D[] {
  const { length, featureCount } = shape;
  return Array.from({ length }, (_, time) => {
    const values = new Float32Array(windows.length * featureCount);
    windows.forEach((window, index) => {
      const row = window.subarray(time * featureCount, (time + 1) * featureCount);
      values.set(row, index * featureCount);
    });
    return tf.tensor2d(values, [windows.length, featureCount]);
  });
}

/** Copies: the cpu backend keeps the array it is given. */
const tensorsOf = (places: readonly WeightPlace[], weights: Float32Array): tf.Tensor[] =>
  places.map(({ spec, start, size }) =>
    tf.tensor(weights.slice(start, start + size), [...spec.shape]),
  );

/**
 * Loss and slopes of one batch by the trained weights, place after place. Leaves no tensor behind,
 * also where it rejects.
 */
export async function gradientsOf(
  pass: NetworkPass,
  job: Given & {
    readonly trained: readonly WeightPlace[];
    readonly seeds: DropoutSeeds;
    readonly lossOf: (sums: Float32Array) => BatchLoss;
  },
): Promise<{ readonly loss: number; readonly gradients: Float32Array }> {
  const weights = tensorsOf(pass.places, job.weights);
  const kept: tf.TensorContainer[] = [weights];
  try {
    const forward = tf.tidy(() => {
      const { sums, saved } = pass.forward(weights, stepsOf(job), job.seeds);
      return { sums, saved } as unknown as { sums: tf.Tensor2D; saved: tf.TensorContainer };
    });
    kept.push(forward);
    const { sum, slopes } = job.lossOf((await forward.sums.data()) as Float32Array);
    const flat = tf.tidy(() =>
      pass.backward(
        weights,
        forward as unknown as ReturnType<NetworkPass['forward']>,
        tf.tensor2d(slopes, forward.sums.shape),
        job.trained,
      ),
    );
    kept.push(flat);
    return { loss: sum, gradients: (await flat.data()) as Float32Array };
  } finally {
    tf.dispose(kept);
  }
}

/**
 * Sums before the last activation, row by row; `each` is awaited after every piece. Leaves no
 * tensor behind, also where it rejects.
 */
export async function sumsOf(
  pass: NetworkPass,
  job: Given,
  each: () => Promise<void>,
): Promise<Float32Array> {
  const pieces: Float32Array[] = [];
  const weights = tensorsOf(pass.places, job.weights);
  try {
    for (let start = 0; start < job.windows.length; start += AT_ONCE) {
      const windows = job.windows.slice(start, start + AT_ONCE);
      const sums = tf.tidy(() => pass.forward(weights, stepsOf({ ...job, windows }), null).sums);
      try {
        pieces.push((await sums.data()) as Float32Array);
      } finally {
        sums.dispose();
      }
      await each();
    }
  } finally {
    tf.dispose(weights);
  }
  const all = new Float32Array(pieces.reduce((size, piece) => size + piece.length, 0));
  let from = 0;
  for (const piece of pieces) {
    all.set(piece, from);
    from += piece.length;
  }
  return all;
}
