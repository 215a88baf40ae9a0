import { sha256Hex } from '#adapters/bundles/read-bundle.ts';
import { evaluationOf } from './made-up-evaluation.ts';
import type { BundleManifest } from '#core/models/bundle-manifest.ts';
import { layerSpecs } from '#core/models/layer-spec.ts';
import { weightBytes, weightShapes } from '#core/models/weight-shapes.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { parseRecipe } from '#core/recipes/recipe.ts';
import { FACE_FEATURES, FACE_SIGNAL } from '#core/signals/face-signal.ts';

const LABELS = ['boredom', 'engagement', 'confusion', 'frustration'];
const LAYERS = layerSpecs([
  { kind: 'lstm', units: 6, returnSequences: true },
  { kind: 'dropout', rate: 0.3 },
  { kind: 'lstm', units: 4, returnSequences: false },
  { kind: 'dense', units: 4, activation: 'softmax' },
]);
const RECIPE = parseRecipe({
  format: 'heed-recipe',
  formatVersion: 1,
  name: 'small',
  model: { kind: 'network', layers: LAYERS },
});

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
  return {
    weights,
    manifest: {
      format: 'heed-model-bundle',
      formatVersion: 2,
      id: `small-${sha256.slice(0, 12)}`,
      createdAt: '2026-11-21T00:00:00.000Z',
      parent: null,
      signal: { name: FACE_SIGNAL.name, version: FACE_SIGNAL.version, features: FACE_FEATURES },
      labels: LABELS,
      output: 'exclusive',
      window: { length: 30, rateHz: 30, maxGapMs: 250 },
      scaler: {
        kind: 'standard',
        mean: FACE_FEATURES.map(() => 0.25),
        std: FACE_FEATURES.map(() => 0.5),
        limit: null,
      },
      model: {
        kind: 'network',
        layers: LAYERS,
        weights: { file: 'weights.bin', sha256, bytes, tensors },
      },
      calibration: { kind: 'none', reason: 'nothing was fitted' },
      abstention: {
        leastPrecision: 0,
        labels: LABELS.map((label) => ({
          label,
          threshold: 0,
          precision: 0.25,
          windows: 32,
          baseRate: 0.25,
        })),
      },
      smoothing: { kind: 'none' },
      origin: {
        kind: 'trained',
        recipe: RECIPE,
        data: [
          {
            name: 'numbers from a seed',
            licence: 'none needed',
            kind: 'stills',
            sha256,
            rows: 24,
            windows: 24,
            persons: 6,
          },
        ],
        preparation: '',
        split: {
          file: 'split.json',
          sha256,
          rule: 'none',
          judging: 'held_out',
          train: side,
          validation: side,
          test: side,
        },
        run: {
          seed: 7,
          backend: 'none',
          epochs: 0,
          bestEpoch: 0,
          score: { name: 'macro_f1', value: null },
          classWeights: [1, 1, 1, 1],
        },
        evaluation: evaluationOf(LABELS, 7),
        perPerson: [{ person: 'p0', windows: 8, macroF1: 0.25 }],
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
      : name === 'weights.bin'
        ? Promise.resolve(weights)
        : Promise.reject(new Error(`no ${name}`));

/** A window of 30 x 22 that moves, the same for the same seed. */
export function movingWindow(seed: number): Float32Array<ArrayBuffer> {
  const random = seededRandom(seed);
  return Float32Array.from({ length: 30 * FACE_FEATURES.length }, () => 2 * random() - 0.5);
}
