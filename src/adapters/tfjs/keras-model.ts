import { weightsOfSlopeFive } from '#core/models/keras-hard-sigmoid.ts';
import type {
  KerasActivation,
  KerasGru,
  KerasLayer,
  KerasLstm,
  KerasModel,
} from '#core/models/keras-layers.ts';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { type GruActivation, ResetAfterGru } from './reset-after-gru.ts';

/** Both slopes are one here: `weightsOfSlopeFive` shrinks what enters the other. */
const activationName = (activation: KerasActivation): GruActivation =>
  activation === 'hard_sigmoid_5' || activation === 'hard_sigmoid_6' ? 'hardSigmoid' : activation;

/** Without this tfjs makes orthogonal matrices first, for weights that are replaced at once. */
const ZEROS = { kernelInitializer: 'zeros', recurrentInitializer: 'zeros' } as const;

type Input = { readonly inputShape?: [number | null, number] };

function buildRecurrent(layer: KerasLstm | KerasGru, name: string, input: Input): tfl.RNN {
  const config = {
    name,
    units: layer.units,
    activation: activationName(layer.activation),
    recurrentActivation: activationName(layer.recurrentActivation),
    useBias: layer.useBias,
    returnSequences: layer.returnSequences,
    goBackwards: layer.goBackwards,
  };
  if (layer.kind === 'lstm') return tfl.layers.lstm({ ...input, ...ZEROS, ...config });
  if (!layer.resetAfter) return tfl.layers.gru({ ...input, ...ZEROS, ...config });
  // What Sequential and Bidirectional ask of an RNN, it has.
  return new ResetAfterGru({ ...input, ...config }) as unknown as tfl.RNN;
}

function buildLayer(layer: KerasLayer, input: Input): tfl.layers.Layer {
  const { name } = layer;
  switch (layer.kind) {
    case 'masking':
      return tfl.layers.masking({ ...input, name, maskValue: layer.maskValue });
    case 'lstm':
    case 'gru':
      return buildRecurrent(layer, name, input);
    case 'bidirectional':
      return tfl.layers.bidirectional({
        ...input,
        name,
        layer: buildRecurrent(layer.inner, `${name}_inner`, {}),
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
        kernelInitializer: 'zeros',
      });
  }
}

/**
 * The imported model on the current backend, of windows [batch, length, features]; the caller
 * disposes of it.
 * @throws ImportRefused unsupported, for an activation that cannot be had here.
 */
export function loadKerasModel(imported: KerasModel): tfl.Sequential {
  const weights = weightsOfSlopeFive(imported);
  const model = tfl.sequential();
  tf.tidy(() => {
    imported.layers.forEach((layer, index) => {
      const input: Input =
        index === 0 ? { inputShape: [imported.length, imported.featureCount] } : {};
      model.add(buildLayer(layer, input));
    });
  });
  const tensors = weights.map(({ spec, values }) => tf.tensor(values, [...spec.shape]));
  model.setWeights(tensors);
  tf.dispose(tensors);
  return model;
}
