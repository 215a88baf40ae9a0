import type { NetworkBundle } from '#core/models/model-bundle.ts';
import type { BackendName, BackendReport, BackendTrial } from '#core/models/model-status.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { useBackend } from './backends.ts';
import { loadLayersModel } from './layers-model.ts';
import { runModel } from './run-model.ts';

/** No probability may lie further from the cpu backend's. */
export const AGREEMENT = 1e-4;
const TIMED_PREDICTIONS = 7;
/** After the warm-up, no backend is timed for longer. */
const BUDGET_MS = 400;

export class NoBackend extends Error {
  readonly trials: readonly BackendTrial[];

  constructor(trials: readonly BackendTrial[]) {
    super('No way to run the model works in this browser; attention is read without it.');
    this.name = 'NoBackend';
    this.trials = trials;
  }
}

/** Windows that move over the scaler's range, the same each time. */
function testWindow({ manifest }: NetworkBundle): Float32Array<ArrayBuffer> {
  const random = seededRandom(1);
  const values = new Float32Array(manifest.window.length * manifest.signal.features.length);
  return values.map(() => 4 * random() - 2);
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

interface Measured {
  readonly probabilities: Float32Array;
  readonly msPerPrediction: number;
}

async function measure(
  backend: BackendName,
  bundle: NetworkBundle,
  wasmUrl: string,
): Promise<Measured> {
  await useBackend(backend, wasmUrl);
  const model = loadLayersModel(bundle);
  try {
    const input = testWindow(bundle);
    const probabilities = await runModel(model, input, 1);
    const times: number[] = [];
    const startedAt = performance.now();
    do {
      const before = performance.now();
      await runModel(model, input, 1);
      times.push(performance.now() - before);
    } while (times.length < TIMED_PREDICTIONS && performance.now() - startedAt < BUDGET_MS);
    return { probabilities, msPerPrediction: median(times) };
  } finally {
    model.dispose();
  }
}

const furthest = (a: Float32Array, b: Float32Array): number =>
  a.reduce((most, value, index) => {
    const error = Math.abs(value - (b[index] ?? Number.NaN));
    return error <= most ? most : error;
  }, 0);

/**
 * Times each candidate by a few predictions of the very model and takes the fastest that agrees with
 * the cpu backend. Leaves the last candidate current.
 * @throws NoBackend
 */
export async function chooseBackend(
  bundle: NetworkBundle,
  wasmUrl: string,
  candidates: readonly BackendName[],
): Promise<BackendReport> {
  const reference = await measure('cpu', bundle, wasmUrl);
  const trials: BackendTrial[] = [];
  for (const backend of candidates) {
    trials.push(await tryBackend(backend, bundle, wasmUrl, reference));
  }
  const [fastest] = usableBackends(trials);
  if (fastest === undefined) throw new NoBackend(trials);
  return { chosen: fastest, trials };
}

async function tryBackend(
  backend: BackendName,
  bundle: NetworkBundle,
  wasmUrl: string,
  reference: Measured,
): Promise<BackendTrial> {
  try {
    const measured = backend === 'cpu' ? reference : await measure(backend, bundle, wasmUrl);
    const maxError = furthest(measured.probabilities, reference.probabilities);
    return {
      backend,
      outcome: maxError <= AGREEMENT ? 'usable' : 'wrong',
      msPerPrediction: measured.msPerPrediction,
      maxError: Number.isFinite(maxError) ? maxError : null,
    };
  } catch {
    return { backend, outcome: 'unavailable', msPerPrediction: null, maxError: null };
  }
}

/** Fastest first. */
export function usableBackends(trials: readonly BackendTrial[]): readonly BackendName[] {
  return trials
    .filter((trial) => trial.outcome === 'usable')
    .sort((a, b) => (a.msPerPrediction ?? Infinity) - (b.msPerPrediction ?? Infinity))
    .map((trial) => trial.backend);
}
