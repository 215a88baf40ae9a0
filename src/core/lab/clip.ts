/** A video of a source whose features are read in this browser. */
export interface Clip {
  readonly sourceId: string;
  /** Path within the source. */
  readonly name: string;
  readonly formatVersion: 1;
  readonly sizeBytes: number;
  /** Unix time, milliseconds; with the size it tells whether the file is still the same. */
  readonly lastModified: number;
  /** Whether the browser can open it again after the tab was closed; else it has to be given again. */
  readonly reopens: boolean;
  readonly state: ClipState;
}

export type ClipState =
  | { readonly kind: 'waiting' }
  /** Its rows so far are kept in parts; it goes on after `frames`. */
  | {
      readonly kind: 'begun';
      readonly frames: number;
      readonly expectedFrames: number;
    }
  /** Its features are a file of the source. */
  | { readonly kind: 'done'; readonly frames: number; readonly file: string }
  | { readonly kind: 'failed'; readonly why: string };

/** Some rows of a clip that is being read, as text of the features CSV. */
export interface ClipPart {
  readonly sourceId: string;
  readonly name: string;
  readonly sequence: number;
  readonly frames: number;
  readonly rows: string;
}
