/** What Node and the page in Chromium say to each other. */
import type { FaceView } from '#core/landmarks/landmark-frame.ts';

/** A picture to read: a whole file, or the bytes `start` to `end` (exclusive) of it. */
export interface PictureAddress {
  readonly url: string;
  readonly range: { readonly start: number; readonly end: number } | null;
  /** Microseconds from the start; for a still, its place in the row. */
  readonly at: number;
}

export interface FrameHead {
  /** Microseconds, as the container has them. */
  readonly at: number;
  readonly width: number;
  readonly height: number;
  /** How the picture shows each face that was found; null where that was not measured. */
  readonly views: readonly (FaceView | null)[];
}

/** A picture, or all pictures between two times, that could not be decoded. Microseconds. */
export interface Undecoded {
  readonly from: number;
  readonly frames: number;
  readonly why: string;
}

export interface FrameBatch {
  readonly frames: readonly FrameHead[];
  /** Base64 of float32: for each face its blendshapes, matrix and points. */
  readonly faces: string;
  readonly undecoded: readonly Undecoded[];
  /** Nothing comes after this. */
  readonly ended: boolean;
}

export interface VideoFound {
  readonly kind: 'video';
  /** Estimated from the first frames. */
  readonly expectedFrames: number;
}
/** Why a file gives no frames; `detail` is in the browser's words. */
export interface NoVideo {
  readonly kind: 'unknown_format' | 'no_video' | 'cannot_decode' | 'damaged';
  readonly detail: string;
}

/** Reading stopped where the file should have gone on. */
export interface CutOff {
  readonly kind: 'cut_off';
  /** Microseconds. */
  readonly at: number;
  readonly detail: string;
}

export interface ExtractPage {
  readonly extractPage: {
    start(kind: 'sequence' | 'stills'): Promise<void>;
    /** What is read next has nothing to do with what was read; after `start`. */
    beginAnew(): Promise<void>;
    openVideo(url: string): Promise<VideoFound | NoVideo>;
    nextOfVideo(most: number): Promise<FrameBatch | CutOff>;
    pictures(pictures: readonly PictureAddress[]): Promise<FrameBatch>;
  };
}

/** From the page to its worker, one at a time. */
export interface ReaderCall {
  readonly name: keyof ExtractPage['extractPage'];
  readonly argument: unknown;
}
export type ReaderAnswer = { readonly value: unknown } | { readonly error: string };
