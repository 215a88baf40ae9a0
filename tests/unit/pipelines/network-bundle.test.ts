import { io, tensor3d } from '@tensorflow/tfjs-core';
import { loadLayersModel } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { readNetworkBundle, sha256Hex } from '#adapters/bundles/read-bundle.ts';
import { useBackend } from '#adapters/tfjs/backends.ts';
import { openTfjsClassifier } from '#adapters/tfjs/tfjs-classifier.ts';
import { openTfjsTrainer } from '#adapters/tfjs/train-model.ts';
import { scaled } from '#core/dataset/scaler.ts';
import { argMax } from '#core/evaluation/confusion-matrix.ts';
import { calibrated } from '#core/models/calibration.ts';
import { at } from '#core/numeric/at.ts';
import { parseRecipe } from '#core/recipes/recipe.ts';
import { FACE_SIGNAL } from '#core/signals/face-signal.ts';
import { bundleText } from '#pipelines/bundle-text.ts';
import type { TrainedBundle } from '#pipelines/train-contract.ts';
import { trainModel } from '#pipelines/train-model.ts';
import { nodeWasmUrl } from '../../../scripts/model/node-tfjs.ts';
import { learnableWindows } from './learnable-windows.ts';

const RECIPE = parseRecipe({
  format: 'heed-recipe',
  formatVersion: 1,
  name: 'small-network',
  window: { length: 4 },
  model: {
    kind: 'network',
    layers: [
      { kind: 'lstm', units: 8, returnSequences: true },
      { kind: 'dropout', rate: 0.3 },
      { kind: 'lstm', units: 6, returnSequences: false },
      { kind: 'dense', units: 4, activation: 'softmax' },
    ],
    settings: { learningRate: 0.02, maxEpochs: 10 },
  },
});

const train = async (seed: number): Promise<TrainedBundle> =>
  trainModel({
    recipe: RECIPE,
    signal: FACE_SIGNAL,
    windows: learnableWindows(360),
    split: null,
    by: 'person',
    seed,
    sources: [
      {
        name: 'numbers from a seed',
        licence: 'research use only',
        kind: 'stills',
        sha256: '0'.repeat(64),
        rows: 360,
        windows: 360,
        persons: 30,
      },
    ],
    preparation: '',
    ports: {
      network: await openTfjsTrainer('wasm', nodeWasmUrl()),
      forest: null,
      checkpoints: null,
      sha256: sha256Hex,
    },
    createdAt: '2026-11-21T00:00:00.000Z',
    libraries: {},
    resamples: 20,
  });

const weightsOf = ({ manifest }: TrainedBundle): string =>
  manifest.model.kind === 'network' ? manifest.model.weights.sha256 : '';

const bytesOf = ({ files }: TrainedBundle, name: string): ArrayBuffer => {
  const content = files.get(name);
  if (content === undefined) throw new Error(`no ${name}`);
  return typeof content === 'string' ? new TextEncoder().encode(content).buffer : content;
};

let bundle: TrainedBundle;
beforeAll(async () => {
  bundle = await train(5);
}, 60_000);

describe('the bundle of a trained network', () => {
  it('[MDL-8] has the same weights for the same seed, others for another', async () => {
    expect(weightsOf(await train(5))).toBe(weightsOf(bundle));
    expect(weightsOf(await train(6))).not.toBe(weightsOf(bundle));
  }, 60_000);

  it('[MDL-9] reads back, and answers as its model.json does in any tfjs', async () => {
    const read = await readNetworkBundle((name) => Promise.resolve(bytesOf(bundle, name)));
    const classifier = await openTfjsClassifier(read, {
      wasmUrl: nodeWasmUrl(),
      backends: ['typed_arrays'],
    });
    const inputs = learnableWindows(360).slice(0, 40);
    const answers = await classifier.predictBatch(inputs.map(({ values }) => values));
    expect(answers.filter((row, i) => argMax(row) === inputs[i]?.label).length).toBeGreaterThan(36);
    classifier.close();

    const topology = JSON.parse(bundleText(bundle, 'model.json')) as {
      modelTopology: object;
      weightsManifest: [{ weights: io.WeightsManifestEntry[] }];
    };
    await useBackend('cpu', '');
    const model = await loadLayersModel(
      io.fromMemory({
        modelTopology: topology.modelTopology,
        weightSpecs: topology.weightsManifest[0].weights,
        weightData: bytesOf(bundle, 'weights.bin'),
      }),
    );
    const first = scaled(at(inputs, 0).values, bundle.manifest.scaler);
    const output = model.predict(tensor3d(first, [1, 4, 22]));
    if (Array.isArray(output)) throw new TypeError('one output was expected');
    const wanted = calibrated([...(await output.data())], bundle.manifest.calibration);
    wanted.forEach((value, index) => {
      expect(Math.abs(value - at(at(answers, 0), index))).toBeLessThan(1e-5);
    });
  });

  it('[MDL-15] has a card with its data and their terms, the stills, the forbidden uses and the baselines', () => {
    const card = bundleText(bundle, 'MODEL_CARD.md');
    expect(card).toContain('numbers from a seed | 360 | 30 | research use only');
    expect(card).toContain('The labels are of stills');
    expect(card).toContain('2024/1689');
    expect(card).toMatch(/\| {2}\| this model \| logistic regression \| majority \|/);
    expect(card).toMatch(/\| macro-F1 \| \d\.\d{3} \(\d\.\d{3} to \d\.\d{3}\) \|/);
  });
});
