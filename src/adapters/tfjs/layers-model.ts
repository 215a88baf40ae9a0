import { weightsOfSlopeFive } from '#core/models/keras-hard-sigmoid.ts';
import { bundleLayers, type KerasModel } from '#core/models/keras-layers.ts';
import type { Activation, LayerSpec, RecurrentSpec } from '#core/models/layer-spec.ts';
import type { Network } from '#core/inference/network.ts';
import type { BundleWeight } from '#core/models/model-bundle.ts';
import type { ModelShape } from '#core/models/training.ts';
import { layerName } from '#core/models/weight-shapes.ts';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { type GruActivation, ResetAfterGru } from './reset-after-gru.ts';

/** First weights: from a seed where the model is to be trained, zeros where weights are loaded. */
export type Initial =
  { readonly kind: 'zeros' } | { readonly kind: 'seeded'; readonly seed: number };

type Input = { readonly inputShape?: [number | null, number] };

/** Glorot's: the orthogonal matrices that tfjs begins with take a minute on GPU backends. */
function initialisers(initial: Initial, index: number) {
  const seed = initial.kind === 'seeded' ? initial.seed + 2 * index : null;
  const make = (own: number | null) =>
    own === null ? tfl.initializers.zeros() : tfl.initializers.glorotUniform({ seed: own });
  return {
    kernelInitializer: make(seed),
    recurrentInitializer: make(seed === null ? null : seed + 1),
  };
}

/** Both slopes are one here: `weightsOfSlopeFive` shrinks what enters the other. */
const activationName = (activation: Activation): GruActivation =>
  activation === 'hard_sigmoid_5' || activation === 'hard_sigmoid_6' ? 'hardSigmoid' : activation;

function buildRecurrent(
  layer: RecurrentSpec,
  name: string,
  input: Input,
  first: ReturnType<typeof initialisers>,
): tfl.RNN {
  const config = {
    ...input,
    ...first,
    name,
    units: layer.units,
    activation: activationName(layer.activation),
    recurrentActivation: activationName(layer.recurrentActivation),
    useBias: layer.useBias,
    returnSequences: layer.returnSequences,
    goBackwards: layer.goBackwards,
  };
  if (layer.kind === 'lstm') return tfl.layers.lstm({ ...config, unitForgetBias: true });
  if (!layer.resetAfter) return tfl.layers.gru(config);
  // What Sequential and Bidirectional ask of an RNN, it has.
  return new ResetAfterGru(config) as unknown as tfl.RNN;
}

function buildLayer(
  layer: LayerSpec,
  name: string,
  input: Input,
  first: ReturnType<typeof initialisers>,
): tfl.layers.Layer {
  switch (layer.kind) {
    case 'masking':
      return tfl.layers.masking({ ...input, name, maskValue: layer.maskValue });
    case 'lstm':
    case 'gru':
      return buildRecurrent(layer, name, input, first);
    case 'bidirectional':
      return tfl.layers.bidirectional({
        ...input,
        name,
        layer: buildRecurrent(layer.inner, `${name}_inner`, {}, first),
        mergeMode: layer.merge,
      });
    case 'dropout':
      return tfl.layers.dropout({ ...input, name, rate: layer.rate });
    case 'dense':
      return tfl.layers.dense({
        ...input,
        name,
        units: layer.units,
        activation: activationName(layer.activation),
        useBias: layer.useBias,
        kernelInitializer: first.kernelInitializer,
      });
  }
}

/** A tfjs layers model on the current backend; the caller disposes of it. */
export function buildLayersModel(
  shape: Omit<ModelShape, 'length'> & { readonly length: number | null },
  initial: Initial,
): tfl.Sequential {
  const model = tfl.sequential();
  // The forget gates' first biases leave tensors behind that nobody else disposes of.
  tf.tidy(() => {
    shape.layers.forEach((layer, index) => {
      const input: Input = index === 0 ? { inputShape: [shape.length, shape.featureCount] } : {};
      model.add(buildLayer(layer, layerName(layer, index), input, initialisers(initial, index)));
    });
  });
  return model;
}

function withWeights(model: tfl.Sequential, weights: readonly BundleWeight[]): tfl.Sequential {
  const tensors = weights.map(({ spec, values }) => tf.tensor(values, [...spec.shape]));
  model.setWeights(tensors);
  tf.dispose(tensors);
  return model;
}

/** A network with its weights, on the current backend; the caller disposes of it. */
export function loadLayersModel({
  layers,
  length,
  featureCount,
  weights,
}: Network): tfl.Sequential {
  const named = layers.map((layer, index) => ({ ...layer, name: layerName(layer, index) }));
  return withWeights(
    buildLayersModel({ layers, length, featureCount }, { kind: 'zeros' }),
    weightsOfSlopeFive({ layers: named, featureCount, weights }),
  );
}

/**
 * An imported model on the current backend, of windows [batch, length, features]; the caller
 * disposes of it.
 * @throws ImportRefused unsupported, for an activation that cannot be had here.
 */
export function loadKerasModel(imported: KerasModel): tfl.Sequential {
  const { length, featureCount } = imported;
  const weights = weightsOfSlopeFive(imported);
  const shape = { layers: bundleLayers(imported), length, featureCount };
  return withWeights(buildLayersModel(shape, { kind: 'zeros' }), weights);
}
