import * as tf from '@tensorflow/tfjs-core';
import type * as tfl from '@tensorflow/tfjs-layers';

/**
 * Probabilities of `count` scaled windows, row by row. `values` is count x length x features.
 * Leaves no tensor behind, also where it rejects.
 */
export async function runModel(
  model: tfl.LayersModel,
  values: Float32Array,
  count: number,
): Promise<Float32Array> {
  const [, length, features] = model.inputs[0]?.shape ?? [];
  const output = tf.tidy(() => {
    const input = tf.tensor3d(values, [count, length ?? 0, features ?? 0]);
    return model.predict(input, { batchSize: count });
  });
  if (Array.isArray(output)) {
    tf.dispose(output);
    throw new TypeError('the model has several outputs');
  }
  try {
    return (await output.data()) as Float32Array;
  } finally {
    output.dispose();
  }
}
