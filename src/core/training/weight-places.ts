import type { ModelShape } from '../models/training.ts';
import {
  layerName,
  layerWeightShapes,
  outputWidth,
  type TensorSpec,
  tensorSize,
} from '../models/weight-shapes.ts';

/** Where a weight lies among all, in numbers. */
export interface WeightPlace {
  readonly spec: TensorSpec;
  /** Position of its layer. */
  readonly layer: number;
  readonly start: number;
  readonly size: number;
}

/** In the order of `weightShapes`. */
export function weightPlaces(
  shape: Pick<ModelShape, 'layers' | 'featureCount'>,
): readonly WeightPlace[] {
  let width = shape.featureCount;
  let start = 0;
  return shape.layers.flatMap((layer, index) => {
    const specs = layerWeightShapes(layer, layerName(layer, index), width);
    width = outputWidth(layer, width);
    return specs.map((spec) => {
      const place = { spec, layer: index, start, size: tensorSize(spec) };
      start += place.size;
      return place;
    });
  });
}

export const sizeOf = (places: readonly WeightPlace[]): number =>
  places.reduce((sum, { size }) => sum + size, 0);

/** Those whose layer is not frozen. */
export const trainedPlaces = (
  places: readonly WeightPlace[],
  frozen: readonly number[] = [],
): readonly WeightPlace[] => places.filter(({ layer }) => !frozen.includes(layer));
