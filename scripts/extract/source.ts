import { existsSync, statSync } from 'node:fs';
import { basename, extname } from 'node:path';
import type { FrameSource, SourceNotice } from './frame-source.ts';
import { UserError } from './user-error.ts';
import { openFolderSource, openMotionJpegSource } from './pictures-source.ts';
import { openReadingPage, type OpenPage } from './reading-page.ts';
import { openRecording, recordingPath } from './recording.ts';
import { openVideoSource } from './video-source.ts';

const MOTION_JPEG = new Set(['.mjpeg', '.mjpg']);
const TABLES = new Set(['.json', '.csv', '.f32']);

/** Opens what `input` names. Throws UserError, RecordingError or CsvError. */
export async function openSource(
  input: string,
  motionJpegFps: number,
  notice: SourceNotice,
  openPage: OpenPage = openReadingPage,
): Promise<FrameSource> {
  const base = recordingPath(input);
  if (base !== null) return openRecordingSource(base);
  if (!existsSync(input)) {
    throw new UserError(`${input}: there is no such file, folder or landmark recording.`);
  }
  if (statSync(input).isDirectory()) return openFolderSource(input, openPage);
  if (statSync(input).size === 0) throw new UserError(`${input}: the file is empty.`);
  const extension = extname(input).toLowerCase();
  if (TABLES.has(extension)) {
    throw new UserError(
      `${input}: this is not a landmark recording (NAME.json with NAME.csv and NAME.*.f32 beside it).`,
    );
  }
  return MOTION_JPEG.has(extension)
    ? openMotionJpegSource(input, motionJpegFps, notice, openPage)
    : openVideoSource(input, notice, openPage);
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
