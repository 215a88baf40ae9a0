import type { LayerSpec } from '../recipes/recipe.ts';

export interface TensorSpec {
  readonly name: string;
  readonly shape: readonly number[];
}

/** The name a layer has in the model and before its weights' names. */
export const layerName = (layer: LayerSpec, index: number): string => `${layer.kind}_${index}`;

/**
 * Weights of a sequential model in the order of its layers, as tfjs layers and Keras keep them: an
 * LSTM has kernel [in, 4u], recurrent kernel [u, 4u] and bias [4u], gates in order i f c o.
 */
export function weightShapes(
  layers: readonly LayerSpec[],
  featureCount: number,
): readonly TensorSpec[] {
  const specs: TensorSpec[] = [];
  let width = featureCount;
  layers.forEach((layer, index) => {
    const name = layerName(layer, index);
    if (layer.kind === 'lstm') {
      specs.push(
        { name: `${name}/kernel`, shape: [width, 4 * layer.units] },
        { name: `${name}/recurrent_kernel`, shape: [layer.units, 4 * layer.units] },
        { name: `${name}/bias`, shape: [4 * layer.units] },
      );
      width = layer.units;
    } else if (layer.kind === 'dense') {
      specs.push(
        { name: `${name}/kernel`, shape: [width, layer.units] },
        { name: `${name}/bias`, shape: [layer.units] },
      );
      width = layer.units;
    }
  });
  return specs;
}

export const tensorSize = (spec: TensorSpec): number =>
  spec.shape.reduce((product, side) => product * side, 1);

export const FLOAT_BYTES = 4;

/** Bytes of all weights as float32. */
export const weightBytes = (specs: readonly TensorSpec[]): number =>
  specs.reduce((sum, spec) => sum + tensorSize(spec), 0) * FLOAT_BYTES;
