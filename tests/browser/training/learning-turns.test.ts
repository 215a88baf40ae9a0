import { afterAll, beforeAll, expect, it } from 'vitest';
import { sha256Hex } from '#adapters/bundles/read-bundle.ts';
import { removeDatabase } from '#adapters/idb/database.ts';
import { SessionStore } from '#adapters/idb/session-store.ts';
import { openBundle } from '#core/models/model-bundle.ts';
import { parseSplitFile } from '#core/dataset/split-file.ts';
import { at } from '#core/numeric/at.ts';
import { parseRecipe } from '#core/recipes/recipe.ts';
import { FACE_MODEL_SIGNAL } from '#core/signals/model-signals.ts';
import { bundleText } from '#pipelines/bundle-text.ts';
import { comparedNetwork } from '#pipelines/compared-network.ts';
import { deploymentGate } from '#pipelines/deployment-gate.ts';
import { sessionWindows } from '#pipelines/session-windows.ts';
import { trainModel } from '#pipelines/train-model.ts';
import { smallBundle } from '../../support/small-bundle.ts';
import { learnableWindows } from '../../unit/pipelines/learnable-windows.ts';
import { record } from './taught-sessions.ts';
import { tellWaits, waitsOf, watched } from './watched.ts';

const LONGEST_WAIT_MS = 100;
const RECIPE = parseRecipe({
  format: 'heed-recipe',
  formatVersion: 1,
  name: 'plain',
  augmentation: {},
  model: { kind: 'logistic' },
});
const MANY = learnableWindows(3000, 30);
const name = `heed-turns-${Date.now()}`;
let store: SessionStore;

beforeAll(async () => {
  store = await SessionStore.open({ name });
  await record(store, { id: 'long', student: 'long', seconds: 600, seed: 3 });
});
afterAll(async () => {
  store.close();
  await removeDatabase(name);
  tellWaits();
});

const cut = (label: string) =>
  watched(`${label} cutting ten minutes`, async () =>
    sessionWindows({
      archive: store,
      sessions: await store.list(),
      recipe: { ...RECIPE, labels: { kind: 'status' } },
      signal: FACE_MODEL_SIGNAL,
      sha256: sha256Hex,
    }),
  );

const train = (label: string) =>
  watched(`${label} regression on ${MANY.length} windows`, (onStage) =>
    trainModel({
      onStage,
      recipe: RECIPE,
      signal: FACE_MODEL_SIGNAL,
      windows: MANY,
      sources: [],
      preparation: '',
      by: 'person',
      split: null,
      seed: 4,
      resamples: 300,
      ports: {
        network: { backend: 'none', train: () => Promise.reject(new Error('not asked for')) },
        forest: null,
        checkpoints: null,
        sha256: sha256Hex,
      },
      createdAt: '2026-11-21T00:00:00.000Z',
      libraries: {},
    }),
  );

async function round(label: string): Promise<readonly number[]> {
  const { windows } = await cut(label);
  expect(windows.length).toBeGreaterThan(800);
  const { test } = parseSplitFile('', bundleText(await train(label), 'split.json'));
  const own = MANY.filter(({ person }) => test.includes(person));
  const { manifest, weights } = await smallBundle();
  const bundle = openBundle(manifest, weights, await sha256Hex(weights));
  if (bundle.kind !== 'network') throw new TypeError('it is a network');
  const model = comparedNetwork(bundle);
  const options = { recipe: RECIPE, parent: model, candidate: model, seed: 1 };
  await watched(`${label} gate on ${own.length} windows`, () =>
    deploymentGate({ ...options, own, original: own }),
  );
  return waitsOf(label);
}

it('[LIB-8] what learns on the page itself lets everybody else have their turn', async () => {
  // The shorter of two waits: what else the machine does is in one of them at most.
  const [first, second] = [await round('first'), await round('second')];
  expect(first.length).toBeGreaterThan(3);
  const longest = Math.max(...first.map((ms, index) => Math.min(ms, at(second, index))));
  expect(longest).toBeLessThan(LONGEST_WAIT_MS);
});
