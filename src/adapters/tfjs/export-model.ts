import { WEIGHTS_FILE } from '#core/models/bundle-manifest.ts';
import type { ModelShape } from '#core/models/training.ts';
import { weightShapes } from '#core/models/weight-shapes.ts';
import * as tf from '@tensorflow/tfjs-core';
import { buildLayersModel } from './layers-model.ts';

/**
 * The weights in the order of `weightShapes`, and the `model.json` with which `tf.loadLayersModel`
 * of any tfjs reads them.
 */
export function exportLayersModel(
  shape: ModelShape,
  weights: Float32Array,
): { readonly topology: string; readonly weights: ArrayBuffer } {
  const plain = buildLayersModel(shape, { kind: 'zeros' });
  const topology = {
    format: 'layers-model',
    generatedBy: `TensorFlow.js ${tf.version_core}`,
    convertedBy: null,
    modelTopology: plain.toJSON(null, false) as unknown,
    weightsManifest: [
      {
        paths: [WEIGHTS_FILE],
        weights: weightShapes(shape.layers, shape.featureCount).map(({ name, shape: sides }) => ({
          name,
          shape: sides,
          dtype: 'float32',
        })),
      },
    ],
  };
  plain.dispose();
  return {
    topology: `${JSON.stringify(topology, null, 2)}\n`,
    weights: new Float32Array(weights).buffer,
  };
}
