import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  heldFiles,
  readBundle,
  readNetworkBundle,
  sha256Hex,
} from '#adapters/bundles/read-bundle.ts';
import { createCheckpointStore } from '#adapters/idb/checkpoint-store.ts';
import { removeDatabase } from '#adapters/idb/database.ts';
import { SessionStore } from '#adapters/idb/session-store.ts';
import { openModelClient } from '#adapters/worker-clients/model-client.ts';
import type { SourcedWindow } from '#core/dataset/sided-window.ts';
import { parseSplitFile } from '#core/dataset/split-file.ts';
import { gateSentences } from '#core/models/deployment-gate.ts';
import { at } from '#core/numeric/at.ts';
import type { CheckpointStore, NetworkTrainer } from '#core/models/training.ts';
import { parseRecipe } from '#core/recipes/recipe.ts';
import { FACE_MODEL_SIGNAL } from '#core/signals/model-signals.ts';
import { timestampMs } from '#core/units.ts';
import { bundleText } from '#pipelines/bundle-text.ts';
import { comparedNetwork } from '#pipelines/compared-network.ts';
import { deploymentGate } from '#pipelines/deployment-gate.ts';
import { fineTune } from '#pipelines/fine-tune.ts';
import { sessionWindows } from '#pipelines/session-windows.ts';
import type { TrainedBundle, TrainModelOptions } from '#pipelines/train-contract.ts';
import { trainModel } from '#pipelines/train-model.ts';
import {
  closeTrainers,
  counted,
  heldNetworks,
  runningWorkers,
  trainer,
  WASM,
} from './started-workers.ts';
import { record, type TaughtSession } from './taught-sessions.ts';
import { tellWaits, watched } from './watched.ts';

const RECIPE = parseRecipe({
  format: 'heed-recipe',
  formatVersion: 1,
  name: 'own',
  window: { length: 15 },
  cut: { hop: 8 },
  labels: { kind: 'status' },
  model: {
    kind: 'network',
    layers: [
      { kind: 'lstm', units: 10, returnSequences: true },
      { kind: 'lstm', units: 8, returnSequences: false },
      { kind: 'dense', units: 4, activation: 'softmax' },
    ],
    settings: { learningRate: 0.02, maxEpochs: 5, batchSize: 16 },
  },
});
const SECONDS = 12;
const OTHERS = Array.from({ length: 9 }, (_, index): TaughtSession => ({
  id: `class-${index}`,
  student: `student ${index}`,
  seconds: SECONDS,
  seed: index,
}));
/** One student's own, in whose face other units tell the same. */
const OWN = Array.from({ length: 14 }, (_, index): TaughtSession => ({
  id: `own-${index}`,
  student: 'me',
  seconds: SECONDS,
  seed: 20 + index,
  turned: 1,
}));

const name = `heed-learning-${Date.now()}`;
let store: SessionStore;

const windowsOf = async (ids: readonly TaughtSession[]) => {
  const wanted = new Set(ids.map(({ id }) => id));
  return sessionWindows({
    archive: store,
    sessions: (await store.list()).filter(({ id }) => wanted.has(id)),
    recipe: RECIPE,
    signal: FACE_MODEL_SIGNAL,
    sha256: sha256Hex,
  });
};

const checkpointsOf = (): CheckpointStore => createCheckpointStore({ name });
const common = (network: NetworkTrainer, checkpoints: CheckpointStore | null = null) => ({
  signal: FACE_MODEL_SIGNAL,
  seed: 4,
  preparation: '',
  ports: { network, forest: null, checkpoints, sha256: sha256Hex },
  createdAt: '2026-11-21T00:00:00.000Z',
  libraries: {},
});
const optionsOf = async (
  network: NetworkTrainer,
  more: Partial<TrainModelOptions> = {},
): Promise<TrainModelOptions> => {
  const { windows, sources, by } = await windowsOf(OTHERS);
  return { ...common(network), recipe: RECIPE, windows, sources, by, split: null, ...more };
};

