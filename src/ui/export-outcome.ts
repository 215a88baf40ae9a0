export interface ExportOptions {
  readonly signal: AbortSignal;
  /** 0..1, or null where how much there is cannot be known. */
  readonly onProgress: (fraction: number | null) => void;
}

export type ExportOutcome =
  | { readonly kind: 'saved'; readonly fileName: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly message: string };
