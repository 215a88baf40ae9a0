import { outputOf } from '#core/dataset/label-rule.ts';
import { prepareTraining, type TrainingMaterial } from '#core/dataset/prepare-training.ts';
import type { EvaluationProgress } from '#core/evaluation/evaluate-model.ts';
import type { BundleManifest, DataSource } from '#core/models/bundle-manifest.ts';
import type { Epoch } from '#core/models/training.ts';
import { bundleOf } from './bundle-of.ts';
import { judgePredictor } from './judge-predictor.ts';
import {
  type PredictorJob,
  type PredictorPorts,
  trainLogistic,
  trainPredictor,
} from './train-predictor.ts';

export type TrainingStage = 'preparing' | 'training' | 'baseline' | 'judging';

export interface TrainModelOptions extends TrainingMaterial {
  readonly sources: readonly DataSource[];
  /** What was done to the data beyond the recipe, in words. */
  readonly preparation: string;
  readonly ports: PredictorPorts;
  /** The bundle that is trained further, and its weights. */
  readonly parent?: { readonly id: string; readonly initial: NonNullable<PredictorJob['initial']> };
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly libraries: Readonly<Record<string, string>>;
  /** Draws of persons for the intervals. */
  readonly resamples?: number;
  readonly onStage?: (stage: TrainingStage) => void;
  readonly onEpoch?: (epoch: Epoch) => void;
  readonly onBatch?: (done: number, all: number) => void;
  readonly onJudged?: (progress: EvaluationProgress) => void;
  readonly abort?: AbortSignal;
  readonly finish?: AbortSignal;
}

/** The files of a bundle, and how its training went. */
export interface TrainedBundle {
  readonly manifest: BundleManifest;
  readonly files: ReadonlyMap<string, string | ArrayBuffer>;
  readonly history: readonly Epoch[];
}

const L2 = 1;

const bytesOf = (text: string): ArrayBuffer => new TextEncoder().encode(text).buffer;

/** What makes two trainings the same: a checkpoint of one is gone on with by the other. */
const fingerprintOf = (options: TrainModelOptions): Promise<string> => {
  const { recipe, seed, split, sources, preparation, parent, ports } = options;
  const known = { recipe, seed, split, sources, preparation, parent: parent?.id ?? null };
  return ports.sha256(bytesOf(JSON.stringify(known)));
};

/** On the training side as it was recorded: a baseline that anybody would get. */
export const plainly = (job: PredictorJob): PredictorJob => {
  const { train } = job.prepared.sides;
  return { ...job, prepared: { ...job.prepared, train, weights: train.map(() => 1) } };
};

/**
 * From labelled windows to a bundle: splits by person, prepares the training side, trains, stops,
 * calibrates and learns to abstain on the validation side, and judges on the test side beside the
 * logistic and the majority baselines. The same options on the same backend give the same bundle.
 * Throws SplitRefused, TrainingRefused, TrainingFailed, and the reason of `abort`.
 */
export async function trainModel(options: TrainModelOptions): Promise<TrainedBundle> {
  const { recipe, signal, seed, ports } = options;
  options.onStage?.('preparing');
  const prepared = await prepareTraining(options);
  const output = outputOf(recipe.labels);
  const job: PredictorJob = {
    recipe,
    featureCount: signal.features.length,
    output,
    prepared,
    seed,
    fingerprint: await fingerprintOf(options),
    ...(options.parent === undefined ? {} : { initial: options.parent.initial }),
    onEpoch: options.onEpoch,
    onBatch: options.onBatch,
    abort: options.abort,
    finish: options.finish,
  };
  options.onStage?.('training');
  const predictor = await trainPredictor(job, ports);
  try {
    options.onStage?.('baseline');
    const baseline =
      recipe.model.kind === 'logistic' ? null : await trainLogistic(L2, plainly(job));
    options.onStage?.('judging');
    return await bundleOf(
      options,
      job,
      predictor,
      await judgePredictor(options, job, predictor, baseline),
    );
  } finally {
    predictor.close();
  }
}
