import { sha256Hex } from '#adapters/bundles/read-bundle.ts';
import type { BundleManifest } from '#core/models/bundle-manifest.ts';
import { weightBytes, weightShapes } from '#core/models/weight-shapes.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import type { LayerSpec } from '#core/recipes/recipe.ts';
import { FACE_FEATURES, FACE_SIGNAL } from '#core/signals/face-signal.ts';

const LABELS = ['boredom', 'engagement', 'confusion', 'frustration'];
const LAYERS: readonly LayerSpec[] = [
  { kind: 'lstm', units: 6, returnSequences: true },
  { kind: 'dropout', rate: 0.3 },
  { kind: 'lstm', units: 4, returnSequences: false },
  { kind: 'dense', units: 4, activation: 'softmax' },
];

export interface SmallBundle {
  readonly manifest: BundleManifest;
  readonly weights: ArrayBuffer;
}

/** A whole, valid bundle of few weights; for tests of reading and running, not of predicting well. */
export async function smallBundle(): Promise<SmallBundle> {
  const tensors = weightShapes(LAYERS, FACE_FEATURES.length);
  const bytes = weightBytes(tensors);
  const random = seededRandom(7);
  const weights = Float32Array.from({ length: bytes / 4 }, () => random() - 0.5).buffer;
  const sha256 = await sha256Hex(weights);
  const side = { persons: 2, windows: 8, perLabel: [2, 2, 2, 2] };
  const zeros = LABELS.map(() => LABELS.map(() => 2));
  return {
    weights,
    manifest: {
      format: 'heed-model-bundle',
      formatVersion: 1,
      id: `small-${sha256.slice(0, 12)}`,
      createdAt: '2026-11-21T00:00:00.000Z',
      parent: null,
      recipe: { name: 'engagement', version: 1 },
      signal: { name: FACE_SIGNAL.name, version: FACE_SIGNAL.version, features: FACE_FEATURES },
      labels: LABELS,
      window: { length: 30, rateHz: 30, maxGapMs: 250 },
      scaler: { mean: FACE_FEATURES.map(() => 0.25), std: FACE_FEATURES.map(() => 0.5) },
      layers: LAYERS,
      weights: { file: 'weights.bin', sha256, bytes, tensors },
      data: {
        name: 'numbers from a seed',
        licence: 'none needed',
        kind: 'stills',
        sha256,
        rows: 24,
        used: 24,
        persons: 6,
        labelRule: 'none',
      },
      split: { rule: 'none', seed: 7, train: side, validation: side, test: side },
      training: {
        seed: 7,
        backend: 'none',
        batchSize: 1,
        learningRate: 1,
        epochs: 0,
        bestEpoch: 0,
        classWeights: [1, 1, 1, 1],
        validationMacroF1: 0,
      },
      metrics: {
        windows: 32,
        persons: 2,
        accuracy: 0.25,
        majority: { label: 'engagement', accuracy: 0.25, macroF1: 0.1, balancedAccuracy: 0.25 },
        macroF1: 0.25,
        balancedAccuracy: 0.25,
        classes: LABELS.map((label) => ({
          label,
          support: 8,
          precision: 0.25,
          recall: 0.25,
          f1: 0.25,
        })),
        confusion: zeros,
        auc: LABELS.map((label) => ({ label, against: 'level >= 2', positives: 8, value: 0.5 })),
      },
      libraries: {},
    },
  };
}

const bytesOf = (text: string): ArrayBuffer => new TextEncoder().encode(text).buffer;

/** The files of a bundle as `readBundle` asks for them. */
export const filesOfBundle =
  ({ manifest, weights }: SmallBundle, text = JSON.stringify(manifest)) =>
  (name: string): Promise<ArrayBuffer> =>
    name === 'manifest.json'
      ? Promise.resolve(bytesOf(text))
      : name === manifest.weights.file
        ? Promise.resolve(weights)
        : Promise.reject(new Error(`no ${name}`));

/** A window of 30 x 22 that moves, the same for the same seed. */
export function movingWindow(seed: number): Float32Array<ArrayBuffer> {
  const random = seededRandom(seed);
  return Float32Array.from({ length: 30 * FACE_FEATURES.length }, () => 2 * random() - 0.5);
}
