import type { PreparedTraining } from '#core/dataset/prepare-training.ts';
import { examplesOf } from '#core/dataset/prepare-training.ts';
import type { SourcedWindow } from '#core/dataset/sided-window.ts';
import { TrainingRefused } from '#core/dataset/training-refusal.ts';
import { validationScore } from '#core/evaluation/validation-score.ts';
import { logisticSteps } from '#core/learning/fit-logistic.ts';
import type { ForestSpec, ForestTrainer } from '#core/learning/forest.ts';
import { predictLogistic } from '#core/learning/logistic-model.ts';
import { windowSummary } from '#core/learning/window-summary.ts';
import {
  FOREST_FILE,
  type ManifestModel,
  type TrainedOrigin,
  TOPOLOGY_FILE,
  WEIGHTS_FILE,
} from '#core/models/bundle-manifest.ts';
import type { CheckpointStore, Epoch, NetworkTrainer } from '#core/models/training.ts';
import type { OutputKind } from '#core/models/output-kind.ts';
import { weightShapes } from '#core/models/weight-shapes.ts';
import type { ModelSpec, NetworkSettings, Recipe } from '#core/recipes/recipe.ts';
import { nextTurn } from './next-turn.ts';

/** A trained model and what a bundle is to hold of it. */
export interface Predictor {
  /** Raw outputs, one row a window. */
  predict(windows: readonly SourcedWindow[]): Promise<readonly (readonly number[])[]>;
  readonly model: ManifestModel;
  readonly files: ReadonlyMap<string, string | ArrayBuffer>;
  readonly run: Pick<TrainedOrigin['run'], 'backend' | 'epochs' | 'bestEpoch' | 'score'>;
  readonly history: readonly Epoch[];
  close(): void;
}

export interface PredictorPorts {
  readonly network: NetworkTrainer;
  /** Null where forests cannot be trained. */
  readonly forest: ForestTrainer | null;
  readonly checkpoints: CheckpointStore | null;
  readonly sha256: (bytes: ArrayBuffer) => Promise<string>;
}

export interface PredictorJob {
  readonly recipe: Recipe;
  readonly featureCount: number;
  readonly output: OutputKind;
  readonly prepared: Omit<PreparedTraining, 'split'>;
  readonly seed: number;
  readonly fingerprint: string;
  /** To start from, and which layers stay. */
  readonly initial?: { readonly weights: ArrayBuffer; readonly frozen: readonly number[] };
  readonly onEpoch?: ((epoch: Epoch) => void) | undefined;
  readonly onBatch?: ((done: number, all: number) => void) | undefined;
  /** Told in a sentence what did not stop the training. */
  readonly onTrouble?: ((why: string) => void) | undefined;
  readonly abort?: AbortSignal | undefined;
  readonly finish?: AbortSignal | undefined;
}

/** Where nothing is to be stopped by, the trainer keeps the last epoch, whatever it is told. */
const judgeOf = (
  { earlyStopping }: NetworkSettings,
  output: OutputKind,
  targets: readonly (readonly number[])[],
) => (earlyStopping === null ? () => 0 : validationScore(earlyStopping.score, output, targets));

type Network = Extract<ModelSpec, { kind: 'network' }>;

