import { afterEach, describe, expect, it } from 'vitest';
import { fetchedFiles, readNetworkBundle } from '#adapters/bundles/read-bundle.ts';
import { openTfjsClassifier } from '#adapters/tfjs/tfjs-classifier.ts';
import {
  type ModelClient,
  type ModelClientOptions,
  openModelClient,
} from '#adapters/worker-clients/model-client.ts';
import type { ModelStatus } from '#core/models/model-status.ts';
import type { Prediction } from '#core/models/prediction.ts';
import { timestampMs } from '#core/units.ts';
import type { WindowState } from '#core/windows/window.ts';
import { movingWindow } from '../../support/small-bundle.ts';

const here = (path: string) => new URL(path, location.href).href;
const WASM = here('/wasm/');
const SHIPPED = here('/models/learning-states/');

let client: ModelClient | null = null;
const statuses: ModelStatus[] = [];
async function open(options: Partial<ModelClientOptions> = {}): Promise<ModelClient> {
  statuses.length = 0;
  client = await openModelClient({
    bundle: SHIPPED,
    wasmUrl: WASM,
    backends: ['typed_arrays', 'wasm'],
    onStatus: (status) => statuses.push(status),
    ...options,
  });
  return client;
}
afterEach(() => client?.close());

const ready = (index: number): WindowState => ({
  kind: 'ready',
  endsAt: timestampMs(index),
  values: movingWindow(index),
});
const kindOf = (prediction: Prediction) =>
  prediction.kind === 'predicted' ? 'predicted' : prediction.reason;

describe('the model worker', () => {
  it('answers as the model does, and says which backend and how long', async () => {
    const times: number[] = [];
    const model = await open({
      onTiming: (ms) => times.push(ms),
    });
    const bundle = await readNetworkBundle(fetchedFiles(SHIPPED));
    expect(model.labels).toEqual(['boredom', 'engagement', 'confusion', 'frustration']);
    expect(model.modelId).toBe(bundle.manifest.id);
    expect(model.status).toMatchObject({ kind: 'ready', modelId: model.modelId });
    const trials = model.status.kind === 'ready' ? model.status.backend.trials : [];
    expect(trials.map(({ outcome }) => outcome)).toEqual(['usable', 'usable']);

    const reference = await openTfjsClassifier(bundle, { wasmUrl: WASM, backends: ['wasm'] });
    const window = ready(4);
    const expected = await reference.predict(movingWindow(4));
    reference.close();
    const answer = await model.classify(window);
    if (answer.kind !== 'predicted') throw new Error(answer.reason);
    expect(answer.at).toBe(4);
    answer.probabilities.forEach((value, index) => {
      expect(Math.abs(value - (expected[index] ?? NaN))).toBeLessThan(2e-5);
    });
    expect(window.kind === 'ready' && window.values.length).toBe(660);
    expect(times).toHaveLength(1);
    expect(times[0]).toBeGreaterThan(0);
  });

  it('[MDL-13] takes the newest window, lets none queue and answers each once', async () => {
    const model = await open();
    let order = 0;
    const answers = await Promise.all(
      Array.from({ length: 30 }, async (_, index) => {
        const answer = await model.classify(ready(index));
        return { index, said: kindOf(answer), at: answer.at, order: order++ };
      }),
    );
    expect(answers.map(({ at }) => at)).toEqual(answers.map(({ index }) => index));
    const predicted = answers.filter(({ said }) => said === 'predicted');
    expect(predicted.map(({ index }) => index)).toEqual([0, 29]);
    expect(answers.filter(({ said }) => said === 'skipped')).toHaveLength(28);
    expect(answers.at(-1)?.order).toBe(29);
  });

  it('gives the reason of a window that is not ready at once, without the worker', async () => {
    const model = await open();
    const states = (['warming_up', 'gap', 'absent'] as const).map((reason) => ({
      kind: 'not_ready' as const,
      at: timestampMs(7),
      reason,
      filled: 3,
    }));
    for (const state of states) {
      expect(await model.classify(state)).toEqual({
        kind: 'abstained',
        at: 7,
        reason: state.reason,
      });
    }
  });

  it('passes over a backend whose files are missing', async () => {
    const model = await open({ wasmUrl: here('/nowhere/') });
    expect(model.status).toMatchObject({
      kind: 'ready',
      backend: {
        chosen: 'typed_arrays',
        trials: [
          { backend: 'typed_arrays', outcome: 'usable' },
          { backend: 'wasm', outcome: 'unavailable', msPerPrediction: null },
        ],
      },
    });
    expect(kindOf(await model.classify(ready(1)))).toBe('predicted');
  });
});

describe('a model that cannot be loaded', () => {
  it.each([
    ['missing', here('/models/none/')],
    // Ends in a query, so that another file comes as the manifest.
    ['foreign', `${SHIPPED}model.json?`],
    ['foreign', `${SHIPPED}weights.bin?`],
  ])('[MDL-14] says that it is %s once, and every window is answered', async (reason, url) => {
    const model = await open({ bundle: url });
    expect(model.status).toMatchObject({ kind: 'unavailable', reason });
    expect(statuses).toEqual([model.status]);
    const answers = await Promise.all([model.classify(ready(1)), model.classify(ready(2))]);
    expect(answers.map(kindOf)).toEqual(['model_unavailable', 'model_unavailable']);
  });

  it('[MDL-14] says so where the worker itself does not start', async () => {
    const script = URL.createObjectURL(new Blob(['throw new Error("out of luck")']));
    const model = await open({ startWorker: () => new Worker(script) });
    expect(model.status).toMatchObject({ kind: 'unavailable', reason: 'worker_failed' });
    expect(kindOf(await model.classify(ready(1)))).toBe('model_unavailable');
  });

  it('[MDL-14] answers those who wait when it is closed', async () => {
    const model = await open();
    const waiting = [model.classify(ready(1)), model.classify(ready(2)), model.classify(ready(3))];
    model.close();
    const answers = await Promise.all([...waiting, model.classify(ready(4))]);
    expect(answers.map(kindOf)).toEqual([
      'model_unavailable',
      'skipped',
      'model_unavailable',
      'model_unavailable',
    ]);
    expect(statuses.map(({ kind }) => kind)).toEqual(['ready']);
  });

  it('is given up when it is no longer wanted', async () => {
    const abort = new AbortController();
    const opening = open({ abort: abort.signal });
    abort.abort();
    expect((await opening).status).toMatchObject({ kind: 'unavailable', reason: 'closed' });
  });
});
