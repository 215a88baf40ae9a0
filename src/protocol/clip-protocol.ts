import type { ClipStretch, ClipWish } from '#core/lab/clip-reading.ts';
import type { NoVideo, VideoFound } from '#core/videos/video-outcome.ts';
import type { LandmarkerAssets } from './landmarker-assets.ts';

/** Reads the features of one video after the other. */
export interface ClipProtocol {
  readonly commands: {
    /** Once, first. */
    readonly open: { readonly args: LandmarkerAssets; readonly result: null };
    /** Leaves the video before. */
    readonly begin: {
      readonly args: { readonly file: Blob; readonly wish: ClipWish };
      readonly result: VideoFound | NoVideo;
    };
    /** So many rows, or fewer at the end. */
    readonly next: { readonly args: { readonly most: number }; readonly result: ClipStretch };
  };
  readonly toWorker: never;
  readonly fromWorker: never;
}
