import type { Dataset } from '#core/dataset/dataset.ts';
import { labelRuleWords } from '#core/dataset/label-rule-words.ts';
import { personsOf } from '#core/dataset/split-by-person.ts';
import type { LabRun, RunGate } from '#core/lab/lab-run.ts';
import { RunRefused } from '#core/lab/run-refusal.ts';
import type { Recipe } from '#core/recipes/recipe.ts';
import { modelSignal } from '#core/signals/model-signals.ts';
import { TrainingFailed } from '#core/training/training-failed.ts';
import { storedBundleOf } from '../stored-bundle-of.ts';
import type { TrainedBundle, TrainModelOptions } from '../train-contract.ts';
import { trainModel } from '../train-model.ts';
import type { PredictorPorts } from '../train-predictor.ts';
import { type RunLog, runLog } from './run-log.ts';
import type { TrainRunOptions, TrainRunPorts } from './train-run-contract.ts';
import { tuneRun } from './tune-run.ts';

async function readData({ data, recipe }: LabRun, ports: TrainRunPorts): Promise<Dataset> {
  const dataset = await ports.dataset(data, recipe);
  if (dataset.windows.length > 0) return dataset;
  const [problem] = dataset.report.problems;
  throw new RunRefused(
    `No window of the chosen sources has a label for this recipe (${labelRuleWords(recipe.labels)}), so nothing can be learnt. Add label files, label recordings, or choose another label rule.${problem === undefined ? '' : ` The first problem was: ${problem}`}`,
  );
}

const signalOf = ({ signal }: Recipe) => {
  const known = modelSignal(signal);
  if (known !== null) return known;
  throw new RunRefused(
    `The recipe learns from the signal ${signal.name} ${signal.version}, which is not known here. Choose face or attention.`,
  );
};

/** Checkpoints stay until the bundle is kept: until then they are all that is left of the training. */
function lastingCheckpoints(ports: PredictorPorts) {
  const done: string[] = [];
  const { checkpoints } = ports;
  const lasting: PredictorPorts = {
    ...ports,
    checkpoints:
      checkpoints === null
        ? null
        : {
            load: (fingerprint) => checkpoints.load(fingerprint),
            save: (checkpoint) => checkpoints.save(checkpoint),
            clear(fingerprint) {
              done.push(fingerprint);
              return Promise.resolve();
            },
          },
  };
  const clear = async (): Promise<void> => {
    for (const fingerprint of done) await checkpoints?.clear(fingerprint);
  };
  return { ports: lasting, clear };
}

/**
 * What the loss came to is no number: the epochs before it are kept by their checkpoint, so the best
 * of them is judged as if it had been stopped there.
 */
async function trainedOrKept(options: TrainModelOptions, log: RunLog): Promise<TrainedBundle> {
  try {
    return await trainModel(options);
  } catch (error) {
    const keeps =
      error instanceof TrainingFailed &&
      error.fault === 'diverged' &&
      error.kept !== null &&
      options.ports.checkpoints !== null;
    if (!keeps) throw error;
    log.trouble(error.message);
    return trainModel({ ...options, finish: AbortSignal.abort() });
  }
}

async function keep(bundle: TrainedBundle, ports: TrainRunPorts): Promise<void> {
  try {
    await ports.bundles.put(storedBundleOf(bundle, 'trained', ports.now()));
  } catch (cause) {
    throw new RunRefused(
      'It is trained, but this browser could not keep the model. Delete models, runs or sessions that are no longer needed, then go on: nothing is trained twice.',
      { cause },
    );
  }
}

interface Trained {
  readonly trained: TrainedBundle;
  readonly gate: RunGate | undefined;
}

async function train(
  run: LabRun,
  { ports, finish, resamples, onBatch }: TrainRunOptions,
  log: RunLog,
): Promise<Trained> {
  const { recipe, seed, parent } = run;
  const signal = signalOf(recipe);
  log.stage('reading');
  const { windows, sources, official, by } = await readData(run, ports);
  log.read({
    sources: sources.map(({ name }) => name),
    windows: windows.length,
    persons: personsOf(windows).size,
  });
  const checkpoints = lastingCheckpoints(await ports.trainers(recipe.model.kind));
  const options: TrainModelOptions = {
    recipe,
    signal,
    windows,
    split: official,
    by,
    seed,
    sources,
    preparation: '',
    ports: checkpoints.ports,
    createdAt: new Date(ports.now()).toISOString(),
    libraries: {},
    onStage: log.stage,
    onEpoch: log.epoch,
    onTrouble: log.trouble,
    abort: log.gone,
    ...(onBatch === undefined ? {} : { onBatch }),
    ...(finish === undefined ? {} : { finish }),
    ...(resamples === undefined ? {} : { resamples }),
  };
  const outcome =
    parent === undefined
      ? { trained: await trainedOrKept(options, log), gate: undefined }
      : await tuneRun(parent, await ports.bundle(parent.bundleId), options);
  await keep(outcome.trained, ports);
  await checkpoints.clear();
  return outcome;
}

const sentence = (error: unknown): string =>
  error instanceof Error && error.message !== '' ? error.message : 'The training stopped.';

/**
 * Trains a kept run from its data to a kept bundle, or goes on with it after its last epoch. Each
 * stage and epoch is written into the run as it comes. Rejects as it failed; the run then says why
 * in a sentence.
 */
export async function trainRun(options: TrainRunOptions): Promise<{ readonly bundleId: string }> {
  const { runId, ports } = options;
  const run = await ports.runs.get(runId);
  if (run === null) {
    throw new RunRefused('This run is no longer kept, so it is not trained. Start a new one.');
  }
  const log = runLog(options);
  try {
    const { trained, gate } = await train(run, options, log);
    const { manifest, history } = trained;
    if (manifest.origin.kind !== 'trained') throw new TypeError('it was trained here');
    const { evaluation } = manifest.origin;
    const state = { kind: 'trained', bundleId: manifest.id, evaluation, gate } as const;
    await log.end((ended) => ({ ...ended, state, history }));
    return { bundleId: manifest.id };
  } catch (error) {
    const state = { kind: 'failed', why: sentence(error) } as const;
    await log.end((ended) => ({ ...ended, state })).catch(() => undefined);
    throw error;
  }
}
