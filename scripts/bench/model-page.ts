/** The page of the model bench: times paths in a worker, and the model worker as a session uses it. */
import { openModelClient } from '../../src/adapters/worker-clients/model-client.ts';
import type { ModelStatus } from '../../src/core/models/model-status.ts';
import { seededRandom } from '../../src/core/numeric/seeded-random.ts';
import { timestampMs } from '../../src/core/units.ts';
import type { NetworkRun, NetworkTimes } from './networks.ts';

export interface ModelRun {
  readonly status: ModelStatus;
  /** From the worker's start to its first readiness, self-test included. */
  readonly startMs: number;
  /** On the page, from the window handed over to its answer. */
  readonly pageMs: readonly number[];
}

export interface ModelPage {
  readonly modelPage: {
    time(run: Omit<NetworkRun, 'wasmUrl'>): Promise<NetworkTimes>;
    run(windowSize: number, predictions: number): Promise<ModelRun>;
  };
}

const WARM_UP = 5;
const wasmUrl = new URL('/wasm/', location.href).href;

const time = (run: Omit<NetworkRun, 'wasmUrl'>): Promise<NetworkTimes> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./network.worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<NetworkTimes | string>) => {
      worker.terminate();
      if (typeof data === 'string') reject(new Error(data));
      else resolve(data);
    };
    worker.onerror = ({ message }) => {
      reject(new Error(message));
    };
    worker.postMessage({ ...run, wasmUrl } satisfies NetworkRun);
  });

async function run(windowSize: number, predictions: number): Promise<ModelRun> {
  const random = seededRandom(30);
  const pageMs: number[] = [];
  const startedAt = performance.now();
  const client = await openModelClient({
    bundle: new URL('/models/learning-states/', location.href).href,
    wasmUrl,
  });
  const startMs = performance.now() - startedAt;
  const { status } = client;
  for (let i = 0; i < WARM_UP + predictions && status.kind === 'ready'; i++) {
    const values = Float32Array.from({ length: windowSize }, random);
    const before = performance.now();
    await client.classify({ kind: 'ready', endsAt: timestampMs(i), values });
    pageMs.push(performance.now() - before);
  }
  client.close();
  return { status, startMs, pageMs: pageMs.slice(WARM_UP) };
}

Object.assign(globalThis, { modelPage: { time, run } } satisfies ModelPage);