const opened = ({ files }: TrainedBundle) => readNetworkBundle(heldFiles(files));
function hashOf({ manifest }: TrainedBundle): string {
  if (manifest.model.kind !== 'network') throw new TypeError('a network was trained');
  return manifest.model.weights.sha256;
}
const heldOut = ({ files }: TrainedBundle, windows: readonly SourcedWindow[]) => {
  const { test } = parseSplitFile('', bundleText({ files }, 'split.json'));
  return windows.filter(({ person }) => test.includes(person));
};
const bySession = (windows: readonly SourcedWindow[]) =>
  windows.map((window) => ({ ...window, person: window.source.file }));

let parent: TrainedBundle;

beforeAll(async () => {
  store = await SessionStore.open({ name });
  for (const taught of [...OTHERS, ...OWN]) await record(store, taught);
  const network = await trainer();
  const { windows, sources, by } = await watched('cutting windows', () => windowsOf(OTHERS));
  parent = await watched('training', (onStage) =>
    trainModel({
      ...common(network),
      recipe: RECIPE,
      windows,
      sources,
      by,
      split: null,
      onStage,
    }),
  );
  network.close();
});
afterEach(() => {
  closeTrainers();
  expect(runningWorkers()).toBe(0);
});
afterAll(async () => {
  store.close();
  await removeDatabase(name);
  tellWaits();
});

describe('learning from sessions in the browser', () => {
  it('[LIB-1] goes from stored sessions to a bundle that reads back and has learnt', async () => {
    const bundle = await readBundle(heldFiles(parent.files));
    expect(bundle.kind).toBe('network');
    const { origin } = bundle.manifest;
    if (origin.kind !== 'trained') throw new TypeError('it was trained');
    const [question] = origin.evaluation.questions;
    expect(question?.model.figures.summary.accuracy).toBeGreaterThan(0.8);
    expect(origin.split.train.persons + origin.split.test.persons).toBeGreaterThan(5);
    // Nobody's status stands for frustration, which is not asked for then.
    expect(origin.split.train.perLabel[3]).toBe(0);
  });

  it('[LIB-3] a worker that is torn down is gone on without, to the very same weights', async () => {
    const first = await trainer();
    const kept = checkpointsOf();
    const broken = trainModel(
      await optionsOf(first, {
        ...common(first, kept),
        onEpoch: ({ number }) => {
          if (number === 3) first.close();
        },
      }),
    );
    await expect(broken).rejects.toMatchObject({ name: 'TrainingFailed', fault: 'lost' });
    const second = await trainer();
    const epochs: number[] = [];
    const resumed = await trainModel(
      await optionsOf(second, {
        ...common(second, checkpointsOf()),
        onEpoch: ({ number }) => epochs.push(number),
      }),
    );
    expect(epochs[0]).toBeGreaterThan(1);
    expect(epochs.at(-1)).toBe(5);
    expect(hashOf(resumed)).toBe(hashOf(parent));
    expect(resumed.manifest).toEqual(parent.manifest);
  });

  it('[LIB-4] what was trained is not lost with a page that closes while it is judged', async () => {
    const network = await trainer();
    const stop = new AbortController();
    const stopped = trainModel(
      await optionsOf(network, {
        ...common(network, checkpointsOf()),
        seed: 5,
        abort: stop.signal,
        onStage: (stage) => {
          if (stage === 'judging') stop.abort(new Error('closed'));
        },
      }),
    );
    await expect(stopped).rejects.toThrow('closed');
    let epochs = 0;
    const again = await optionsOf(network, {
      ...common(network, checkpointsOf()),
      seed: 5,
      onEpoch: () => epochs++,
    });
    expect((await trainModel(again)).history).toHaveLength(5);
    expect(epochs).toBe(0);
    // Then it is needed no longer.
    await trainModel(again);
    expect(epochs).toBe(5);
  });
});

