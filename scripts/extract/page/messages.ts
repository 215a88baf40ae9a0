/** What Node and the page in Chromium say to each other. */
import type { FaceView } from '#core/landmarks/landmark-frame.ts';
import type { CutOff, NoVideo, Undecoded, VideoFound } from '#core/videos/video-outcome.ts';

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

export interface FrameBatch {
  readonly frames: readonly FrameHead[];
  /** Base64 of float32: for each face its blendshapes, matrix and points. */
  readonly faces: string;
  readonly undecoded: readonly Undecoded[];
  /** Nothing comes after this. */
  readonly ended: boolean;
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
