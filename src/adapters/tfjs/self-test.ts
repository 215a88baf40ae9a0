import { type Network, networkOf } from '#core/inference/network.ts';
import type { NetworkBundle } from '#core/models/model-bundle.ts';
import type { BackendName, BackendReport, BackendTrial } from '#core/models/model-status.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { type NetworkRunner, openLayersRunner, openRunner } from './network-runner.ts';

/** No probability may lie further from the one that tfjs' layers say on its cpu backend. */
export const AGREEMENT = 1e-5;
const CHECKED_WINDOWS = 2;
/** What is compiled as it runs comes to its speed in this time. */
const WARM_UP_MS = 50;
const WARM_UP_RUNS = 2;
const TIMED_RUNS = 15;
const LEAST_TIMED_RUNS = 3;
const TIMED_MS = 150;

export class NoBackend extends Error {
  readonly trials: readonly BackendTrial[];

  constructor(trials: readonly BackendTrial[]) {
    super('No way to run the model works in this browser; attention is read without it.');
    this.name = 'NoBackend';
    this.trials = trials;
  }
}

/** Windows that move over the scaler's range, the same each time; the last ends in padding. */
function testWindows({ length, featureCount }: Network): Float32Array<ArrayBuffer> {
  const random = seededRandom(1);
  const values = new Float32Array(CHECKED_WINDOWS * length * featureCount);
  const padded = values.length - Math.floor(length / 3) * featureCount;
  return values.map((_, index) => (index < padded ? 4 * random() - 2 : 0));
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Median of single predictions, once they have come to speed. */
async function timed(runner: NetworkRunner, window: Float32Array): Promise<number> {
  const startedAt = performance.now();
  for (let runs = 0; runs < WARM_UP_RUNS || performance.now() - startedAt < WARM_UP_MS; runs++) {
    await runner.run(window, 1);
  }
  const timedFrom = performance.now();
  const times: number[] = [];
  do {
    const before = performance.now();
    await runner.run(window, 1);
    times.push(performance.now() - before);
  } while (
    times.length < LEAST_TIMED_RUNS ||
    (times.length < TIMED_RUNS && performance.now() - timedFrom < TIMED_MS)
  );
  return median(times);
}

const furthest = (a: Float32Array, b: Float32Array): number =>
  a.reduce(
    (most, value, index) => {
      const error = Math.abs(value - (b[index] ?? Number.NaN));
      return error <= most ? most : error;
    },
    a.length === b.length ? 0 : Number.NaN,
  );

async function referenceOf(
  network: Network,
  windows: Float32Array,
  wasmUrl: string,
): Promise<Float32Array> {
  const layers = await openLayersRunner('cpu', network, wasmUrl);
  try {
    return await layers.run(windows, CHECKED_WINDOWS);
  } finally {
    layers.close();
  }
}

/**
 * Times each candidate by predictions of the very model and takes the fastest that agrees with tfjs'
 * layers. Leaves the last candidate's tfjs backend current.
 * @throws NoBackend
 */
export async function chooseBackend(
  bundle: NetworkBundle,
  wasmUrl: string,
  candidates: readonly BackendName[],
): Promise<BackendReport> {
  const network = networkOf(bundle);
  const windows = testWindows(network);
  const reference = await referenceOf(network, windows, wasmUrl);
  const trials: BackendTrial[] = [];
  for (const backend of candidates) {
    try {
      const runner = await openRunner(backend, network, wasmUrl);
      trials.push(await tryRunner(backend, runner, windows, reference));
    } catch {
      trials.push({ backend, outcome: 'unavailable', msPerPrediction: null, maxError: null });
    }
  }
  const [fastest] = usableBackends(trials);
  if (fastest === undefined) throw new NoBackend(trials);
  return { chosen: fastest, trials };
}

async function tryRunner(
  backend: BackendName,
  runner: NetworkRunner,
  windows: Float32Array,
  reference: Float32Array,
): Promise<BackendTrial> {
  try {
    const maxError = furthest(await runner.run(windows, CHECKED_WINDOWS), reference);
    const single = windows.subarray(0, windows.length / CHECKED_WINDOWS);
    const agrees = maxError <= AGREEMENT;
    return {
      backend,
      outcome: agrees ? 'usable' : 'wrong',
      msPerPrediction: await timed(runner, single),
      maxError: Number.isFinite(maxError) ? maxError : null,
    };
  } finally {
    runner.close();
  }
}

/** Fastest first. */
export function usableBackends(trials: readonly BackendTrial[]): readonly BackendName[] {
  return trials
    .filter((trial) => trial.outcome === 'usable')
    .sort((a, b) => (a.msPerPrediction ?? Infinity) - (b.msPerPrediction ?? Infinity))
    .map((trial) => trial.backend);
}
