import { existsSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { FaceFrame } from '#core/landmarks/landmark-frame.ts';
import type { ImageSize } from '#core/units.ts';
import { UserError } from './user-error.ts';
import { openRecording, recordingPath } from './recording.ts';

/** Where frames come from: a recording, a video, a folder of images. */
export interface FrameSource {
  readonly kind: 'sequence' | 'stills';
  /** Stands in the rows as the session's name. */
  readonly name: string;
  /** How many frames will come; null where that is not known beforehand. */
  readonly total: number | null;
  /** null where it is not known, or not the same for all. */
  readonly image: ImageSize | null;
  /** false: the frames do not say how large their images were. */
  readonly imageSizeKnown: boolean;
  readonly fps: number | null;
  /** Files that are being read: no output may be written over them. */
  readonly files: readonly string[];
  /** To be read once. Ending the iteration early frees what it holds. */
  frames(): AsyncIterable<FaceFrame>;
}

/** Opens what `input` names. Throws UserError, RecordingError or CsvError. */
export async function openSource(input: string): Promise<FrameSource> {
  const base = recordingPath(input);
  if (base !== null) return openRecordingSource(base);
  if (!existsSync(input)) {
    throw new UserError(`${input}: there is no such file, folder or landmark recording.`);
  }
  if (statSync(input).isDirectory()) {
    throw new UserError(`${input}: folders of images cannot be read yet.`);
  }
  throw new UserError(
    `${input}: this is not a landmark recording (NAME.json with NAME.csv and NAME.*.f32 beside it).`,
  );
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
  };
}
