import type { FaceFrame } from '#core/landmarks/landmark-frame.ts';
import type { ImageSize } from '#core/units.ts';

/** Where frames come from: a recording, a video, a folder of images. */
export interface FrameSource {
  readonly kind: 'sequence' | 'stills';
  /** Stands in the rows as the session's name. */
  readonly name: string;
  /** How many frames will come; null where that is not known beforehand. */
  readonly total: number | null;
  /** null where it is not known, or not the same for all. Of a video: right once it was read. */
  readonly image: ImageSize | null;
  /** false: the frames do not say how large their images were. */
  readonly imageSizeKnown: boolean;
  /** Of a video: right once it was read. */
  readonly fps: number | null;
  /** Files that are being read: no output may be written over them. */
  readonly files: readonly string[];
  /** To be read once. */
  frames(): AsyncIterable<FaceFrame>;
  /** Frees what it holds, read to the end or not. */
  close(): Promise<void>;
}

/** Told of frames that could not be decoded: where they began, seconds, and how many they are. */
export type SourceNotice = (atSeconds: number, frames: number, why: string) => void;
