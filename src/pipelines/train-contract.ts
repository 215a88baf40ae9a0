import type { TrainingMaterial } from '#core/dataset/prepare-training.ts';
import type { EvaluationProgress } from '#core/evaluation/evaluate-model.ts';
import type { BundleManifest, DataSource } from '#core/models/bundle-manifest.ts';
import type { Epoch, TrainingStage } from '#core/models/training.ts';
import type { PredictorJob, PredictorPorts } from './train-predictor.ts';

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
  /** Told in a sentence what did not stop the training, such as a checkpoint that is not used. */
  readonly onTrouble?: (why: string) => void;
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
