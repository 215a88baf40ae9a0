import type { LayerSpec, TrainingSettings } from '../recipes/recipe.ts';

/** A model's form: its layers over length x featureCount. */
export interface ModelShape {
  readonly layers: readonly LayerSpec[];
  readonly length: number;
  readonly featureCount: number;
}

/** Scaled windows and their labels; all of one shape. */
export interface Examples {
  readonly windows: readonly Float32Array[];
  readonly labels: readonly number[];
}

export interface Epoch {
  /** From 1. */
  readonly number: number;
  /** Mean weighted cross-entropy over the epoch's batches, with dropout. */
  readonly loss: number;
  /** What `judge` said of the validation examples. */
  readonly score: number;
  readonly best: boolean;
}

export interface TrainingJob {
  readonly shape: ModelShape;
  readonly settings: TrainingSettings;
  readonly seed: number;
  /** One per label. */
  readonly classWeights: readonly number[];
  readonly train: Examples;
  readonly validation: Examples;
  /** Score of the labels predicted for the validation examples; higher is better. */
  readonly judge: (truth: readonly number[], predicted: readonly number[]) => number;
  readonly onEpoch?: ((epoch: Epoch) => void) | undefined;
  readonly abort?: AbortSignal | undefined;
}

export interface TrainedNetwork {
  readonly epochs: number;
  readonly bestEpoch: number;
  readonly bestScore: number;
  /** Probabilities of scaled windows, one row each. */
  predict(windows: readonly Float32Array[]): Promise<readonly (readonly number[])[]>;
  /** The weights in the order of the layers, and the tfjs `model.json` for them. */
  export(): Promise<{ readonly topology: string; readonly weights: ArrayBuffer }>;
  close(): void;
}

/** Trains by the job's seed: the same job on the same backend gives the same weights. */
export interface ModelTrainer {
  readonly backend: string;
  train(job: TrainingJob): Promise<TrainedNetwork>;
}
