import type {
  Epoch,
  Examples,
  NetworkJob,
  NetworkTrainer,
  TrainedNetwork,
} from '#core/models/training.ts';
import { at } from '#core/numeric/at.ts';
import { seededRandom, shuffled } from '#core/numeric/seeded-random.ts';
import { adamStep } from '#core/training/adam.ts';
import { checkJob } from '#core/training/check-job.ts';
import { nextLearningRate } from '#core/training/learning-rate.ts';
import { batchLoss, outputsOf } from '#core/training/loss.ts';
import { PURPOSE, seedOf } from '#core/training/seed-of.ts';
import { TrainingFailed } from '#core/training/training-failed.ts';
import { beginTraining, checkpointOf, type TrainingState } from '#core/training/training-state.ts';
import { trainedPlaces } from '#core/training/weight-places.ts';
import { type TfjsBackend, useBackend } from './backends.ts';
import { exportLayersModel } from './export-model.ts';
import { type NetworkPass, networkPass } from './network-pass.ts';
import { gradientsOf, sumsOf } from './network-run.ts';

/** Messages get their turn at least this often. */
const TURN_MS = 10;

const DIVERGED =
  'was no number. Try a smaller learning rate, clipNorm 1, or look for values in the data that are no numbers.';

function diverged(what: string, epoch: number, { best }: TrainingState): TrainingFailed {
  const kept =
    best === null
      ? 'No epoch was finished, so no weights were kept.'
      : `The weights of epoch ${best.epoch} are kept.`;
  return new TrainingFailed('diverged', `In epoch ${epoch} ${what} ${DIVERGED} ${kept}`, {
    kept: best === null ? null : { epoch: best.epoch, weights: best.weights.slice().buffer },
  });
}

/** Gives way to whatever waits for the event loop, if it has been long. */
function turns(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < TURN_MS) return;
    await new Promise((resolve) => setTimeout(resolve));
    last = performance.now();
  };
}

async function runEpoch(
  job: NetworkJob,
  pass: NetworkPass,
  state: TrainingState,
  epoch: number,
  learningRate: number,
  giveWay: () => Promise<void>,
): Promise<number> {
  const { settings, shape, seed, output, train } = job;
  const { batchSize, clipNorm, weightDecay, loss: kind } = settings;
  const trained = trainedPlaces(pass.places, job.frozen);
  const indices = train.windows.map((_, index) => index);
  const order = shuffled(indices, seededRandom(seedOf(seed, PURPOSE.order, epoch)));
  const batches = Math.ceil(order.length / batchSize);
  let total = 0;
  for (let batch = 0; batch < batches; batch++) {
    const chosen = order.slice(batch * batchSize, (batch + 1) * batchSize);
    const targets = chosen.map((index) => at(train.targets, index));
    const own = train.weights;
    const weights = own === undefined ? undefined : chosen.map((index) => at(own, index));
    const { loss, gradients } = await gradientsOf(pass, {
      shape,
      weights: state.weights,
      windows: chosen.map((index) => at(train.windows, index)),
      trained,
      seeds: (layer) => seedOf(seed, PURPOSE.dropout, epoch, batch, layer),
      lossOf: (sums) => batchLoss({ loss: kind, output }, sums, targets, weights),
    });
    if (!Number.isFinite(loss)) throw diverged('the loss', epoch, state);
    adamStep(state.weights, gradients, trained, state.adam, {
      learningRate,
      clipNorm,
      weightDecay,
    });
    total += loss;
    job.onBatch?.(batch + 1, batches);
    await giveWay();
    job.abort?.throwIfAborted();
  }
  return total / order.length;
}

async function predictRows(
  job: Pick<NetworkJob, 'shape' | 'output'>,
  pass: NetworkPass,
  weights: Float32Array,
  windows: readonly Float32Array[],
  each: () => Promise<void>,
): Promise<{ readonly sums: Float32Array; readonly rows: readonly (readonly number[])[] }> {
  const sums = await sumsOf(pass, { shape: job.shape, weights, windows }, each);
  const width = windows.length === 0 ? 0 : sums.length / windows.length;
  const rows = windows.map((_, index) => outputsOf(job.output, sums, index * width, width));
  return { sums, rows };
}