describe('training further in the browser', () => {
  let tuned: TrainedBundle;
  let own: readonly SourcedWindow[];

  beforeAll(async () => {
    const network = await trainer();
    const read = await windowsOf(OWN);
    own = bySession(read.windows);
    tuned = await watched('training further', async (onStage) =>
      fineTune({
        onStage,
        ...common(network),
        parent: await opened(parent),
        windows: own,
        sources: read.sources,
        settings: { learningRate: 0.02, epochs: 6 },
      }),
    );
    network.close();
  });

  it('[LIB-5] names its parent, and the first recurrent layer is as it was', async () => {
    const [before, after] = [await opened(parent), await opened(tuned)];
    expect(after.manifest.parent).toBe(before.manifest.id);
    const unchanged = after.weights.map(({ spec, values }, index) => [
      spec.name,
      values.every((value, i) => value === at(before.weights, index).values[i]),
    ]);
    const frozen = unchanged.filter(([, same]) => same).map(([of]) => String(of));
    expect(frozen).toHaveLength(3);
    for (const of of frozen) expect(of).toMatch(/^lstm_0\//);
  });

  it('[LIB-5] the gate says in sentences what is better and what is worse', async () => {
    const [before, after] = [await opened(parent), await opened(tuned)];
    const gate = (original: readonly SourcedWindow[]) =>
      watched('gate', () =>
        deploymentGate({
          recipe: RECIPE,
          parent: comparedNetwork(before),
          candidate: comparedNetwork(after),
          own: heldOut(tuned, own),
          original,
          seed: 1,
        }),
      );
    const alone = await gate([]);
    expect(gateSentences(alone)[0]).toBe('The new model is better for this person.');
    const others = await gate(heldOut(parent, (await windowsOf(OTHERS)).windows));
    expect(others.verdict).toBe('worse');
    expect(gateSentences(others)[0]).toMatch(/worse than the one it came from/);
    expect(gateSentences(others)[2]).toMatch(/macro-F1 went from 0\.\d+ to 0\.\d+ \(−/);
  });

  it('[LIB-6] runs in the model worker and answers a live window as it does here', async () => {
    const client = await openModelClient({
      bundle: tuned.files,
      wasmUrl: WASM,
      backends: ['typed_arrays', 'wasm'],
      startWorker: () =>
        counted(
          new Worker(new URL('../../../src/workers/model.worker.ts', import.meta.url), {
            type: 'module',
          }),
        ),
    });
    try {
      expect(client.status).toMatchObject({ kind: 'ready', modelId: tuned.manifest.id });
      const windows = own.slice(0, 5);
      const expected = await comparedNetwork(await opened(tuned)).probabilities(windows);
      for (const [index, { values }] of windows.entries()) {
        const answer = await client.classify({ kind: 'ready', endsAt: timestampMs(index), values });
        if (answer.kind !== 'predicted') throw new TypeError(answer.reason);
        answer.probabilities.forEach((value, label) => {
          expect(Math.abs(value - at(at(expected, index), label))).toBeLessThan(1e-5);
        });
      }
    } finally {
      client.close();
    }
  });

  it.each(['cutting', 'preparing', 'training', 'baseline', 'judging'] as const)(
    '[LIB-7] stopped while %s, it ends with the reason, and nothing runs on',
    async (stage) => {
      const network = await trainer();
      const stop = new AbortController();
      const reason = new Error(stage);
      const heard: string[] = [];
      const work = async () => {
        const sessions = await store.list();
        if (stage === 'cutting') stop.abort(reason);
        const read = await sessionWindows({
          archive: store,
          sessions: sessions.filter(({ studentId }) => studentId === 'me'),
          recipe: RECIPE,
          signal: FACE_MODEL_SIGNAL,
          sha256: sha256Hex,
          abort: stop.signal,
        });
        return fineTune({
          ...common(network),
          parent: await opened(parent),
          windows: bySession(read.windows),
          sources: read.sources,
          settings: { learningRate: 0.001, epochs: 3 },
          abort: stop.signal,
          onStage: (now) => {
            heard.push(now);
            if (now === stage) stop.abort(reason);
          },
          onBatch: () => heard.push('batch'),
        });
      };
      await expect(work()).rejects.toBe(reason);
      const said = heard.length;
      await new Promise((resolve) => setTimeout(resolve, 150));
      expect(heard).toHaveLength(said);
      expect(heldNetworks()).toBe(0);
    },
  );

  it('[LIB-7] the gate is stopped too', async () => {
    const stop = new AbortController();
    const model = comparedNetwork(await opened(tuned), stop.signal);
    const gate = deploymentGate({
      recipe: RECIPE,
      parent: model,
      candidate: { id: 'other', probabilities: (windows) => model.probabilities(windows) },
      own,
      original: [],
      seed: 1,
      abort: stop.signal,
    });
    setTimeout(() => {
      stop.abort(new Error('enough'));
    }, 5);
    await expect(gate).rejects.toThrow('enough');
  });
});
