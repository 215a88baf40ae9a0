import { beforeAll, describe, expect, it } from 'vitest';
import { heldFiles, readNetworkBundle, sha256Hex } from '#adapters/bundles/read-bundle.ts';
import { openTfjsTrainer } from '#adapters/tfjs/train-model.ts';
import { openTfjsClassifier } from '#adapters/tfjs/tfjs-classifier.ts';
import type { SourcedWindow } from '#core/dataset/sided-window.ts';
import { parseSplitFile } from '#core/dataset/split-file.ts';
import { gateSentences } from '#core/models/deployment-gate.ts';
import type { NetworkBundle } from '#core/models/model-bundle.ts';
import type { NetworkTrainer } from '#core/models/training.ts';
import { at } from '#core/numeric/at.ts';
import { parseRecipe, type Recipe } from '#core/recipes/recipe.ts';
import { FACE_SIGNAL } from '#core/signals/face-signal.ts';
import { bundleText } from '#pipelines/bundle-text.ts';
import { deploymentGate } from '#pipelines/deployment-gate.ts';
import { fineTune, type FineTuneOptions, firstRecurrent } from '#pipelines/fine-tune.ts';
import type { TrainedBundle } from '#pipelines/train-contract.ts';
import { trainModel } from '#pipelines/train-model.ts';
import { nodeWasmUrl } from '../../../scripts/model/node-tfjs.ts';
import { learnableWindows } from './learnable-windows.ts';

const RECIPE: Recipe = parseRecipe({
  format: 'heed-recipe',
  formatVersion: 1,
  name: 'parent',
  window: { length: 4 },
  model: {
    kind: 'network',
    layers: [
      { kind: 'lstm', units: 8, returnSequences: true },
      { kind: 'lstm', units: 6, returnSequences: false },
      { kind: 'dense', units: 4, activation: 'softmax' },
    ],
    settings: { learningRate: 0.02, maxEpochs: 12, earlyStopping: { patience: 12 } },
  },
});

/** A person's sessions in which what the labels look like is another: the features are turned. */
function turnedSessions(sessions: number): SourcedWindow[] {
  return learnableWindows(240, 4, sessions).map((window) => {
    const label = (window.label + 1) % 4;
    return { ...window, label, targets: [0, 1, 2, 3].map((other) => Number(other === label)) };
  });
}

let trainer: NetworkTrainer;
let parent: NetworkBundle;
let trained: TrainedBundle;

const common = () => ({
  signal: FACE_SIGNAL,
  seed: 5,
  sources: [],
  preparation: '',
  ports: { network: trainer, forest: null, checkpoints: null, sha256: sha256Hex },
  createdAt: '2026-11-21T00:00:00.000Z',
  libraries: {},
  resamples: 20,
});

const bundleFrom = ({ files }: TrainedBundle): Promise<NetworkBundle> =>
  readNetworkBundle(heldFiles(files));

const tuned = (more: Partial<FineTuneOptions> = {}) =>
  fineTune({ ...common(), parent, windows: turnedSessions(12), ...more });

async function open(bundle: NetworkBundle) {
  const classifier = await openTfjsClassifier(bundle, {
    wasmUrl: nodeWasmUrl(),
    backends: ['typed_arrays'],
  });
  return {
    id: classifier.modelId,
    probabilities: (windows: readonly SourcedWindow[]) =>
      classifier.predictBatch(windows.map(({ values }) => values)),
    close: () => {
      classifier.close();
    },
  };
}

beforeAll(async () => {
  trainer = await openTfjsTrainer('wasm', nodeWasmUrl());
  trained = await trainModel({
    ...common(),
    recipe: RECIPE,
    windows: learnableWindows(360),
    split: null,
    by: 'person',
  });
  parent = await bundleFrom(trained);
}, 120_000);

