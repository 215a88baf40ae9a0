import type { NetworkSettings } from '../recipes/recipe.ts';
import type { LayerSpec } from './layer-spec.ts';
import type { OutputKind } from './output-kind.ts';

/** What a training is at. */
export type TrainingStage = 'preparing' | 'training' | 'baseline' | 'judging';

/** A model's form: its layers over length x featureCount. */
export interface ModelShape {
  readonly layers: readonly LayerSpec[];
  readonly length: number;
  readonly featureCount: number;
}

/** Scaled windows (padding is 0) and what is true of them, in the same order. */
export interface Examples {
  /** length x features each. */
  readonly windows: readonly Float32Array[];
  /** One number 0..1 for each output; of `exclusive` ones they sum to 1. */
  readonly targets: readonly (readonly number[])[];
  /** What each counts for in the loss; 1 where not given. */
  readonly weights?: readonly number[];
}

export interface Epoch {
  /** From 1. */
  readonly number: number;
  /** Mean weighted loss over the epoch's batches, with dropout. */
  readonly loss: number;
  /** The same loss of the validation examples, without dropout and weights. */
  readonly validationLoss: number;
  /** What `judge` said of the validation examples. */
  readonly score: number;
  readonly learningRate: number;
  readonly best: boolean;
}

/** All that is needed to go on after an epoch as if nothing had happened. */
export interface TrainingCheckpoint {
  /** Of the job: shape, settings, seed and data; another job's is not resumed. */
  readonly fingerprint: string;
  readonly history: readonly Epoch[];
  /** In the order of `weightShapes`. */
  readonly weights: ArrayBuffer;
  readonly best: { readonly epoch: number; readonly weights: ArrayBuffer };
  /** First and second moments of each trained weight, and the steps taken. */
  readonly optimizer: { readonly steps: number; readonly moments: ArrayBuffer };
}

/** Where checkpoints are kept; one per fingerprint, the newest. */
export interface CheckpointStore {
  load(fingerprint: string): Promise<TrainingCheckpoint | null>;
  save(checkpoint: TrainingCheckpoint): Promise<void>;
  clear(fingerprint: string): Promise<void>;
}

export interface NetworkJob {
  readonly shape: ModelShape;
  readonly output: OutputKind;
  readonly settings: NetworkSettings;
  readonly seed: number;
  readonly train: Examples;
  readonly validation: Examples;
  /** Score of the probabilities of the validation examples; higher is better. */
  readonly judge: (probabilities: readonly (readonly number[])[]) => number | Promise<number>;
  /** Weights to start from, in the order of `weightShapes`; from the seed where not given. */
  readonly initial?: ArrayBuffer | undefined;
  /** Positions in `shape.layers` whose weights stay as they are. */
  readonly frozen?: readonly number[] | undefined;
  readonly fingerprint: string;
  readonly resumeFrom?: TrainingCheckpoint | undefined;
  /** Told in a sentence why `resumeFrom` was not used; training then starts anew. */
  readonly onCheckpointRefused?: ((why: string) => void) | undefined;
  /** After every epoch; training goes on once it has resolved. */
  readonly onCheckpoint?: ((checkpoint: TrainingCheckpoint) => Promise<void>) | undefined;
  readonly onEpoch?: ((epoch: Epoch) => void) | undefined;
  /** Within an epoch: batches done of all. */
  readonly onBatch?: ((done: number, all: number) => void) | undefined;
  /** Stops at the next batch; the promise rejects with its reason. */
  readonly abort?: AbortSignal | undefined;
  /** Stops after the epoch that is running and keeps the best so far. */
  readonly finish?: AbortSignal | undefined;
}

/** The weights of the best epoch are in place. */
export interface TrainedNetwork {
  readonly history: readonly Epoch[];
  readonly bestEpoch: number;
  readonly bestScore: number;
  /** Raw outputs for scaled windows, one row each. */
  predict(windows: readonly Float32Array[]): Promise<readonly (readonly number[])[]>;
  /** The weights in the order of `weightShapes`, and the tfjs `model.json` for them. */
  export(): Promise<{ readonly topology: string; readonly weights: ArrayBuffer }>;
  close(): void;
}

/** Trains by the job's seed: the same job on the same backend gives the same weights. */
export interface NetworkTrainer {
  readonly backend: string;
  train(job: NetworkJob): Promise<TrainedNetwork>;
}
