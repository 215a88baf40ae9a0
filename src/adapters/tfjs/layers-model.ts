import type { ModelBundle } from '#core/models/model-bundle.ts';
import type { ModelShape } from '#core/models/training.ts';
import { layerName } from '#core/models/weight-shapes.ts';
import type { LayerSpec } from '#core/recipes/recipe.ts';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';

/** First weights: from a seed where the model is to be trained, zeros where weights are loaded. */
export type Initial =
  { readonly kind: 'zeros' } | { readonly kind: 'seeded'; readonly seed: number };

function initialisers(initial: Initial, index: number) {
  if (initial.kind === 'zeros') {
    return { kernelInitializer: 'zeros', recurrentInitializer: 'zeros' } as const;
  }
  const seed = initial.seed + 2 * index;
  return {
    kernelInitializer: tfl.initializers.glorotUniform({ seed }),
    recurrentInitializer: tfl.initializers.glorotUniform({ seed: seed + 1 }),
  };
}

function buildLayer(layer: LayerSpec, index: number, shape: ModelShape, initial: Initial) {
  const name = layerName(layer, index);
  const first = index === 0 ? { inputShape: [shape.length, shape.featureCount] } : {};
  const { kernelInitializer, recurrentInitializer } = initialisers(initial, index);
  switch (layer.kind) {
    case 'lstm':
      return tfl.layers.lstm({
        ...first,
        name,
        units: layer.units,
        returnSequences: layer.returnSequences,
        // Keras' default; that of tfjs is another.
        recurrentActivation: 'sigmoid',
        unitForgetBias: true,
        kernelInitializer,
        recurrentInitializer,
      });
    case 'dropout':
      return tfl.layers.dropout({ ...first, name, rate: layer.rate });
    case 'dense':
      return tfl.layers.dense({
        ...first,
        name,
        units: layer.units,
        activation: layer.activation,
        kernelInitializer,
      });
  }
}

/** A tfjs layers model on the current backend; the caller disposes of it. */
export function buildLayersModel(shape: ModelShape, initial: Initial): tfl.Sequential {
  const layers = shape.layers.map((layer, index) => buildLayer(layer, index, shape, initial));
  const model = tfl.sequential();
  // The forget gates' first biases leave tensors behind that nobody else disposes of.
  tf.tidy(() => {
    for (const layer of layers) model.add(layer);
  });
  return model;
}

/** The bundle's model with its weights, on the current backend; the caller disposes of it. */
export function loadLayersModel({ manifest, weights }: ModelBundle): tfl.Sequential {
  const model = buildLayersModel(
    {
      layers: manifest.layers,
      length: manifest.window.length,
      featureCount: manifest.signal.features.length,
    },
    { kind: 'zeros' },
  );
  const tensors = weights.map(({ spec, values }) => tf.tensor(values, [...spec.shape]));
  model.setWeights(tensors);
  tf.dispose(tensors);
  return model;
}