describe('training further', () => {
  it('[FTG-1] names its parent, keeps its scaler, and freezes the first recurrent layer', async () => {
    const { manifest, files } = await tuned();
    expect(manifest.parent).toBe(parent.manifest.id);
    expect(manifest.id).not.toBe(parent.manifest.id);
    expect(manifest.scaler).toEqual(parent.manifest.scaler);
    expect(firstRecurrent(parent.layers)).toEqual([0]);
    const child = await bundleFrom({ manifest, files, history: [] });
    const same = child.weights.map(({ spec, values }, index) => [
      spec.name.startsWith('lstm_0/'),
      values.every((value, i) => value === at(parent.weights, index).values[i]),
    ]);
    expect(same.every(([frozen, equal]) => frozen === equal)).toBe(true);
  });

  it('[FTG-2] takes 5 epochs at 1e-4, where nothing else is asked for', async () => {
    const { manifest, history } = await tuned();
    expect(history).toHaveLength(5);
    expect(history.every(({ learningRate }) => Math.abs(learningRate - 1e-4) < 1e-12)).toBe(true);
    if (manifest.origin.kind !== 'trained') throw new TypeError('it was trained');
    const { model } = manifest.origin.recipe;
    expect(model).toMatchObject({ settings: { learningRate: 1e-4, maxEpochs: 5 } });
  });

  it('[FTG-3] holds whole sessions out', async () => {
    const { files } = await tuned();
    const split = parseSplitFile('split.json', bundleText({ files }, 'split.json'));
    expect(split.by).toBe('video');
    expect(split.train.length + split.validation.length + split.test.length).toBe(12);
    await expect(tuned({ windows: turnedSessions(2) })).rejects.toThrow(/three at least/);
  });

  it('[FTG-4] refuses a bundle of which it is not known how it was trained', () => {
    const imported: NetworkBundle = {
      ...parent,
      manifest: {
        ...parent.manifest,
        origin: { kind: 'imported', from: 'a.h5', sha256: '0'.repeat(64), licence: 'x' },
      },
    };
    expect(() => tuned({ parent: imported })).toThrow(/brought in from elsewhere/);
  });
});

describe('the deployment gate', () => {
  const gate = async (child: TrainedBundle, original: readonly SourcedWindow[]) => {
    const before = await open(parent);
    const after = await open(await bundleFrom(child));
    const held = parseSplitFile('', bundleText(child, 'split.json')).test;
    const report = await deploymentGate({
      recipe: RECIPE,
      parent: before,
      candidate: after,
      own: turnedSessions(12).filter(({ person }) => held.includes(person)),
      original,
      seed: 1,
    });
    before.close();
    after.close();
    return report;
  };
  const strong = { learningRate: 0.02, epochs: 12, frozen: [] };
  const heldOut = (): readonly SourcedWindow[] => {
    const { test } = parseSplitFile('', bundleText(trained, 'split.json'));
    return learnableWindows(360).filter(({ person }) => test.includes(person));
  };

  it('[FTG-5] finds better what is better, by windows that neither learnt from', async () => {
    const report = await gate(await tuned({ settings: strong }), []);
    expect(report.verdict).toBe('better');
    expect(report.own).toMatchObject({ kind: 'compared' });
    expect(report.original).toEqual({ kind: 'not_compared', reason: 'no_data' });
    const [first, own, original] = gateSentences(report);
    expect(first).toBe('The new model is better for this person.');
    expect(own).toMatch(/from 0\.\d+ to 0\.\d+ \(\+0\.\d+, between/);
    expect(original).toMatch(/could not be compared/);
  }, 60_000);

  it('[FTG-6] says plainly that it is worse, where it forgets the original persons', async () => {
    const report = await gate(await tuned({ settings: strong }), heldOut());
    expect(report.verdict).toBe('worse');
    expect(at(gateSentences(report), 0)).toMatch(/worse than the one it came from/);
  }, 60_000);

  it('[FTG-7] takes a model for no worse than itself', async () => {
    const same = await open(parent);
    const report = await deploymentGate({
      recipe: RECIPE,
      parent: same,
      candidate: same,
      own: turnedSessions(6),
      original: heldOut(),
      seed: 1,
    });
    same.close();
    expect(report.verdict).toBe('no_worse');
    if (report.own.kind !== 'compared') throw new TypeError('it was compared');
    expect(report.own.macroF1).toMatchObject({ value: 0, interval: { low: 0, high: 0 } });
  });
});