async function trainNetwork(
  { layers, settings }: Network,
  job: PredictorJob,
  ports: PredictorPorts,
): Promise<Predictor> {
  const { recipe, featureCount, output, prepared, seed, fingerprint } = job;
  const { scaler, sides, train, weights } = prepared;
  const validation = examplesOf(sides.validation, scaler);
  const { checkpoints } = ports;
  const network = await ports.network.train({
    shape: { layers, length: recipe.window.length, featureCount },
    output,
    settings,
    seed,
    train: examplesOf(train, scaler, weights),
    validation,
    judge: judgeOf(settings, output, validation.targets),
    initial: job.initial?.weights,
    frozen: job.initial?.frozen,
    fingerprint,
    resumeFrom: (await checkpoints?.load(fingerprint)) ?? undefined,
    onCheckpointRefused: job.onTrouble,
    onCheckpoint: (checkpoint) => checkpoints?.save(checkpoint) ?? Promise.resolve(),
    onEpoch: job.onEpoch,
    onBatch: job.onBatch,
    abort: job.abort,
    finish: job.finish,
  });
  const { topology, weights: bytes } = await network.export();
  await checkpoints?.clear(fingerprint);
  return {
    predict: (windows) => network.predict(examplesOf(windows, scaler).windows),
    model: {
      kind: 'network',
      layers,
      weights: {
        file: WEIGHTS_FILE,
        sha256: await ports.sha256(bytes),
        bytes: bytes.byteLength,
        tensors: [...weightShapes(layers, featureCount)],
      },
    },
    files: new Map<string, string | ArrayBuffer>([
      [TOPOLOGY_FILE, topology],
      [WEIGHTS_FILE, bytes],
    ]),
    run: {
      backend: ports.network.backend,
      epochs: network.history.length,
      bestEpoch: network.bestEpoch,
      score: {
        name: settings.earlyStopping?.score ?? 'none',
        value: settings.earlyStopping === null ? null : network.bestScore,
      },
    },
    history: network.history,
    close: () => {
      network.close();
    },
  };
}

const summaries = (windows: readonly SourcedWindow[], featureCount: number) =>
  windows.map(({ values, padding }) => windowSummary(values, padding, featureCount));

const WITHOUT_EPOCHS = { epochs: 0, bestEpoch: 0, score: { name: 'none', value: null } };

/** On the training side as it was recorded: a baseline that anybody would get. */
export const plainly = (job: PredictorJob): PredictorJob => {
  const { train } = job.prepared.sides;
  return { ...job, prepared: { ...job.prepared, train, weights: train.map(() => 1) } };
};

/** The regression on the summaries of the training side; also the baseline of every other model. */
export async function trainLogistic(l2: number, job: PredictorJob): Promise<Predictor> {
  const { featureCount, output, prepared, abort } = job;
  const steps = logisticSteps({
    rows: summaries(prepared.train, featureCount),
    targets: prepared.train.map(({ targets }) => targets),
    sampleWeights: prepared.weights,
    output,
    l2,
  });
  for (;;) {
    await nextTurn();
    abort?.throwIfAborted();
    const next = steps.next();
    if (next.done !== true) continue;
    const { model } = next.value;
    return {
      predict: (windows) =>
        Promise.resolve(predictLogistic(model, output, summaries(windows, featureCount))),
      model,
      files: new Map(),
      run: { backend: 'typed arrays', ...WITHOUT_EPOCHS },
      history: [],
      close: () => undefined,
    };
  }
}

async function trainForest(
  model: ForestSpec,
  job: PredictorJob,
  { forest: trainer, sha256 }: PredictorPorts,
): Promise<Predictor> {
  if (trainer === null) throw new TrainingRefused('Forests cannot be trained here.');
  const { featureCount, output, prepared, seed, abort } = job;
  const forest = await trainer.train({
    rows: summaries(prepared.train, featureCount),
    targets: prepared.train.map(({ targets }) => targets),
    // Of independent labels the presence and absence would be weighed: a recipe says nothing of that.
    classWeights: output === 'exclusive' ? prepared.classWeights : undefined,
    output,
    model,
    seed,
    abort,
  });
  const { buffer: bytes } = await forest.export();
  return {
    predict: (windows) => forest.predict(summaries(windows, featureCount)),
    model: {
      kind: 'forest',
      file: FOREST_FILE,
      sha256: await sha256(bytes),
      bytes: bytes.byteLength,
    },
    files: new Map([[FOREST_FILE, bytes]]),
    run: { backend: trainer.library, ...WITHOUT_EPOCHS },
    history: [],
    close: () => {
      forest.close();
    },
  };
}

/** Trains the recipe's model on the prepared sides. The caller closes it. */
export function trainPredictor(job: PredictorJob, ports: PredictorPorts): Promise<Predictor> {
  const { model } = job.recipe;
  switch (model.kind) {
    case 'network':
      return trainNetwork(model, job, ports);
    case 'logistic':
      return trainLogistic(model.l2, job);
    case 'random_forest':
    case 'gradient_boosting':
      return trainForest(model, job, ports);
  }
}
