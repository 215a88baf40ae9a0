export type ImportRefusalKind =
  /** The file ends before it is whole. */
  | 'truncated'
  /** Another kind of file, or a damaged one. */
  | 'foreign'
  /** A layer, setting or class that is not imported. */
  | 'unsupported'
  /** It declares more than any model that fits here. */
  | 'too_large'
  /** The weights do not fit the layers. */
  | 'wrong_shapes'
  /** It was still being read when its time was over. */
  | 'took_too_long';

/** Why a foreign model or scaler was not imported. The message is one sentence for its reader. */
export class ImportRefused extends Error {
  readonly kind: ImportRefusalKind;

  constructor(kind: ImportRefusalKind, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'ImportRefused';
    this.kind = kind;
  }
}
