import type { PreparedTraining } from '#core/dataset/prepare-training.ts';
import { type Scaler, scaledPadded } from '#core/dataset/scaler.ts';
import type { SourcedWindow } from '#core/dataset/sided-window.ts';
import { TrainingRefused } from '#core/dataset/training-refusal.ts';
import { validationScore } from '#core/evaluation/validation-score.ts';
import { knownLabelSteps } from '#core/learning/fit-known-labels.ts';
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
import type {
  CheckpointStore,
  Epoch,
  NetworkTrainer,
  TrainedNetwork,
} from '#core/models/training.ts';
import type { OutputKind } from '#core/models/output-kind.ts';
import { weightShapes } from '#core/models/weight-shapes.ts';
import type { ModelSpec, NetworkSettings, Recipe } from '#core/recipes/recipe.ts';
import { type GiveWay, inTurns, mappedInTurns, turns } from './in-turns.ts';

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

const scaledInTurns = (windows: readonly SourcedWindow[], scaler: Scaler, giveWay: GiveWay) =>
  mappedInTurns(windows, ({ values, padding }) => scaledPadded(values, padding, scaler), giveWay);

const targetsOf = (windows: readonly SourcedWindow[]) => windows.map(({ targets }) => targets);

/** A network that cannot be handed on is let go. */
async function exported(network: TrainedNetwork): ReturnType<TrainedNetwork['export']> {
  try {
    return await network.export();
  } catch (cause) {
    network.close();
    throw cause;
  }
}

type Network = Extract<ModelSpec, { kind: 'network' }>;

async function trainNetwork(
  { layers, settings }: Network,
  job: PredictorJob,
  ports: PredictorPorts,
): Promise<Predictor> {
  const { recipe, featureCount, output, prepared, seed, fingerprint } = job;
  const { scaler, sides, train, weights } = prepared;
  const giveWay = turns(job.abort);
  const validation = targetsOf(sides.validation);
  const { checkpoints } = ports;
  const network = await ports.network.train({
    shape: { layers, length: recipe.window.length, featureCount },
    output,
    settings,
    seed,
    train: {
      windows: await scaledInTurns(train, scaler, giveWay),
      targets: targetsOf(train),
      weights,
    },
    validation: {
      windows: await scaledInTurns(sides.validation, scaler, giveWay),
      targets: validation,
    },
    judge: judgeOf(settings, output, validation),
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
  const { topology, weights: bytes } = await exported(network);
  return {
    predict: async (windows) => network.predict(await scaledInTurns(windows, scaler, giveWay)),
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

const summariesInTurns = (
  windows: readonly SourcedWindow[],
  featureCount: number,
  giveWay: GiveWay,
) =>
  mappedInTurns(
    windows,
    ({ values, padding }) => windowSummary(values, padding, featureCount),
    giveWay,
  );

const WITHOUT_EPOCHS = { epochs: 0, bestEpoch: 0, score: { name: 'none', value: null } };

/** On the training side as it was recorded: a baseline that anybody would get. */
export const plainly = (job: PredictorJob): PredictorJob => {
  const { train } = job.prepared.sides;
  return { ...job, prepared: { ...job.prepared, train, weights: train.map(() => 1) } };
};

/** The regression on the summaries of the training side; also the baseline of every other model. */
export async function trainLogistic(l2: number, job: PredictorJob): Promise<Predictor> {
  const { featureCount, output, prepared, abort } = job;
  const giveWay = turns(abort);
  const steps = knownLabelSteps({
    rows: await summariesInTurns(prepared.train, featureCount, giveWay),
    targets: targetsOf(prepared.train),
    sampleWeights: prepared.weights,
    output,
    l2,
  });
  const model = await inTurns(steps, giveWay);
  return {
    predict: async (windows) =>
      predictLogistic(model, output, await summariesInTurns(windows, featureCount, giveWay)),
    model,
    files: new Map(),
    run: { backend: 'typed arrays', ...WITHOUT_EPOCHS },
    history: [],
    close: () => undefined,
  };
}

async function trainForest(
  model: ForestSpec,
  job: PredictorJob,
  { forest: trainer, sha256 }: PredictorPorts,
): Promise<Predictor> {
  if (trainer === null) throw new TrainingRefused('Forests cannot be trained here.');
  const { featureCount, output, prepared, seed, abort } = job;
  const giveWay = turns(abort);
  const forest = await trainer.train({
    rows: await summariesInTurns(prepared.train, featureCount, giveWay),
    targets: targetsOf(prepared.train),
    // Of independent labels the presence and absence would be weighed: a recipe says nothing of that.
    classWeights: output === 'exclusive' ? prepared.classWeights : undefined,
    output,
    model,
    seed,
    abort,
  });
  const { buffer: bytes } = await forest.export();
  return {
    predict: async (windows) =>
      forest.predict(await summariesInTurns(windows, featureCount, giveWay)),
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

/**
 * Trains the recipe's model on the prepared sides. The caller closes it, and clears the checkpoint
 * once nothing of it can be lost any more.
 */
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