async function validate(
  job: NetworkJob,
  pass: NetworkPass,
  weights: Float32Array,
  each: () => Promise<void>,
): Promise<{ readonly loss: number; readonly score: number }> {
  const { windows, targets }: Examples = job.validation;
  const { sums, rows } = await predictRows(job, pass, weights, windows, each);
  const { loss } = job.settings;
  const { sum } = batchLoss({ loss, output: job.output }, sums, targets);
  return { loss: sum / windows.length, score: Number.isFinite(sum) ? await job.judge(rows) : NaN };
}

/** Holds on to nothing of the job but its form: its windows may be gigabytes. */
function trained(
  form: Pick<NetworkJob, 'shape' | 'output'>,
  pass: NetworkPass,
  { best, history }: Pick<TrainingState, 'best' | 'history'>,
): TrainedNetwork {
  if (best === null) throw new TrainingFailed('job', 'No epoch was trained.');
  const weights = best.weights;
  const giveWay = turns();
  let closed = false;
  const ensureOpen = () => {
    if (closed) throw new TrainingFailed('lost', 'The trained network was closed.');
  };
  return {
    history: [...history],
    bestEpoch: best.epoch,
    bestScore: best.score,
    async predict(windows) {
      ensureOpen();
      return (await predictRows(form, pass, weights, windows, giveWay)).rows;
    },
    async export() {
      ensureOpen();
      return Promise.resolve(exportLayersModel(form.shape, weights));
    },
    close() {
      closed = true;
    },
  };
}

async function train(job: NetworkJob): Promise<TrainedNetwork> {
  checkJob(job);
  job.abort?.throwIfAborted();
  const { maxEpochs, earlyStopping } = job.settings;
  const pass = networkPass(job.shape);
  const state = beginTraining(job);
  const giveWay = turns();
  const each = async () => {
    await giveWay();
    job.abort?.throwIfAborted();
  };
  const goesOn = ({ history, best }: TrainingState): boolean =>
    best === null ||
    (history.length < maxEpochs &&
      (earlyStopping === null || history.length - best.epoch < earlyStopping.patience) &&
      job.finish?.aborted !== true);

  while (goesOn(state)) {
    const number = state.history.length + 1;
    const learningRate = nextLearningRate(job.settings, state.history);
    const loss = await runEpoch(job, pass, state, number, learningRate, giveWay);
    const validation = await validate(job, pass, state.weights, each);
    if (!Number.isFinite(validation.loss)) throw diverged('the validation loss', number, state);
    const { score } = validation;
    const before = state.best;
    const best =
      earlyStopping === null ||
      before === null ||
      score > before.score ||
      Number.isNaN(before.score);
    const epoch: Epoch = {
      number,
      loss,
      validationLoss: validation.loss,
      score,
      learningRate,
      best,
    };
    state.history.push(epoch);
    if (best) state.best = { epoch: number, score, weights: state.weights.slice() };
    job.onEpoch?.(epoch);
    await job.onCheckpoint?.(checkpointOf(job.fingerprint, state));
    job.abort?.throwIfAborted();
  }
  return trained({ shape: job.shape, output: job.output }, pass, state);
}

/** On the current tfjs backend. All of a job's tensors are gone between its batches. */
export const tfjsTrainer = (backend: string): NetworkTrainer => ({ backend, train });

/**
 * `wasmUrl` is the folder of the tfjs wasm files, ending in a slash.
 * @throws BackendUnavailable
 */
export async function openTfjsTrainer(
  backend: TfjsBackend,
  wasmUrl: string,
): Promise<NetworkTrainer> {
  await useBackend(backend, wasmUrl);
  return tfjsTrainer(backend);
}
