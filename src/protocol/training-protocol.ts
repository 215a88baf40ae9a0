import type { Epoch, ModelShape, NetworkJob, TrainingCheckpoint } from '#core/models/training.ts';
import type { OutputKind } from '#core/models/output-kind.ts';
import type { NetworkSettings } from '#core/recipes/recipe.ts';
import type { KeptWeights, TrainingFault } from '#core/training/training-failed.ts';

/** Those of tfjs. */
export type TrainingBackend = 'wasm' | 'webgpu' | 'cpu';

/** Rows of equal width one after the other; transferred. */
export interface PackedRows {
  readonly values: Float32Array<ArrayBuffer>;
  readonly count: number;
}

export interface PackedExamples {
  readonly windows: PackedRows;
  readonly targets: readonly (readonly number[])[];
  readonly weights?: readonly number[];
}

/** A job without what cannot cross: those functions are asked for by notices. */
export interface TrainingRequest {
  readonly shape: ModelShape;
  readonly output: OutputKind;
  readonly settings: NetworkSettings;
  readonly seed: number;
  readonly train: PackedExamples;
  readonly validation: PackedExamples;
  readonly initial?: ArrayBuffer | undefined;
  readonly frozen?: readonly number[] | undefined;
  readonly fingerprint: string;
  readonly resumeFrom?: TrainingCheckpoint | undefined;
  /** Whether checkpoints are wanted. */
  readonly checkpoints: boolean;
}

export type TrainingOutcome =
  | {
      readonly kind: 'trained';
      /** By which `predict`, `export` and `release` know it. */
      readonly network: number;
      readonly history: readonly Epoch[];
      readonly bestEpoch: number;
      readonly bestScore: number;
    }
  | { readonly kind: 'aborted' }
  /** A question was answered by an error, which is still with the page. */
  | { readonly kind: 'answer_failed' }
  | {
      readonly kind: 'failed';
      readonly fault: TrainingFault;
      readonly message: string;
      readonly kept: KeptWeights | null;
    };

export interface TrainingProtocol {
  readonly commands: {
    /** `wasmUrl`: folder of the tfjs wasm files, ending in a slash. Once, first. */
    readonly open: {
      readonly args: { readonly backend: TrainingBackend; readonly wasmUrl: string };
      readonly result: null;
    };
    readonly train: { readonly args: TrainingRequest; readonly result: TrainingOutcome };
    readonly predict: {
      readonly args: { readonly network: number; readonly windows: PackedRows };
      readonly result: readonly (readonly number[])[];
    };
    readonly export: {
      readonly args: number;
      readonly result: { readonly topology: string; readonly weights: ArrayBuffer };
    };
    readonly release: { readonly args: number; readonly result: null };
  };
  readonly toWorker:
    | { readonly kind: 'abort' }
    | { readonly kind: 'finish' }
    /** Of the question that waits; null where it could not be answered. */
    | { readonly kind: 'answer'; readonly value: number | null };
  readonly fromWorker:
    /** From here on the job hears `abort` and `finish`. */
    | { readonly kind: 'started' }
    | { readonly kind: 'batch'; readonly done: number; readonly all: number }
    | { readonly kind: 'epoch'; readonly epoch: Epoch }
    | { readonly kind: 'checkpoint_refused'; readonly why: string }
    /** Questions: training waits for the answer. A kept checkpoint is answered by any number. */
    | { readonly kind: 'judge'; readonly rows: readonly (readonly number[])[] }
    | { readonly kind: 'keep'; readonly checkpoint: TrainingCheckpoint };
}

/** Copies the windows into one piece that can be transferred; the caller's stay its own. */
export function packedRows(rows: readonly Float32Array[]): PackedRows {
  const values = new Float32Array(rows.reduce((size, row) => size + row.length, 0));
  let from = 0;
  for (const row of rows) {
    values.set(row, from);
    from += row.length;
  }
  return { values, count: rows.length };
}

/** Views of each row. */
export function unpackedRows({ values, count }: PackedRows): readonly Float32Array[] {
  const width = count === 0 ? 0 : values.length / count;
  return Array.from({ length: count }, (_, index) =>
    values.subarray(index * width, (index + 1) * width),
  );
}

/** What crosses of a job. */
export function trainingRequest(job: NetworkJob): TrainingRequest {
  const packed = ({ windows, targets, weights }: NetworkJob['train']): PackedExamples => ({
    windows: packedRows(windows),
    targets,
    ...(weights === undefined ? {} : { weights }),
  });
  const { shape, output, settings, seed, initial, frozen, fingerprint, resumeFrom } = job;
  return {
    ...{ shape, output, settings, seed, initial, frozen, fingerprint, resumeFrom },
    train: packed(job.train),
    validation: packed(job.validation),
    checkpoints: job.onCheckpoint !== undefined,
  };
}
