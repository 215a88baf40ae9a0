import type { RefusalKind } from './bundle-refusal.ts';

/** In the order they are tried: the first is the fastest on most machines that have it. */
export const BACKENDS = ['webgpu', 'wasm', 'cpu'] as const;
export type BackendName = (typeof BACKENDS)[number];

/** What the self-test found out about one backend. */
export interface BackendTrial {
  readonly backend: BackendName;
  readonly outcome: 'usable' | 'wrong' | 'unavailable';
  /** Median of a few predictions; null where there was none. */
  readonly msPerPrediction: number | null;
  /** Furthest any probability lay from the cpu backend's; null where there was none. */
  readonly maxError: number | null;
}

export interface BackendReport {
  readonly chosen: BackendName;
  readonly trials: readonly BackendTrial[];
}

/** How the model stands, for the panel and the log. */
export type ModelStatus =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly modelId: string; readonly backend: BackendReport }
  | {
      readonly kind: 'unavailable';
      readonly reason: RefusalKind | 'no_backend' | 'worker_failed' | 'closed';
      readonly message: string;
    };
