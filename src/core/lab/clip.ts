import type { BaselineSnapshot } from '../signals/baseline-snapshot.ts';
import type { TimestampMs } from '../units.ts';

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
  /** The file of the source that its features become. */
  readonly features: string;
  /** What is to be known of it beside its state, in a sentence. */
  readonly note: string | null;
  readonly state: ClipState;
}

/** What was read of a clip, and what it takes to go on. */
export interface ClipSoFar {
  /** Rows, and how many of them are of a face. */
  readonly frames: number;
  readonly faces: number;
  /** Frames that could not be decoded: they have no row. */
  readonly undecoded: number;
  readonly parts: number;
  /** Of the last row, from the video's start. */
  readonly until: TimestampMs;
  /** What was known of the sitter there. */
  readonly baseline: BaselineSnapshot | null;
  /** How often reading was broken off and went on. */
  readonly seams: number;
}

export type ClipState =
  | { readonly kind: 'waiting' }
  /** Its rows so far are kept in parts. */
  | { readonly kind: 'begun'; readonly expectedFrames: number; readonly soFar: ClipSoFar }
  /** Its features are a file of the source. */
  | {
      readonly kind: 'done';
      readonly frames: number;
      readonly faces: number;
      readonly undecoded: number;
      readonly seams: number;
    }
  /** In a sentence. Nothing of it is kept. */
  | { readonly kind: 'failed'; readonly why: string };

/** Some rows of a clip that is being read, as text of the features CSV without its header. */
export interface ClipPart {
  readonly sourceId: string;
  readonly name: string;
  readonly sequence: number;
  readonly frames: number;
  readonly rows: string;
}

/** By which a clip is found among all. */
export const clipKey = ({ sourceId, name }: Pick<Clip, 'sourceId' | 'name'>): string =>
  `${sourceId}/${name}`;
