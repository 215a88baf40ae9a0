import type { LayerSpec, RecurrentSpec } from './layer-spec.ts';

export interface TensorSpec {
  readonly name: string;
  readonly shape: readonly number[];
}

/** The name a layer has in a bundle and before its weights' names. */
export const layerName = (layer: LayerSpec, index: number): string => `${layer.kind}_${index}`;

const GATES = { lstm: 4, gru: 3 } as const;

function cellShapes(cell: RecurrentSpec, name: string, width: number): readonly TensorSpec[] {
  const { units } = cell;
  const gates = GATES[cell.kind] * units;
  const bias = cell.kind === 'gru' && cell.resetAfter ? [2, gates] : [gates];
  return [
    { name: `${name}/kernel`, shape: [width, gates] },
    { name: `${name}/recurrent_kernel`, shape: [units, gates] },
    ...(cell.useBias ? [{ name: `${name}/bias`, shape: bias }] : []),
  ];
}

/** Values per step that leave a layer which `width` values per step enter. */
export function outputWidth(layer: LayerSpec, width: number): number {
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
 * Weights of one layer as Keras and tfjs layers keep them. LSTM: [in, 4u], [u, 4u], [4u], gates
 * i f c o. GRU: 3u, gates z r h, the bias [2, 3u] (input's, then state's) if `resetAfter`. Forward
 * before backward.
 */
export function layerWeightShapes(
  layer: LayerSpec,
  name: string,
  width: number,
): readonly TensorSpec[] {
  switch (layer.kind) {
    case 'masking':
    case 'dropout':
      return [];
    case 'lstm':
    case 'gru':
      return cellShapes(layer, name, width);
    case 'bidirectional':
      return [
        ...cellShapes(layer.inner, `${name}/forward`, width),
        ...cellShapes(layer.inner, `${name}/backward`, width),
      ];
    case 'dense':
      return [
        { name: `${name}/kernel`, shape: [width, layer.units] },
        ...(layer.useBias ? [{ name: `${name}/bias`, shape: [layer.units] }] : []),
      ];
  }
}

/** Weights of a sequential model in the order of its layers. */
export function weightShapes(
  layers: readonly LayerSpec[],
  featureCount: number,
): readonly TensorSpec[] {
  let width = featureCount;
  return layers.flatMap((layer, index) => {
    const shapes = layerWeightShapes(layer, layerName(layer, index), width);
    width = outputWidth(layer, width);
    return shapes;
  });
}

export const tensorSize = (spec: TensorSpec): number =>
  spec.shape.reduce((product, side) => product * side, 1);

export const parameterCount = (specs: readonly TensorSpec[]): number =>
  specs.reduce((sum, spec) => sum + tensorSize(spec), 0);

export const FLOAT_BYTES = 4;

/** Bytes of all weights as float32. */
export const weightBytes = (specs: readonly TensorSpec[]): number =>
  parameterCount(specs) * FLOAT_BYTES;
