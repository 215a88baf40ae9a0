import type { BaselineSnapshot } from '../signals/baseline-snapshot.ts';
import type { TimestampMs } from '../units.ts';
import type { CutOff, NoVideo, VideoFound } from '../videos/video-outcome.ts';
import type { ClipSoFar } from './clip.ts';

/** What is to be read of a video: all, or what comes behind what was read of it. */
export interface ClipWish {
  /** Stands in the rows as the session's name. */
  readonly name: string;
  readonly after: ClipSoFar | null;
}

/** The next rows of a video. */
export interface ClipStretch {
  /** Text of the features CSV, a line for each. */
  readonly rows: string;
  readonly frames: number;
  readonly faces: number;
  /** Frames that could not be decoded. */
  readonly undecoded: number;
  /** Of the last row, from the video's start; null where there is none. */
  readonly until: TimestampMs | null;
  readonly baseline: BaselineSnapshot | null;
  /** null: there is more. */
  readonly end: { readonly kind: 'ended' } | CutOff | null;
}

/** The reader, not the video, gave up: what it was at can be tried with another one. */
export class ReaderBroke extends Error {
  override readonly name = 'ReaderBroke';

  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** What reads videos, one at a time. It rejects with ReaderBroke and works no more then. */
export interface ClipReader<VideoFile> {
  begin(file: VideoFile, wish: ClipWish): Promise<VideoFound | NoVideo>;
  next(most: number): Promise<ClipStretch>;
  close(): void;
}
