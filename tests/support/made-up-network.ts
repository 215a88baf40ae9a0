import type { Network } from '#core/inference/network.ts';
import { type LayerInput, layerSpecs } from '#core/models/layer-spec.ts';
import { tensorSize, weightShapes } from '#core/models/weight-shapes.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';

/** A network of weights from a seed, as wide as fresh ones are (Glorot and Bengio 2010), biases too. */
export function madeUpNetwork(
  layers: readonly LayerInput[],
  length: number,
  featureCount: number,
  seed: number,
): Network {
  const random = seededRandom(seed);
  const specs = layerSpecs(layers);
  const weights = weightShapes(specs, featureCount).map((spec) => {
    const [rows = 1, columns = 1] = spec.shape;
    const limit = spec.shape.length === 1 ? 0.5 : Math.sqrt(6 / (rows + columns));
    const values = Float32Array.from(
      { length: tensorSize(spec) },
      () => limit * (2 * random() - 1),
    );
    return { spec, values };
  });
  return { layers: specs, length, featureCount, weights };
}

/** `count` windows of values between -2 and 2; the rows that `masked` names are all zero. */
export function madeUpWindows(
  { length, featureCount }: Network,
  count: number,
  seed: number,
  masked: (row: number) => boolean = () => false,
): Float32Array<ArrayBuffer> {
  const random = seededRandom(seed);
  const values = new Float32Array(count * length * featureCount).map(() => 4 * random() - 2);
  return values.map((value, index) => (masked(Math.floor(index / featureCount)) ? 0 : value));
}

/** Layers of the models that are shipped or known from elsewhere. */
export const ENGAGEMENT_LAYERS: readonly LayerInput[] = [
  { kind: 'lstm', units: 128, returnSequences: true },
  { kind: 'dropout', rate: 0.3 },
  { kind: 'lstm', units: 64, returnSequences: false },
  { kind: 'dropout', rate: 0.3 },
  { kind: 'dense', units: 32, activation: 'relu' },
  { kind: 'dense', units: 4, activation: 'softmax' },
];
