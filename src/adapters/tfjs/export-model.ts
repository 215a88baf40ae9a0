import { FLOAT_BYTES, weightBytes, weightShapes } from '#core/models/weight-shapes.ts';
import { WEIGHTS_FILE } from '#core/models/bundle-manifest.ts';
import type { ModelShape } from '#core/models/training.ts';
import { at } from '#core/numeric/at.ts';
import * as tf from '@tensorflow/tfjs-core';
import type * as tfl from '@tensorflow/tfjs-layers';
import { buildLayersModel } from './layers-model.ts';

/**
 * The weights as float32 in the order of the layers, and the `model.json` with which
 * `tf.loadLayersModel` of any tfjs reads them.
 */
export async function exportLayersModel(
  model: tfl.LayersModel,
  shape: ModelShape,
): Promise<{ topology: string; weights: ArrayBuffer }> {
  const specs = weightShapes(shape.layers, shape.featureCount);
  const weights = new Float32Array(weightBytes(specs) / FLOAT_BYTES);
  let offset = 0;
  const tensors = model.getWeights();
  for (const [index, spec] of specs.entries()) {
    const tensor = at(tensors, index);
    if (tensor.shape.join() !== spec.shape.join()) {
      throw new RangeError(`${spec.name} has the shape ${tensor.shape.join()}`);
    }
    const values = (await tensor.data()) as Float32Array;
    weights.set(values, offset);
    offset += values.length;
  }
  // The seeds of the first weights have no place in a finished model.
  const plain = buildLayersModel(shape, { kind: 'zeros' });
  const topology = {
    format: 'layers-model',
    generatedBy: `TensorFlow.js ${tf.version_core}`,
    convertedBy: null,
    modelTopology: plain.toJSON(null, false),
    weightsManifest: [
      {
        paths: [WEIGHTS_FILE],
        weights: specs.map(({ name, shape: sides }) => ({ name, shape: sides, dtype: 'float32' })),
      },
    ],
  };
  plain.dispose();
  return { topology: `${JSON.stringify(topology, null, 2)}\n`, weights: weights.buffer };
}
