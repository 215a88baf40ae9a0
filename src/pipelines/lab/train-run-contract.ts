import type { Dataset } from '#core/dataset/dataset.ts';
import type { BundleStore } from '#core/deployments/stored-bundle.ts';
import type { LabDataSpec } from '#core/lab/lab-run.ts';
import type { RunStore } from '#core/lab/lab-stores.ts';
import type { ModelBundle } from '#core/models/model-bundle.ts';
import type { Epoch, TrainingStage } from '#core/models/training.ts';
import type { ModelSpec, Recipe } from '#core/recipes/recipe.ts';
import type { PredictorPorts } from '../train-predictor.ts';

export interface TrainRunPorts {
  readonly runs: Pick<RunStore, 'get' | 'update'>;
  readonly bundles: Pick<BundleStore, 'put'>;
  dataset(data: LabDataSpec, recipe: Recipe): Promise<Dataset>;
  /** Of those that are kept and those that are shipped; rejects with BundleRefused. */
  bundle(bundleId: string): Promise<ModelBundle>;
  trainers(kind: ModelSpec['kind']): Promise<PredictorPorts>;
  /** Unix time, milliseconds. */
  now(): number;
}

export interface TrainRunOptions {
  readonly runId: string;
  readonly ports: TrainRunPorts;
  readonly onStage?: (stage: 'reading' | TrainingStage) => void;
  readonly onEpoch?: (epoch: Epoch) => void;
  readonly onBatch?: (done: number, all: number) => void;
  readonly onTrouble?: (why: string) => void;
  /** Ends it after the running epoch; the best so far is judged and kept. */
  readonly finish?: AbortSignal;
  /** Draws of persons for the intervals. */
  readonly resamples?: number;
}
