export type RefusalKind =
  /** No file there, or the server or disk did not give it. */
  | 'missing'
  /** The file ends before it is whole. */
  | 'truncated'
  /** Not a Heed model bundle, or a damaged one. */
  | 'foreign'
  /** Written by a newer Heed. */
  | 'newer_format'
  /** Written by a Heed so old that too little is known of it. */
  | 'older_format'
  /** A good bundle, but of a model that this place cannot run. */
  | 'unsupported'
  /** Trained on another signal, or another version of it. */
  | 'other_signal'
  /** The weights are not the ones the manifest describes. */
  | 'wrong_hash'
  /** The weights do not fit the layers. */
  | 'wrong_shapes';

/** Why a model bundle was not loaded. The message is one sentence for the person reading. */
export class BundleRefused extends Error {
  readonly kind: RefusalKind;

  constructor(kind: RefusalKind, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'BundleRefused';
    this.kind = kind;
  }
}
