import type { LayerSpec } from '../recipes/recipe.ts';
import type { TensorSpec } from './weight-shapes.ts';

/** `hard_sigmoid` has slope 1/5 in Keras 1 and 2 and slope 1/6 since Keras 3: two activations. */
export const KERAS_ACTIVATIONS = [
  'linear',
  'relu',
  'sigmoid',
  'softmax',
  'tanh',
  'hard_sigmoid_5',
  'hard_sigmoid_6',
] as const;
export type KerasActivation = (typeof KERAS_ACTIVATIONS)[number];

interface Recurrent {
  readonly units: number;
  readonly returnSequences: boolean;
  readonly goBackwards: boolean;
  readonly useBias: boolean;
  readonly activation: KerasActivation;
  readonly recurrentActivation: KerasActivation;
}
export interface KerasLstm extends Recurrent {
  readonly kind: 'lstm';
}
/** With `resetAfter` the reset gate acts on U·h and there are two rows of biases (Keras' default). */
export interface KerasGru extends Recurrent {
  readonly kind: 'gru';
  readonly resetAfter: boolean;
}
export const MERGE_MODES = ['concat', 'sum', 'mul', 'ave'] as const;
export type MergeMode = (typeof MERGE_MODES)[number];

/** One layer of an imported model, under the name it had in Keras. */
export type KerasLayer = { readonly name: string } & (
  | { readonly kind: 'masking'; readonly maskValue: number }
  | KerasLstm
  | KerasGru
  | {
      readonly kind: 'bidirectional';
      readonly merge: MergeMode;
      readonly inner: KerasLstm | KerasGru;
    }
  | { readonly kind: 'dropout'; readonly rate: number }
  | {
      readonly kind: 'dense';
      readonly units: number;
      readonly useBias: boolean;
      readonly activation: KerasActivation;
    }
);

/** What a Keras configuration says; weights are apart. */
export interface KerasArchitecture {
  /** Steps of a window; null where any number may be given. */
  readonly length: number | null;
  readonly featureCount: number;
  readonly layers: readonly KerasLayer[];
}

export interface KerasWeight {
  readonly spec: TensorSpec;
  /** Row by row. */
  readonly values: Float32Array;
}

/** An imported model: weights in the order of the layers and, in a layer, of `kerasWeightShapes`. */
export interface KerasModel extends KerasArchitecture {
  readonly kerasVersion: string;
  readonly weights: readonly KerasWeight[];
}

const GATES = { lstm: 4, gru: 3 } as const;

function recurrentShapes(
  layer: KerasLstm | KerasGru,
  name: string,
  width: number,
): readonly TensorSpec[] {
  const { units } = layer;
  const gates = GATES[layer.kind] * units;
  const bias = layer.kind === 'gru' && layer.resetAfter ? [2, gates] : [gates];
  return [
    { name: `${name}/kernel`, shape: [width, gates] },
    { name: `${name}/recurrent_kernel`, shape: [units, gates] },
    ...(layer.useBias ? [{ name: `${name}/bias`, shape: bias }] : []),
  ];
}

/** Values per step that leave a layer which `width` values per step enter. */
export function outputWidth(layer: KerasLayer, width: number): number {
  switch (layer.kind) {
    case 'masking':
    case 'dropout':
      return width;
    case 'bidirectional':
      return layer.inner.units * (layer.merge === 'concat' ? 2 : 1);
    default:
      return layer.units;
  }
}

/**
 * Weights of one layer as Keras keeps them. LSTM: [in, 4u], [u, 4u], [4u], gates i f c o. GRU: 3u,
 * gates z r h, the bias [2, 3u] (input's, then state's) if `resetAfter`. Forward before backward.
 */
export function kerasWeightShapes(layer: KerasLayer, width: number): readonly TensorSpec[] {
  const { name } = layer;
  switch (layer.kind) {
    case 'masking':
    case 'dropout':
      return [];
    case 'lstm':
    case 'gru':
      return recurrentShapes(layer, name, width);
    case 'bidirectional':
      return [
        ...recurrentShapes(layer.inner, `${name}/forward`, width),
        ...recurrentShapes(layer.inner, `${name}/backward`, width),
      ];
    case 'dense':
      return [
        { name: `${name}/kernel`, shape: [width, layer.units] },
        ...(layer.useBias ? [{ name: `${name}/bias`, shape: [layer.units] }] : []),
      ];
  }
}

/** The layers as a bundle's manifest has them, or the reason why it has no word for one of them. */
export type BundleLayers =
  | { readonly kind: 'layers'; readonly layers: readonly LayerSpec[] }
  | { readonly kind: 'none'; readonly reason: string };

function bundleLayer(layer: KerasLayer): LayerSpec | string {
  if (layer.kind === 'dropout') return { kind: 'dropout', rate: layer.rate };
  if (layer.kind === 'dense') {
    const { activation, units, useBias } = layer;
    if (!useBias) return 'has no bias';
    if (activation === 'relu' || activation === 'softmax' || activation === 'sigmoid') {
      return { kind: 'dense', units, activation };
    }
    return `has the activation ${activation}`;
  }
  if (layer.kind !== 'lstm') return `is of kind ${layer.kind}`;
  if (!layer.useBias) return 'has no bias';
  if (layer.goBackwards) return 'goes backwards';
  if (layer.activation !== 'tanh' || layer.recurrentActivation !== 'sigmoid') {
    return `has the activations ${layer.activation} and ${layer.recurrentActivation}`;
  }
  return { kind: 'lstm', units: layer.units, returnSequences: layer.returnSequences };
}

/** Bundle layers with the very weights of `model`, where a bundle can have them. */
export function bundleLayers({ layers }: KerasArchitecture): BundleLayers {
  const specs: LayerSpec[] = [];
  for (const layer of layers) {
    const spec = bundleLayer(layer);
    if (typeof spec === 'string') {
      return { kind: 'none', reason: `Layer ${layer.name} ${spec}, which no bundle can say.` };
    }
    specs.push(spec);
  }
  return { kind: 'layers', layers: specs };
}
