import type { TimestampMs } from '#core/units.ts';

export interface FeedBitmap {
  /** To be closed by the one who asked for it. */
  readonly bitmap: ImageBitmap;
  readonly capturedAt: TimestampMs;
  /** Frames that passed since the one given before. */
  readonly skipped: number;
}

/** Frames of one track on their way to the face worker. */
export type FrameFeed =
  | {
      readonly route: 'stream';
      /** To be transferred. */
      readonly readable: ReadableStream<VideoFrame>;
    }
  | {
      readonly route: 'bitmaps';
      /** The newest picture that was not given yet, as soon as there is one; null after `close`. */
      next(): Promise<FeedBitmap | null>;
      close(): void;
    };
