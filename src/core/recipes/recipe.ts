import type { Signal } from '../signals/signal.ts';
import type { DurationMs } from '../units.ts';
import type { WindowContract } from '../windows/window.ts';

/** One layer of a sequential model over length x features. */
export type LayerSpec =
  | { readonly kind: 'lstm'; readonly units: number; readonly returnSequences: boolean }
  | { readonly kind: 'dropout'; readonly rate: number }
  | {
      readonly kind: 'dense';
      readonly units: number;
      readonly activation: 'relu' | 'softmax' | 'sigmoid';
    };

/** Shares of the persons; they sum to 1. */
export interface SplitFractions {
  readonly train: number;
  readonly validation: number;
  readonly test: number;
}

export interface TrainingSettings {
  /** Samples from one training window's start to the next's. */
  readonly hop: number;
  readonly split: SplitFractions;
  readonly maxEpochs: number;
  readonly batchSize: number;
  readonly learningRate: number;
  /** Epochs without a better macro-F1 on the validation persons before it stops. */
  readonly patience: number;
}

/** What is done to a row of predictions before it is shown; never to what is logged. */
export type Smoothing =
  { readonly kind: 'none' } | { readonly kind: 'exponential'; readonly halfLife: DurationMs };

/** Everything between a signal and its predictions. */
export interface Recipe {
  readonly name: string;
  readonly version: number;
  readonly signal: Signal;
  readonly window: WindowContract;
  readonly labels: readonly string[];
  readonly layers: readonly LayerSpec[];
  readonly training: TrainingSettings;
  readonly smoothing: Smoothing;
}
