import { describe, expect, it } from 'vitest';
import { sha256Hex } from '#adapters/bundles/read-bundle.ts';
import { tfjsTrainer } from '#adapters/tfjs/train-model.ts';
import { useBackend } from '#adapters/tfjs/backends.ts';
import type { Dataset } from '#core/dataset/dataset.ts';
import { datasetReport } from '#core/dataset/dataset-report.ts';
import type { SourcedWindow } from '#core/dataset/sided-window.ts';
import type { StoredBundle } from '#core/deployments/stored-bundle.ts';
import type { LabRun } from '#core/lab/lab-run.ts';
import type { CheckpointStore, TrainingCheckpoint } from '#core/models/training.ts';
import { at } from '#core/numeric/at.ts';
import { parseRecipe, type RecipeInput } from '#core/recipes/recipe.ts';
import { TrainingFailed } from '#core/training/training-failed.ts';
import { trainRun } from '#pipelines/lab/train-run.ts';
import type { TrainRunOptions, TrainRunPorts } from '#pipelines/lab/train-run-contract.ts';
import type { PredictorPorts } from '#pipelines/train-predictor.ts';
import { memoryRuns, exampleRun } from '../../../support/lab-runs.ts';
import { learnableWindows } from '../learnable-windows.ts';

const NETWORK: RecipeInput['model'] = {
  kind: 'network',
  layers: [
    { kind: 'lstm', units: 3, returnSequences: false },
    { kind: 'dense', units: 4, activation: 'softmax' },
  ],
  settings: { learningRate: 0.02, batchSize: 32, maxEpochs: 4 },
};
const recipe = (model: RecipeInput['model']) =>
  parseRecipe({
    format: 'heed-recipe',
    formatVersion: 1,
    name: 'small',
    window: { length: 4 },
    model,
  });

const datasetOf = (
  windows: readonly SourcedWindow[],
  problems: readonly string[] = [],
): Dataset => ({
  windows,
  sources: [
    {
      name: 'numbers from a seed',
      licence: 'none needed',
      kind: 'stills',
      sha256: '0'.repeat(64),
      rows: 400,
      windows: windows.length,
      persons: 30,
    },
  ],
  report: datasetReport(
    { files: [], problems, unlabelled: [], withoutRecording: [], by: 'person' },
    windows,
    { kind: 'dominant_state' },
  ),
  by: 'person',
  official: null,
});

function memoryCheckpoints(): CheckpointStore & { readonly kept: Map<string, TrainingCheckpoint> } {
  const kept = new Map<string, TrainingCheckpoint>();
  return {
    kept,
    load: (fingerprint) => Promise.resolve(kept.get(fingerprint) ?? null),
    save(checkpoint) {
      kept.set(checkpoint.fingerprint, checkpoint);
      return Promise.resolve();
    },
    clear(fingerprint) {
      kept.delete(fingerprint);
      return Promise.resolve();
    },
  };
}

const noNetwork: PredictorPorts['network'] = {
  backend: 'none',
  train: () => Promise.reject(new Error('not asked for')),
};

function rig(model: RecipeInput['model'], more: Partial<TrainRunPorts> = {}) {
  const run = exampleRun({ recipe: recipe(model), state: { kind: 'interrupted' }, history: [] });
  const runs = memoryRuns([run]);
  const bundles = new Map<string, StoredBundle>();
  const checkpoints = memoryCheckpoints();
  const stages: string[] = [];
  const troubles: string[] = [];
  let clock = 1_000;
  const ports: TrainRunPorts = {
    runs,
    bundles: {
      put(bundle) {
        bundles.set(bundle.id, bundle);
        return Promise.resolve();
      },
    },
    bundle: () => Promise.reject(new Error('not asked for')),
    dataset: () => Promise.resolve(datasetOf(learnableWindows(120))),
    trainers: () =>
      Promise.resolve({ network: noNetwork, forest: null, checkpoints, sha256: sha256Hex }),
    now: () => clock++,
    ...more,
  };
  const start = (options: Partial<TrainRunOptions> = {}) =>
    trainRun({
      runId: run.id,
      ports,
      resamples: 20,
      onStage: (stage) => stages.push(stage),
      onTrouble: (why) => troubles.push(why),
      ...options,
    });
  const kept = async (): Promise<LabRun> => {
    const found = await runs.get(run.id);
    if (found === null) throw new TypeError('the run is gone');
    return found;
  };
  return { start, kept, runs, bundles, checkpoints, stages, troubles, ports, id: run.id };
}

