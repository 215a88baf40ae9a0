import { ImportRefused } from './keras-refusal.ts';
import { type Activation, cellOf, type LayerSpec, type RecurrentSpec } from './layer-spec.ts';
import type { ModelShape } from './training.ts';
import { layerWeightShapes, outputWidth, type TensorSpec } from './weight-shapes.ts';

const ROOT = 'sequential';
const CLASSES = {
  masking: 'Masking',
  lstm: 'LSTM',
  gru: 'GRU',
  bidirectional: 'Bidirectional',
  dropout: 'Dropout',
  dense: 'Dense',
} as const satisfies Record<LayerSpec['kind'], string>;

export interface KerasWeightPath {
  readonly spec: TensorSpec;
  /** Below its layer's group, as Keras 3 names it. */
  readonly path: string;
}
export interface KerasExportLayer {
  readonly name: string;
  /** In the order in which Keras sets them; empty for layers without. */
  readonly weights: readonly KerasWeightPath[];
}
/** What an .h5 says of a model beside its numbers. */
export interface KerasExport {
  readonly kerasVersion: string;
  /** `model_config`, JSON. */
  readonly config: string;
  readonly layers: readonly KerasExportLayer[];
}

function activationsOf(layer: LayerSpec): readonly Activation[] {
  if (layer.kind === 'dense') return [layer.activation];
  const cell = cellOf(layer);
  return cell === null ? [] : [cell.activation, cell.recurrentActivation];
}

/** Keras 2 and 3 have one name for two activations, so that the version has to tell them apart. */
function versionFor(layers: readonly LayerSpec[]): string {
  const used = new Set(layers.flatMap(activationsOf));
  if (!used.has('hard_sigmoid_5')) return '3.0.0';
  if (!used.has('hard_sigmoid_6')) return '2.15.0';
  throw new ImportRefused(
    'unsupported',
    'The model has hard_sigmoid of both slopes, 1/5 of Keras 2 and 1/6 of Keras 3: no Keras has both.',
  );
}

const activationName = (activation: Activation): string => activation.replace(/_[56]$/, '');

const common = (name: string) => ({ name, trainable: true, dtype: 'float32' });

const cellConfig = (cell: RecurrentSpec, name: string) => ({
  ...common(name),
  units: cell.units,
  activation: activationName(cell.activation),
  recurrent_activation: activationName(cell.recurrentActivation),
  use_bias: cell.useBias,
  return_sequences: cell.returnSequences,
  return_state: false,
  go_backwards: cell.goBackwards,
  stateful: false,
  unroll: false,
  dropout: 0,
  recurrent_dropout: 0,
  ...(cell.kind === 'gru' ? { reset_after: cell.resetAfter } : {}),
});

function layerConfig(layer: LayerSpec, name: string): Readonly<Record<string, unknown>> {
  switch (layer.kind) {
    case 'masking':
      return { ...common(name), mask_value: layer.maskValue };
    case 'dropout':
      return { ...common(name), rate: layer.rate, seed: null, noise_shape: null };
    case 'lstm':
    case 'gru':
      return cellConfig(layer, name);
    case 'bidirectional':
      return {
        ...common(name),
        merge_mode: layer.merge,
        // Keras 3 finds a layer within a layer by its module.
        layer: {
          module: 'keras.layers',
          class_name: CLASSES[layer.inner.kind],
          config: cellConfig(layer.inner, layer.inner.kind),
          registered_name: null,
        },
      };
    case 'dense':
      return {
        ...common(name),
        units: layer.units,
        activation: activationName(layer.activation),
        use_bias: layer.useBias,
      };
  }
}

/** `forward/kernel` of a bidirectional LSTM is `forward_lstm/lstm_cell/kernel` in Keras. */
function weightPath(layer: LayerSpec, name: string, spec: TensorSpec): string {
  const [side = '', role] = spec.name.slice(name.length + 1).split('/');
  const cell = cellOf(layer);
  const own =
    cell === null
      ? side
      : role === undefined
        ? `${cell.kind}_cell/${side}`
        : `${side}_${cell.kind}/${cell.kind}_cell/${role}`;
  return `${ROOT}/${name}/${own}`;
}

/** The names Keras itself would give: `lstm`, `lstm_1`, `dense`. */
function kerasNames(layers: readonly LayerSpec[]): readonly string[] {
  const seen = new Map<string, number>();
  return layers.map(({ kind }) => {
    const before = seen.get(kind) ?? 0;
    seen.set(kind, before + 1);
    return before === 0 ? kind : `${kind}_${before}`;
  });
}

/**
 * A model as Keras 2 and 3 load it from a whole-model .h5. Its input has the name of Keras 2,
 * `batch_input_shape`, which both know.
 * @throws ImportRefused unsupported, for two slopes of hard_sigmoid.
 */
export function kerasExport({ layers, length, featureCount }: ModelShape): KerasExport {
  const names = kerasNames(layers);
  const input = [null, length, featureCount];
  const kerasVersion = versionFor(layers);
  const named = layers.map((layer, index): readonly [LayerSpec, string] => [
    layer,
    names[index] ?? '',
  ]);
  let width = featureCount;
  return {
    kerasVersion,
    config: JSON.stringify({
      class_name: 'Sequential',
      config: {
        name: ROOT,
        layers: [
          {
            class_name: 'InputLayer',
            config: { batch_input_shape: input, dtype: 'float32', sparse: false, name: 'input_1' },
          },
          ...named.map(([layer, name]) => ({
            class_name: CLASSES[layer.kind],
            config: layerConfig(layer, name),
          })),
        ],
        build_input_shape: input,
      },
    }),
    layers: named.map(([layer, name]) => {
      const specs = layerWeightShapes(layer, name, width);
      width = outputWidth(layer, width);
      return {
        name,
        weights: specs.map((spec) => ({ spec, path: weightPath(layer, name, spec) })),
      };
    }),
  };
}
