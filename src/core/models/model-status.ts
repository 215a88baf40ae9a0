import type { Abstention } from './abstention.ts';
import type { RefusalKind } from './bundle-refusal.ts';
import type { OutputKind } from './output-kind.ts';

/**
 * Ways to run a network, in the order they are tried: typed arrays need no library and are always
 * there; `wasm` are tfjs' layers; `webgpu` is one kernel for the whole sequence, of some layers only.
 */
export const BACKENDS = ['typed_arrays', 'wasm', 'webgpu'] as const;
export type BackendName = (typeof BACKENDS)[number];

/** What the self-test found out about one backend. */
export interface BackendTrial {
  readonly backend: BackendName;
  readonly outcome: 'usable' | 'wrong' | 'unavailable';
  /** Median of a few predictions; null where there was none. */
  readonly msPerPrediction: number | null;
  /** Furthest any probability lay from that of tfjs' layers; null where there was none. */
  readonly maxError: number | null;
}

export interface BackendReport {
  readonly chosen: BackendName;
  readonly trials: readonly BackendTrial[];
}

/** Which labels a row of calibrated probabilities supports: see `supportedLabels`. */
export interface Showing {
  readonly labels: readonly string[];
  readonly output: OutputKind;
  /** null: none. */
  readonly abstention: Abstention | null;
}

/** How the model stands, for the panel and the log. */
export type ModelStatus =
  | { readonly kind: 'loading' }
  | {
      readonly kind: 'ready';
      readonly modelId: string;
      readonly backend: BackendReport;
      /** What of its answers may be shown. */
      readonly showing: Showing;
    }
  | {
      readonly kind: 'unavailable';
      readonly reason: RefusalKind | 'no_backend' | 'worker_failed' | 'closed';
      readonly message: string;
    };