const cpu = async (): Promise<PredictorPorts['network']> => {
  await useBackend('cpu', '');
  return tfjsTrainer('cpu');
};
const weightsOf = (bundle: StoredBundle) => [
  ...new Uint8Array(bundle.files.get('weights.bin') ?? new ArrayBuffer(0)),
];

describe('a run of the lab', () => {
  it('[RUN-1] goes from its data to a kept bundle, and keeps how it was judged', async () => {
    const { start, kept, bundles, stages } = rig({ kind: 'logistic' });
    const { bundleId } = await start();
    expect(stages).toEqual(['reading', 'preparing', 'training', 'baseline', 'judging']);
    expect(bundles.get(bundleId)).toMatchObject({ origin: 'trained', id: bundleId });
    const run = await kept();
    expect(run.material).toEqual({
      sources: ['numbers from a seed'],
      windows: 120,
      persons: 30,
    });
    if (run.state.kind !== 'trained') throw new TypeError('it was trained');
    expect(run.state.bundleId).toBe(bundleId);
    const { model } = at(run.state.evaluation.questions, 0);
    expect(model.figures.summary.macroF1).toBeGreaterThan(0.9);
    expect(model.majority.summary.macroF1).toBeLessThan(0.5);
  });

  it('[RUN-2] that is given up amid its epochs goes on to the very same weights', async () => {
    const network = await cpu();
    const whole = rig(NETWORK);
    const ports = (checkpoints: CheckpointStore): Partial<TrainRunPorts> => ({
      trainers: () => Promise.resolve({ network, forest: null, checkpoints, sha256: sha256Hex }),
    });
    const straight = await whole.start({ ports: { ...whole.ports, ...ports(whole.checkpoints) } });

    const broken = rig(NETWORK);
    const own = { ...broken.ports, ...ports(broken.checkpoints) };
    const lost: TrainRunPorts = {
      ...own,
      // As a worker that dies in the third epoch.
      trainers: () =>
        Promise.resolve({
          network: {
            backend: 'cpu',
            train: (job) =>
              network.train({
                ...job,
                onBatch: () => {
                  if (broken.checkpoints.kept.values().next().value?.history.length === 2) {
                    throw new TrainingFailed('lost', 'Training stopped: its worker is gone.');
                  }
                },
              }),
          },
          forest: null,
          checkpoints: broken.checkpoints,
          sha256: sha256Hex,
        }),
    };
    await expect(broken.start({ ports: lost })).rejects.toMatchObject({ fault: 'lost' });
    const failed = await broken.kept();
    expect(failed.state).toEqual({
      kind: 'failed',
      why: expect.stringMatching(/worker is gone/) as string,
    });
    expect(failed.history.map(({ number }) => number)).toEqual([1, 2]);
    const epochs: number[] = [];
    const resumed = await broken.start({
      ports: own,
      onEpoch: ({ number }) => epochs.push(number),
    });
    expect(epochs).toEqual([3, 4]);
    expect(resumed).toEqual(straight);
    const [first, second] = [whole, broken].map(({ bundles }) => bundles.get(straight.bundleId));
    if (first === undefined || second === undefined) throw new TypeError('both are kept');
    expect(weightsOf(second)).toEqual(weightsOf(first));
    expect((await broken.kept()).history).toEqual((await whole.kept()).history);
    expect(broken.checkpoints.kept.size).toBe(0);
  });

  it('[RUN-3] ends after the running epoch when it is told to, and keeps the best', async () => {
    const network = await cpu();
    const { start, kept, ports, checkpoints, bundles } = rig(NETWORK);
    const finishing = new AbortController();
    const { bundleId } = await start({
      ports: {
        ...ports,
        trainers: () => Promise.resolve({ network, forest: null, checkpoints, sha256: sha256Hex }),
      },
      finish: finishing.signal,
      onEpoch: ({ number }) => {
        if (number === 2) finishing.abort();
      },
    });
    expect((await kept()).history).toHaveLength(2);
    expect(bundles.has(bundleId)).toBe(true);
  });

  it('[RUN-4] whose loss is no number any more keeps the best epoch before, and says so', async () => {
    const network = await cpu();
    const { start, kept, ports, checkpoints } = rig(NETWORK);
    let spoilt = false;
    await start({
      ports: {
        ...ports,
        trainers: () =>
          Promise.resolve({
            network: {
              backend: 'cpu',
              train: (job) =>
                network.train({
                  ...job,
                  onBatch: () => {
                    if (spoilt || (checkpoints.kept.values().next().value?.history.length ?? 0) < 2)
                      return;
                    spoilt = true;
                    throw new TrainingFailed('diverged', 'In epoch 3 the loss was no number.', {
                      kept: { epoch: 2, weights: new ArrayBuffer(0) },
                    });
                  },
                }),
            },
            forest: null,
            checkpoints,
            sha256: sha256Hex,
          }),
      },
    });
    const run = await kept();
    expect(run.state.kind).toBe('trained');
    expect(run.history).toHaveLength(2);
    expect(run.troubles).toEqual(['In epoch 3 the loss was no number.']);
  });

  it('[RUN-5] says why nothing can be learnt, and keeps the sentence', async () => {
    const nobody = rig(
      { kind: 'logistic' },
      {
        dataset: () => Promise.resolve(datasetOf([], ['labels.csv has no column label.'])),
      },
    );
    await expect(nobody.start()).rejects.toThrow(/No window.*labels\.csv has no column/);
    expect((await nobody.kept()).state).toMatchObject({
      kind: 'failed',
      why: expect.stringMatching(/Add label files/) as string,
    });
    const few = rig(
      { kind: 'logistic' },
      {
        dataset: () => Promise.resolve(datasetOf(learnableWindows(40, 4, 2))),
      },
    );
    await expect(few.start()).rejects.toMatchObject({ name: 'TrainingRefused' });
    expect((await few.kept()).state).toMatchObject({
      why: expect.stringMatching(/three at least/) as string,
    });
  });

  it('[RUN-6] whose bundle cannot be kept is not trained twice: its checkpoint stays', async () => {
    const network = await cpu();
    const { start, kept, ports, checkpoints, bundles } = rig(NETWORK);
    const own: TrainRunPorts = {
      ...ports,
      trainers: () => Promise.resolve({ network, forest: null, checkpoints, sha256: sha256Hex }),
    };
    const full = { ...own, bundles: { put: () => Promise.reject(new Error('full')) } };
    await expect(start({ ports: full })).rejects.toThrow(/could not keep the model/);
    expect(checkpoints.kept.size).toBe(1);
    expect((await kept()).state.kind).toBe('failed');
    const epochs: number[] = [];
    const { bundleId } = await start({ ports: own, onEpoch: ({ number }) => epochs.push(number) });
    expect(epochs).toEqual([]);
    expect(bundles.has(bundleId)).toBe(true);
    expect(checkpoints.kept.size).toBe(0);
  });

  it('[RUN-7] that is deleted meanwhile is trained for nobody, and not written again', async () => {
    const { start, runs, ports, id } = rig({ kind: 'logistic' });
    const deleting = start({
      ports: {
        ...ports,
        dataset: async () => {
          await runs.delete(id);
          return datasetOf(learnableWindows(120));
        },
      },
    });
    await expect(deleting).rejects.toThrow(/deleted while/);
    expect(await runs.get(id)).toBeNull();
  });

  it('[RUN-8] goes on where an epoch cannot be written, and says so once', async () => {
    const { start, kept, ports, runs, troubles } = rig({ kind: 'logistic' });
    let refused = 0;
    const { bundleId } = await start({
      ports: {
        ...ports,
        runs: {
          get: (id) => runs.get(id),
          update: (id, change) =>
            refused++ < 3 ? Promise.reject(new Error('full')) : runs.update(id, change),
        },
      },
    });
    expect(troubles).toHaveLength(1);
    expect(troubles[0]).toMatch(/Training goes on/);
    expect((await kept()).state).toMatchObject({ kind: 'trained', bundleId });
  });
});
