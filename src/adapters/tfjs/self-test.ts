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
/** In turns, so that whatever else the machine does slows all of them. */
const ROUNDS = 5;
const RUNS_PER_ROUND = 3;
/** What takes longer than this in a round is not run again in it. */
const ROUND_MS = 30;

export class NoBackend extends Error {
  readonly trials: readonly BackendTrial[];

  constructor(trials: readonly BackendTrial[]) {
    super('No way to run the model works in this browser; attention is read without it.');
    this.name = 'NoBackend';
    this.trials = trials;
  }
}

/** Windows that move over the scaler's range, the same each time; the last of several ends in padding. */
function testWindows({ length, featureCount }: Network, count: number): Float32Array<ArrayBuffer> {
  const random = seededRandom(1);
  const values = new Float32Array(count * length * featureCount);
  const padding = count > 1 ? Math.floor(length / 3) * featureCount : 0;
  const padded = values.length - padding;
  return values.map((_, index) => (index < padded ? 4 * random() - 2 : 0));
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** What is timed: so many windows in one call. */
interface Load {
  readonly windows: Float32Array;
  readonly count: number;
}

async function warmUp(runner: NetworkRunner, { windows, count }: Load): Promise<void> {
  const startedAt = performance.now();
  for (let runs = 0; runs < WARM_UP_RUNS || performance.now() - startedAt < WARM_UP_MS; runs++) {
    await runner.run(windows, count);
  }
}

/** Adds the times of a few calls, for each window of them. */
async function timeRound(
  runner: NetworkRunner,
  { windows, count }: Load,
  times: number[],
): Promise<void> {
  const startedAt = performance.now();
  for (let runs = 0; runs < RUNS_PER_ROUND; runs++) {
    const before = performance.now();
    await runner.run(windows, count);
    times.push((performance.now() - before) / count);
    if (performance.now() - startedAt > ROUND_MS) return;
  }
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

/** A candidate at work; `runner` is null once it has failed. */
interface Candidate {
  readonly backend: BackendName;
  runner: NetworkRunner | null;
  maxError: number;
  readonly times: number[];
}

/** Does something with a candidate's runner; one that fails is out. */
async function attempt(
  candidate: Candidate,
  work: (runner: NetworkRunner) => Promise<void>,
): Promise<void> {
  if (candidate.runner === null) return;
  try {
    await work(candidate.runner);
  } catch {
    close(candidate);
  }
}

function close(candidate: Candidate): void {
  try {
    candidate.runner?.close();
  } catch {
    // Its device is gone, and its memory with it.
  }
  candidate.runner = null;
}

function trialOf({ backend, runner, maxError, times }: Candidate): BackendTrial {
  if (runner === null) {
    return { backend, outcome: 'unavailable', msPerPrediction: null, maxError: null };
  }
  return {
    backend,
    outcome: maxError <= AGREEMENT ? 'usable' : 'wrong',
    msPerPrediction: median(times),
    maxError: Number.isFinite(maxError) ? maxError : null,
  };
}

/**
 * Times each candidate by predictions of the very model, `together` windows in a call, and takes the
 * fastest that agrees with tfjs' layers. Leaves any tfjs backend current.
 * @throws NoBackend
 */
export async function chooseBackend(
  bundle: NetworkBundle,
  wasmUrl: string,
  backends: readonly BackendName[],
  together = 1,
): Promise<BackendReport> {
  const network = networkOf(bundle);
  const windows = testWindows(network, CHECKED_WINDOWS);
  const load: Load = { windows: testWindows(network, together), count: together };
  const reference = await referenceOf(network, windows, wasmUrl);
  const candidates: Candidate[] = [];
  for (const backend of backends) {
    const runner = await openRunner(backend, network, wasmUrl).catch(() => null);
    const candidate: Candidate = { backend, runner, maxError: Number.NaN, times: [] };
    candidates.push(candidate);
    await attempt(candidate, async (own) => {
      candidate.maxError = furthest(await own.run(windows, CHECKED_WINDOWS), reference);
      await warmUp(own, load);
    });
  }
  for (let round = 0; round < ROUNDS; round++) {
    for (const candidate of candidates) {
      await attempt(candidate, (runner) => timeRound(runner, load, candidate.times));
    }
  }
  const trials = candidates.map(trialOf);
  candidates.forEach(close);
  const [fastest] = usableBackends(trials);
  if (fastest === undefined) throw new NoBackend(trials);
  return { chosen: fastest, trials };
}

/** Fastest first. */
export function usableBackends(trials: readonly BackendTrial[]): readonly BackendName[] {
  return trials
    .filter((trial) => trial.outcome === 'usable')
    .sort((a, b) => (a.msPerPrediction ?? Infinity) - (b.msPerPrediction ?? Infinity))
    .map((trial) => trial.backend);
}
