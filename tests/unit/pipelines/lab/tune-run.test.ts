import { expect, it } from 'vitest';
import { heldFiles, readBundle, sha256Hex } from '#adapters/bundles/read-bundle.ts';
import { useBackend } from '#adapters/tfjs/backends.ts';
import { tfjsTrainer } from '#adapters/tfjs/train-model.ts';
import { datasetReport } from '#core/dataset/dataset-report.ts';
import { parseSplitFile } from '#core/dataset/split-file.ts';
import type { StoredBundle } from '#core/deployments/stored-bundle.ts';
import type { LabRun } from '#core/lab/lab-run.ts';
import { parseRun } from '#core/lab/stored-run.ts';
import { parseRecipe, type RecipeInput } from '#core/recipes/recipe.ts';
import { trainRun } from '#pipelines/lab/train-run.ts';
import type { TrainRunPorts } from '#pipelines/lab/train-run-contract.ts';
import { exampleRun, memoryRuns } from '../../../support/lab-runs.ts';
import { learnableWindows } from '../learnable-windows.ts';

const recipe = (model: RecipeInput['model']) =>
  parseRecipe({
    format: 'heed-recipe',
    formatVersion: 1,
    name: 'small',
    window: { length: 4 },
    model,
  });
const NETWORK: RecipeInput['model'] = {
  kind: 'network',
  layers: [
    { kind: 'lstm', units: 12, returnSequences: false },
    { kind: 'dense', units: 4, activation: 'softmax' },
  ],
  settings: { learningRate: 1e-4, batchSize: 32, maxEpochs: 1 },
};

async function lab() {
  await useBackend('cpu', '');
  const runs = memoryRuns();
  const bundles = new Map<string, StoredBundle>();
  const windows = learnableWindows(120);
  const ports: TrainRunPorts = {
    runs,
    bundles: {
      put(bundle) {
        bundles.set(bundle.id, bundle);
        return Promise.resolve();
      },
    },
    bundle: (id) => readBundle(heldFiles(bundles.get(id)?.files ?? new Map())),
    dataset: () =>
      Promise.resolve({
        windows,
        sources: [],
        report: datasetReport(
          { files: [], problems: [], unlabelled: [], withoutRecording: [], by: 'person' },
          windows,
          { kind: 'dominant_state' },
        ),
        by: 'person',
        official: null,
      }),
    trainers: () =>
      Promise.resolve({
        ...{ network: tfjsTrainer('cpu'), forest: null, checkpoints: null },
        sha256: sha256Hex,
      }),
    now: () => 1_795_000_000_000,
  };
  const train = async (given: Partial<LabRun>) => {
    const run = exampleRun(given);
    await runs.put(run);
    await trainRun({ runId: run.id, ports, resamples: 20 });
    const kept = await runs.get(run.id);
    if (kept?.state.kind !== 'trained') throw new TypeError('it was trained');
    return { run: kept, state: kept.state };
  };
  return { train, bundles };
}

it('[RUN-24] a run trains a kept model further, holds whole recordings out, and is held against it', async () => {
  const { train, bundles } = await lab();
  const first = await train({ id: 'first', recipe: recipe(NETWORK) });
  expect(first.state.gate).toBeUndefined();
  const parent = { bundleId: first.state.bundleId, learningRate: 0.05, epochs: 15 };
  const { run, state } = await train({ id: 'second', recipe: first.run.recipe, parent });

  const bundle = bundles.get(state.bundleId);
  const { manifest } = await readBundle(heldFiles(bundle?.files ?? new Map()));
  expect(manifest.parent).toBe(first.state.bundleId);
  expect(manifest.id).not.toBe(first.state.bundleId);
  const split = parseSplitFile(
    'split.json',
    new TextDecoder().decode(bundle?.files.get('split.json')),
  );
  expect(split.by).toBe('video');
  expect(split.test.every((name) => name.startsWith('clip-'))).toBe(true);

  // One slow epoch left the parent much to learn.
  expect(state.gate?.verdict).toBe('better');
  expect(state.gate?.sentences[1]).toContain('macro-F1 went from');
  expect(state.gate?.sentences[2]).toContain('no data');
  expect(parseRun(structuredClone(run))).toEqual(run);
});

it('[RUN-24] what is no network is refused as a parent in a sentence', async () => {
  const { train } = await lab();
  const first = await train({ id: 'first', recipe: recipe({ kind: 'logistic' }) });
  const parent = { bundleId: first.state.bundleId, learningRate: 0.01, epochs: 2 };
  await expect(train({ id: 'second', recipe: first.run.recipe, parent })).rejects.toThrow(
    'is no network, so it cannot be trained further',
  );
});
