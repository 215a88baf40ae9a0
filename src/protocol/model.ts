import type { RefusalKind } from '#core/models/bundle-refusal.ts';
import type { BackendName, BackendReport, Showing } from '#core/models/model-status.ts';

/** Folder of a bundle, absolute, ending in a slash; or its files by their names. */
export type BundlePlace = string | ReadonlyMap<string, string | ArrayBuffer>;

/** To the model worker. One `load` first; then one `classify` at a time. */
export type ModelRequest =
  | {
      readonly kind: 'load';
      readonly bundle: BundlePlace;
      /** Folder of the tfjs wasm files, ending in a slash. */
      readonly wasmUrl: string;
      /** Those to try; all where it is not given. */
      readonly backends?: readonly BackendName[];
    }
  | {
      readonly kind: 'classify';
      readonly call: number;
      /** length x features, row-major; transferred. */
      readonly values: Float32Array<ArrayBuffer>;
    };

/** From the model worker. */
export type ModelReply =
  | {
      readonly kind: 'ready';
      readonly modelId: string;
      readonly showing: Showing;
      readonly backend: BackendReport;
    }
  | {
      readonly kind: 'refused';
      readonly reason: RefusalKind | 'no_backend';
      readonly message: string;
    }
  | {
      readonly kind: 'predicted';
      readonly call: number;
      readonly probabilities: readonly number[];
      /** Inside the worker. */
      readonly tookMs: number;
    }
  | { readonly kind: 'failed'; readonly call: number; readonly message: string }
  /** The backend was lost and another took its place. */
  | { readonly kind: 'backend_changed'; readonly backend: BackendReport };
