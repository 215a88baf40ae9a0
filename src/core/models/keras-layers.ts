import type { LayerSpec } from './layer-spec.ts';
import { layerWeightShapes, type TensorSpec } from './weight-shapes.ts';

/** One layer of an imported model, under the name it had in Keras. */
export type KerasLayer = { readonly name: string } & LayerSpec;

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

export const kerasWeightShapes = (layer: KerasLayer, width: number): readonly TensorSpec[] =>
  layerWeightShapes(layer, layer.name, width);

/** The layers as a bundle has them: their names are left. */
export const bundleLayers = ({ layers }: KerasArchitecture): readonly LayerSpec[] =>
  layers.map(({ name: _, ...layer }) => layer);
