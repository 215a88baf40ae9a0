import { existsSync, statSync } from 'node:fs';
import { basename, extname } from 'node:path';
import type { FaceFrame } from '#core/landmarks/landmark-frame.ts';
import type { ImageSize } from '#core/units.ts';
import { UserError } from './user-error.ts';
import { openFolderSource, openMotionJpegSource } from './pictures-source.ts';
import { openRecording, recordingPath } from './recording.ts';
import { openVideoSource } from './video-source.ts';

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

const MOTION_JPEG = new Set(['.mjpeg', '.mjpg']);
const TABLES = new Set(['.json', '.csv', '.f32']);

/** Opens what `input` names. Throws UserError, RecordingError or CsvError. */
export async function openSource(
  input: string,
  motionJpegFps: number,
  notice: SourceNotice,
): Promise<FrameSource> {
  const base = recordingPath(input);
  if (base !== null) return openRecordingSource(base);
  if (!existsSync(input)) {
    throw new UserError(`${input}: there is no such file, folder or landmark recording.`);
  }
  if (statSync(input).isDirectory()) return openFolderSource(input);
  if (statSync(input).size === 0) throw new UserError(`${input}: the file is empty.`);
  const extension = extname(input).toLowerCase();
  if (TABLES.has(extension)) {
    throw new UserError(
      `${input}: this is not a landmark recording (NAME.json with NAME.csv and NAME.*.f32 beside it).`,
    );
  }
  return MOTION_JPEG.has(extension)
    ? openMotionJpegSource(input, motionJpegFps, notice)
    : openVideoSource(input, notice);
}

async function openRecordingSource(base: string): Promise<FrameSource> {
  const opened = await openRecording(base);
  const { recording, files } = opened;
  return {
    kind: recording.kind,
    name: basename(base),
    total: recording.rows.length,
    image: recording.manifest.image,
    imageSizeKnown: recording.manifest.image !== null,
    fps: recording.manifest.fps,
    files,
    frames: () => opened.frames(),
    close: () => Promise.resolve(),
  };
}
