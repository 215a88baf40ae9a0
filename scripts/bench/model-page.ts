/** The page of the model bench: classifies windows through the model worker, as a session does. */
import { openModelClient } from '../../src/adapters/worker-clients/model-client.ts';
import type { BackendName, ModelStatus } from '../../src/core/models/model-status.ts';
import { seededRandom } from '../../src/core/numeric/seeded-random.ts';
import { ENGAGEMENT_RECIPE } from '../../src/core/recipes/engagement.ts';
import { timestampMs } from '../../src/core/units.ts';

export interface ModelRun {
  readonly status: ModelStatus;
  /** From the worker's start to its first readiness, self-test included. */
  readonly startMs: number;
  /** Inside the worker, per prediction. */
  readonly workerMs: readonly number[];
  /** On the page, from the window handed over to its answer. */
  readonly pageMs: readonly number[];
}

export interface ModelPage {
  readonly modelPage: {
    run(backends: readonly BackendName[], predictions: number): Promise<ModelRun>;
  };
}

const WARM_UP = 5;
const { window, signal } = ENGAGEMENT_RECIPE;

async function run(backends: readonly BackendName[], predictions: number): Promise<ModelRun> {
  const random = seededRandom(30);
  const workerMs: number[] = [];
  const pageMs: number[] = [];
  const startedAt = performance.now();
  const client = await openModelClient({
    bundleUrl: new URL('/models/learning-states/', location.href).href,
    wasmUrl: new URL('/wasm/', location.href).href,
    backends,
    onTiming: (ms) => workerMs.push(ms),
  });
  const startMs = performance.now() - startedAt;
  const { status } = client;
  for (let i = 0; i < WARM_UP + predictions && status.kind === 'ready'; i++) {
    const values = Float32Array.from({ length: window.length * signal.features.length }, random);
    const before = performance.now();
    await client.classify({ kind: 'ready', endsAt: timestampMs(i), values });
    pageMs.push(performance.now() - before);
  }
  client.close();
  return { status, startMs, workerMs: workerMs.slice(WARM_UP), pageMs: pageMs.slice(WARM_UP) };
}

Object.assign(globalThis, { modelPage: { run } } satisfies ModelPage);
