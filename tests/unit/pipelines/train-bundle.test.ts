import { io, ready, tensor3d } from '@tensorflow/tfjs-core';
import { loadLayersModel } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { readBundle, sha256Hex } from '#adapters/bundles/read-bundle.ts';
import { useBackend } from '#adapters/tfjs/backends.ts';
import { openTfjsClassifier } from '#adapters/tfjs/tfjs-classifier.ts';
import { trainModel } from '#adapters/tfjs/train-model.ts';
import { scaled } from '#core/dataset/scaler.ts';
import { argMax } from '#core/evaluation/confusion-matrix.ts';
import { modelCard } from '#core/models/model-card.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { ENGAGEMENT_RECIPE } from '#core/recipes/engagement.ts';
import type { Recipe } from '#core/recipes/recipe.ts';
import { FACE_SIGNAL } from '#core/signals/face-signal.ts';
import { trainBundle, type TrainedBundle, type ExampleWindow } from '#pipelines/train-bundle.ts';
import { nodeWasmUrl } from '../../../scripts/model/node-tfjs.ts';
import { filesOfBundle } from '../../support/small-bundle.ts';

const RECIPE: Recipe = {
  ...ENGAGEMENT_RECIPE,
  window: { ...ENGAGEMENT_RECIPE.window, length: 4 },
  layers: [
    { kind: 'lstm', units: 8, returnSequences: true },
    { kind: 'dropout', rate: 0.3 },
    { kind: 'lstm', units: 6, returnSequences: false },
    { kind: 'dense', units: 4, activation: 'softmax' },
  ],
  training: {
    ...ENGAGEMENT_RECIPE.training,
    maxEpochs: 12,
    batchSize: 32,
    learningRate: 0.02,
    patience: 12,
  },
};

/** The first four features tell the label, with noise; the rest are noise alone. */
function windows(): ExampleWindow[] {
  const random = seededRandom(11);
  return Array.from({ length: 360 }, (_, index) => {
    const label = index % 4;
    const values = Float32Array.from({ length: 4 * 22 }, (__, position) =>
      position % 22 === label ? 2 + random() : random(),
    );
    const positive = [0, 1, 2, 3].map((other) => other === label);
    return { values, label, person: `p${Math.floor(index / 12)}`, positive };
  });
}

const train = (seed: number): Promise<TrainedBundle> =>
  trainBundle({
    recipe: RECIPE,
    windows: windows(),
    against: 'being so',
    data: {
      name: 'made up',
      licence: 'none needed',
      kind: 'stills',
      sha256: '0'.repeat(64),
      rows: 400,
      labelRule: 'The loudest.',
    },
    seed,
    trainer: { backend: 'tfjs wasm', train: trainModel },
    sha256: sha256Hex,
    createdAt: '2026-11-21T00:00:00.000Z',
    libraries: {},
  });

let bundle: TrainedBundle;
beforeAll(async () => {
  await useBackend('wasm', nodeWasmUrl());
  await ready();
  bundle = await train(5);
}, 60_000);

describe('training a bundle', () => {
  it('learns what can be learnt, judged on persons it never saw', () => {
    const { metrics, data, split } = bundle.manifest;
    expect(metrics.macroF1).toBeGreaterThan(0.9);
    expect(metrics.majority.accuracy).toBeLessThan(0.5);
    expect(metrics.windows).toBe(split.test.windows);
    expect(data).toMatchObject({ rows: 400, used: 360, persons: 30 });
    expect(split.train.persons + split.validation.persons + split.test.persons).toBe(30);
  });

  it('[MDL-8] gives the same weights for the same seed, others for another', async () => {
    expect((await train(5)).manifest.weights.sha256).toBe(bundle.manifest.weights.sha256);
    expect((await train(6)).manifest.weights.sha256).not.toBe(bundle.manifest.weights.sha256);
  }, 60_000);

  it('[MDL-9] writes a bundle that reads back and answers as its model.json does', async () => {
    const read = await readBundle(filesOfBundle(bundle), FACE_SIGNAL);
    const classifier = await openTfjsClassifier(read, {
      wasmUrl: nodeWasmUrl(),
      backends: ['wasm', 'cpu'],
    });
    const inputs = windows().slice(0, 40);
    const answers = await classifier.predictBatch(inputs.map(({ values }) => values));
    const right = answers.filter((row, i) => argMax(row) === inputs[i]?.label).length;
    expect(right).toBeGreaterThan(36);

    const artifacts = JSON.parse(bundle.topology) as {
      modelTopology: object;
      weightsManifest: [{ weights: io.WeightsManifestEntry[] }];
    };
    const model = await loadLayersModel(
      io.fromMemory({
        modelTopology: artifacts.modelTopology,
        weightSpecs: artifacts.weightsManifest[0].weights,
        weightData: bundle.weights,
      }),
    );
    const first = scaled(inputs[0]?.values ?? new Float32Array(), bundle.manifest.scaler);
    const output = model.predict(tensor3d(first, [1, 4, 22]));
    if (Array.isArray(output)) throw new TypeError('one output was expected');
    (await output.data()).forEach((value, index) => {
      expect(value).toBeCloseTo(answers[0]?.[index] ?? NaN, 5);
    });
    classifier.close();
  });

  it('[MDL-15] has a card with the stills, the forbidden uses and the baseline', () => {
    const { manifest } = bundle;
    const { metrics } = manifest;
    expect(bundle.card).toContain('It has seen stills only');
    expect(bundle.card).toContain('2024/1689');
    expect(bundle.card).toContain(`always saying "${metrics.majority.label}"`);
    expect(bundle.card).toContain(
      `| macro-F1 | ${metrics.macroF1.toFixed(3)} | ${metrics.majority.macroF1.toFixed(3)} |`,
    );
    expect(bundle.card).not.toContain('no better than always');
    const poor = { ...manifest, metrics: { ...metrics, macroF1: metrics.majority.macroF1 } };
    expect(modelCard(poor)).toContain('no better than always');
    const moving = { ...manifest, data: { ...manifest.data, kind: 'sequences' as const } };
    expect(modelCard(moving)).not.toContain('stills only');
  });
});
