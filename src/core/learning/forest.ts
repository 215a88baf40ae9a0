import type { ModelSpec } from '../recipes/recipe.ts';
import type { SummaryExamples } from './summary-examples.ts';

export const FOREST_KINDS = ['random_forest', 'gradient_boosting'] as const;
export type ForestKind = (typeof FOREST_KINDS)[number];
export type ForestSpec = Extract<ModelSpec, { kind: ForestKind }>;

export interface ForestJob extends SummaryExamples {
  readonly model: ForestSpec;
  readonly seed: number;
  /** Models grown of all: one where outputs are `exclusive`, else one for each label. */
  readonly onModel?: ((done: number, all: number) => void) | undefined;
  /** Looked at before each model; one that is being grown cannot be stopped but with its worker. */
  readonly abort?: AbortSignal | undefined;
}

export interface TrainedForest {
  readonly outputs: number;
  /** Length of the rows that it takes. */
  readonly columns: number;
  /** Of unscaled summaries, one row each: probabilities, which sum to 1 where `exclusive`. */
  predict(rows: readonly Float32Array[]): Promise<readonly (readonly number[])[]>;
  /** All of it as one file, which `ForestTrainer.read` takes. */
  export(): Promise<Uint8Array<ArrayBuffer>>;
  /** Frees its memory; nothing else may be asked of it then. */
  close(): void;
}

/** Grows forests by the job's seed: the same job gives the same predictions. */
export interface ForestTrainer {
  /** The library and its version. */
  readonly library: string;
  /** @throws ExamplesRefused, ForestRefused, or the reason of `abort`. */
  train(job: ForestJob): Promise<TrainedForest>;
  /** @throws ForestRefused */
  read(bytes: Uint8Array): Promise<TrainedForest>;
}

/** Why a forest was not grown or read. The message is one sentence for the person reading. */
export class ForestRefused extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'ForestRefused';
  }
}
