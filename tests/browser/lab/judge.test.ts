import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DATABASE_NAME, removeDatabase } from '#adapters/idb/database.ts';
import { createLabelStore } from '#adapters/idb/label-store.ts';
import { createRunStore } from '#adapters/idb/run-store.ts';
import { type LabClient, openLabClient } from '#adapters/worker-clients/lab-client.ts';
import { at } from '#core/numeric/at.ts';
import { parseRecipe } from '#core/recipes/recipe.ts';
import { timestampMs } from '#core/units.ts';
import { exampleRun } from '../../support/lab-runs.ts';
import { addTaughtSource } from '../support/stored-source.ts';

const WASM = new URL('/wasm/', location.href).href;
const SOURCE = '10000000-0000-4000-8000-00000000000d';
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
    settings: { learningRate: 0.02, batchSize: 8, maxEpochs: 2 },
  },
});
const RUN = exampleRun({
  recipe: RECIPE,
  data: { sources: [SOURCE], labelWords: {}, fps: null },
  state: { kind: 'interrupted' },
});

const taught = () =>
  addTaughtSource(SOURCE, ['ann', 'ben', 'cem', 'dua', 'eva', 'fay', 'gus', 'hal']);

let client: LabClient;
beforeEach(async () => {
  await removeDatabase(DATABASE_NAME);
  await taught();
  await createRunStore().put(RUN);
  client = await openLabClient({ wasmUrl: WASM });
});
afterEach(async () => {
  client.close();
  await removeDatabase(DATABASE_NAME);
});

describe("a run that is judged in the lab's worker", () => {
  it('[JDG-1] [JDG-2] [JDG-7] [JDG-8] is judged, explained and taken apart, and says when labels changed', async () => {
    const runId = RUN.id;
    expect((await client.call('readRun', { runId }))?.bundle).toBeNull();
    await client.call('train', { runId });
    const file = await client.call('readRun', { runId });
    expect(file?.trouble).toBeNull();
    expect(file?.bundle?.card).toContain('tiny');
    const judged = await client.call('judge', { runId });
    expect(judged.data).toEqual({ kind: 'same' });
    expect(judged.report.evaluation.persons).toBe(2);
    // What is said now, by the stored weights, is what was judged after training.
    const origin = file?.bundle?.manifest.origin;
    expect(judged.report.perPerson).toEqual(origin?.kind === 'trained' ? origin.perPerson : null);
    const worst = at(judged.worst, 0);
    expect(worst.recording).toMatch(new RegExp(`^${SOURCE}/`));
    expect(worst.endsAt).not.toBeNull();

    const { attribution } = await client.call('explain', { runId, index: worst.index });
    attribution.said.forEach((said, output) => {
      expect(said).toBeCloseTo(at(worst.probabilities, output), 5);
      const moved = attribution.features.reduce((sum, { values }) => sum + at(values, output), 0);
      expect(moved).toBeCloseTo(said - at(attribution.base, output), 5);
    });

    const { importance } = await client.call('weigh', { runId });
    expect(importance?.features).toHaveLength(22);
    const { ablation } = await client.call('ablate', { runId, model: 'logistic' });
    expect(ablation.logistic.map(({ kind }) => kind).join(' ')).toBe(
      'everything only only only without without without',
    );
    const again = await client.call('readRun', { runId });
    expect(again?.bundle?.study).toMatchObject({ importance, ablation });

    const from = timestampMs(0);
    await createLabelStore().put({
      recording: worst.recording,
      formatVersion: 1,
      spans: [{ from, to: timestampMs(Number.MAX_SAFE_INTEGER), word: 'engagement' }],
      updatedAt: 2,
    });
    expect((await client.call('judge', { runId })).data.kind).toBe('changed');
  });
});
