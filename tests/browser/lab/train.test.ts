import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBundleStore } from '#adapters/idb/bundle-store.ts';
import { DATABASE_NAME, removeDatabase } from '#adapters/idb/database.ts';
import { createRunLocks } from '#adapters/idb/run-locks.ts';
import { createRunStore } from '#adapters/idb/run-store.ts';
import { withDatabase } from '#adapters/idb/with-database.ts';
import { openLabClient } from '#adapters/worker-clients/lab-client.ts';
import type { LabRun } from '#core/lab/lab-run.ts';
import { parseRecipe } from '#core/recipes/recipe.ts';
import { createLabStores } from '#stores/lab/lab-stores.ts';
import { createTrainRunActions } from '../../../src/compose/lab/train-run-actions.ts';
import { exampleRun } from '../../support/lab-runs.ts';
import { addTaughtSource } from '../support/stored-source.ts';

const WASM = new URL('/wasm/', location.href).href;
const SOURCE = '10000000-0000-4000-8000-00000000000f';
const RECIPE = parseRecipe({
  format: 'heed-recipe',
  formatVersion: 1,
  name: 'tiny',
  window: { length: 10, rateHz: 10 },
  cut: { hop: 5 },
  split: { train: 0.5, validation: 0.25, test: 0.25 },
  model: {
    kind: 'network',
    layers: [
      { kind: 'lstm', units: 4, returnSequences: false },
      { kind: 'dense', units: 4, activation: 'softmax' },
    ],
    settings: { learningRate: 0.02, batchSize: 8, maxEpochs: 5 },
  },
});

const taught = () => addTaughtSource(SOURCE, ['ann', 'ben', 'cem', 'dua']);

const begun = (id: string, more: Partial<LabRun> = {}): LabRun =>
  exampleRun({
    id,
    recipe: RECIPE,
    data: { sources: [SOURCE], labelWords: {}, fps: null },
    state: { kind: 'interrupted' },
    ...more,
  });

beforeEach(() => removeDatabase(DATABASE_NAME));
afterEach(() => removeDatabase(DATABASE_NAME));

const leave = (value: object) =>
  withDatabase({}, (database) => database.put('labRuns', value as never));

describe('runs in IndexedDB', () => {
  it('[RUN-20] come back as they were put, the newest first, and are changed in one go', async () => {
    const store = createRunStore();
    const first = exampleRun({ id: 'one' });
    const later = exampleRun({ id: 'two', startedAt: first.startedAt + 1, name: 'Later' });
    await store.put(first);
    await store.put(later);
    expect((await createRunStore().list()).items).toEqual([later, first]);
    await Promise.all([
      store.update('one', (run) => ({ ...run, name: 'Named' })),
      store.update('one', (run) => ({ ...run, troubles: [...run.troubles, 'a word'] })),
    ]);
    expect(await store.get('one')).toEqual({ ...first, name: 'Named', troubles: ['a word'] });
    expect(await store.update('gone', (run) => run)).toBeNull();
    await store.delete('one');
    expect(await store.get('one')).toBeNull();
  });

  it('[RUN-21] that cannot be read are told in a sentence and left as they are', async () => {
    const store = createRunStore();
    await store.put(exampleRun({ id: 'whole' }));
    await leave({ ...exampleRun({ id: 'newer', name: 'Newer' }), formatVersion: 9 });
    await leave({ ...exampleRun({ id: 'broken', name: 'Broken' }), recipe: { name: 'no' } });
    const { items, unreadable } = await store.list();
    expect(items.map(({ id }) => id)).toEqual(['whole']);
    expect(unreadable.toSorted()).toEqual([
      expect.stringMatching(/Broken.*damaged \(recipe/),
      expect.stringMatching(/Newer.*newer version/),
    ]);
    await expect(store.update('broken', (run) => run)).rejects.toThrow(/damaged/);
  });
});

describe("a training in the lab's worker", () => {
  it('[RUN-2] [RUN-22] that is closed amid it goes on to the same weights as one that was not', async () => {
    await taught();
    const runs = createRunStore();
    const bundles = createBundleStore();
    await runs.put(begun('straight'));
    const whole = await openLabClient({ wasmUrl: WASM });
    const { bundleId } = await whole.call('train', { runId: 'straight' });
    whole.close();
    const straight = await runs.get('straight');
    expect(straight?.state.kind).toBe('trained');
    expect(straight?.history).toHaveLength(5);
    expect(straight?.material).toMatchObject({ sources: ['taught'], persons: 4 });
    const kept = await bundles.get(bundleId);
    await bundles.delete(bundleId);

    await runs.put(begun('closed', { state: { kind: 'running', stage: 'reading' } }));
    const first = await openLabClient({
      wasmUrl: WASM,
      onNotice: (notice) => {
        if (notice.kind === 'epoch' && notice.epoch.number === 3) first.close();
      },
    });
    await expect(first.call('train', { runId: 'closed' })).rejects.toMatchObject({
      code: 'worker_failed',
    });
    // Its lock dies with it; a page that is opened then finds it interrupted.
    await expect.poll(async () => [...(await createRunLocks().running())]).toEqual([]);
    const stores = createLabStores();
    const actions = createTrainRunActions({
      stores,
      desk: {
        ask: () => Promise.reject(new Error('nobody asks')),
        listen: () => () => undefined,
        start: (onNotice) => openLabClient({ wasmUrl: WASM, onNotice }),
        renew: () => undefined,
      },
    });
    actions.watchRuns();
    actions.leaveRuns();
    const shown = () => stores.train.getState().runs?.find(({ id }) => id === 'closed');
    await expect.poll(() => shown()?.state.kind).toBe('interrupted');
    const before = shown()?.history.length ?? 0;
    expect(before).toBeGreaterThan(0);
    await actions.goOnWithRun('closed');
    expect(stores.train.getState().live).toBeNull();
    expect(shown()?.state).toMatchObject({ kind: 'trained', bundleId });
    expect(shown()?.history).toEqual(straight?.history);
    const again = await bundles.get(bundleId);
    const weights = (files: ReadonlyMap<string, ArrayBuffer> | undefined) => [
      ...new Uint8Array(files?.get('weights.bin') ?? new ArrayBuffer(0)),
    ];
    expect(weights(again?.files).length).toBeGreaterThan(100);
    expect(weights(again?.files)).toEqual(weights(kept?.files));
  });

  it('[RUN-23] is trained by one at a time, in whichever tab', async () => {
    const locks = createRunLocks();
    await locks.whileHeld('one', async () => {
      expect([...(await locks.running())]).toEqual(['one']);
      await expect(locks.whileHeld('one', () => Promise.resolve())).rejects.toMatchObject({
        name: 'RunBusy',
      });
    });
    expect([...(await locks.running())]).toEqual([]);
  });
});
