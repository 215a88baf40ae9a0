import type { LayerSpec } from '../models/layer-spec.ts';
import { layerName, layerWeightShapes, outputWidth, tensorSize } from '../models/weight-shapes.ts';
import type { Network } from './network.ts';
import type { Pass, Stage } from './pass.ts';
import { openBidirectional, openRecurrent } from './recurrent-passes.ts';
import { openDense, openMasking } from './simple-passes.ts';

export interface OpenNetwork {
  /** Outputs of one window. */
  readonly outputSize: number;
  /** Outputs of `count` scaled windows, each length x featureCount, one after the other. */
  run(windows: Float32Array, count: number): Float32Array<ArrayBuffer>;
}

function openLayer(layer: LayerSpec, weights: readonly Float32Array[], input: Stage): Pass | null {
  switch (layer.kind) {
    case 'masking':
      return openMasking(layer.maskValue, input);
    case 'lstm':
    case 'gru':
      return openRecurrent(layer, weights, input);
    case 'bidirectional':
      return openBidirectional(layer, weights, input);
    case 'dense':
      return openDense(layer, weights, input);
    case 'dropout':
      return null;
  }
}

/** Each layer's weights, in their order. @throws RangeError where they do not fit the layers. */
function weightsOfLayers({ layers, featureCount, weights }: Network): readonly Float32Array[][] {
  let width = featureCount;
  let taken = 0;
  const all = layers.map((layer, index) => {
    const specs = layerWeightShapes(layer, layerName(layer, index), width);
    width = outputWidth(layer, width);
    return specs.map((spec) => {
      const values = weights[taken++]?.values;
      if (values?.length !== tensorSize(spec)) {
        throw new RangeError(`The weights do not fit the layers at ${spec.name}.`);
      }
      return values;
    });
  });
  if (taken !== weights.length)
    throw new RangeError('There are more weights than the layers have.');
  return all;
}

/**
 * A network on typed arrays alone: every kind of layer, in singles, in memory that is taken once.
 * Its outputs are those of tfjs layers to 1e-5.
 * @throws RangeError where weights do not fit, or where a recurrent layer would be given no sequence.
 */
export function openNetwork(network: Network): OpenNetwork {
  const { layers, length, featureCount } = network;
  const weights = weightsOfLayers(network);
  const size = length * featureCount;
  const input = new Float32Array(size);
  let stage: Stage = {
    values: input,
    steps: length,
    width: featureCount,
    isSequence: true,
    seen: null,
  };
  const passes: Pass[] = [];
  layers.forEach((layer, index) => {
    const needsSequence = layer.kind !== 'dense' && layer.kind !== 'dropout';
    if (needsSequence && !stage.isSequence) {
      throw new RangeError(`${layerName(layer, index)} needs a sequence and is given one row.`);
    }
    const pass = openLayer(layer, weights[index] ?? [], stage);
    if (pass === null) return;
    passes.push(pass);
    stage = pass.output;
  });
  const output = stage.values;
  return {
    outputSize: output.length,
    run: (windows, count) => {
      if (windows.length !== count * size) {
        throw new RangeError(
          `${count} windows have ${windows.length} values, not ${count * size}.`,
        );
      }
      const outputs = new Float32Array(count * output.length);
      for (let window = 0; window < count; window++) {
        const from = window * size;
        for (let i = 0; i < size; i++) input[i] = windows[from + i] as number;
        for (const pass of passes) pass.run();
        const to = window * output.length;
        for (let i = 0; i < output.length; i++) outputs[to + i] = output[i] as number;
      }
      return outputs;
    },
  };
}
