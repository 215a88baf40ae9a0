import { layerSpecs, type LayerInput } from '#core/models/layer-spec.ts';
import type {
  Examples,
  ModelShape,
  NetworkJob,
  TrainedNetwork,
  TrainingCheckpoint,
} from '#core/models/training.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import type { NetworkSettings } from '#core/recipes/recipe.ts';

export const SETTINGS: NetworkSettings = {
  loss: { kind: 'cross_entropy' },
  learningRate: 0.01,
  schedule: { kind: 'constant' },
  clipNorm: null,
  weightDecay: 0,
  batchSize: 8,
  maxEpochs: 4,
  earlyStopping: { score: 'macro_f1', patience: 10 },
};

export const shapeOf = (
  layers: readonly LayerInput[],
  length = 5,
  featureCount = 3,
): ModelShape => ({ layers: layerSpecs(layers), length, featureCount });

export const SMALL_LSTM: readonly LayerInput[] = [
  { kind: 'masking' },
  { kind: 'lstm', units: 6, returnSequences: true },
  { kind: 'dropout', rate: 0.3 },
  { kind: 'lstm', units: 4, returnSequences: false },
  { kind: 'dropout', rate: 0.3 },
  { kind: 'dense', units: 2, activation: 'softmax' },
];

/** Two classes that differ in the drift of the first feature. */
export function drifting(
  count: number,
  seed: number,
  { length, featureCount }: Pick<ModelShape, 'length' | 'featureCount'>,
): Examples {
  const random = seededRandom(seed);
  const labels = Array.from({ length: count }, () => (random() < 0.5 ? 0 : 1));
  const windows = labels.map((label) =>
    Float32Array.from({ length: length * featureCount }, (_, index) => {
      const noise = random() * 2 - 1;
      if (index % featureCount !== 0) return noise;
      return noise + ((label === 0 ? -1 : 1) * Math.floor(index / featureCount)) / length;
    }),
  );
  return { windows, targets: labels.map((label) => [1 - label, label]) };
}

/** Share of the rows whose likelier output is the target's. */
export const accuracyOn =
  ({ targets }: Examples) =>
  (rows: readonly (readonly number[])[]): number =>
    rows.filter((row, index) => (row[1] ?? 0) > 0.5 === (targets[index]?.[1] ?? 0) > 0.5).length /
    rows.length;

export function job(over: Partial<NetworkJob> = {}): NetworkJob {
  const shape = over.shape ?? shapeOf(SMALL_LSTM);
  const validation = over.validation ?? drifting(20, 2, shape);
  return {
    shape,
    output: 'exclusive',
    settings: SETTINGS,
    seed: 7,
    train: drifting(30, 1, shape),
    validation,
    judge: accuracyOn(validation),
    fingerprint: 'a job',
    ...over,
  };
}

/** Of the weights that `job()` trains on the wasm backend, in Node and in a browser. */
export const TRAINED_SHA256 = '5da9e85dcb62b3bae708e531ffe60fa5460aea50e10448b252feb45c1244a751';

export async function weightHash(network: TrainedNetwork): Promise<string> {
  const { weights } = await network.export();
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', weights));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A made-up checkpoint of a small training. */
export function checkpointAfter(epochs: number, fingerprint = 'a job'): TrainingCheckpoint {
  const bytes = (from: number, size: number) =>
    Float32Array.from({ length: size }, (_, index) => from + index / 7).buffer;
  return {
    fingerprint,
    history: Array.from({ length: epochs }, (_, index) => ({
      number: index + 1,
      loss: 1 / (index + 1),
      validationLoss: 2 / (index + 1),
      score: index / 10,
      learningRate: 0.01,
      best: true,
    })),
    weights: bytes(epochs, 50),
    best: { epoch: epochs, weights: bytes(epochs, 50) },
    optimizer: { steps: 4 * epochs, moments: bytes(-epochs, 100) },
  };
}
