import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { RecordingError } from '#core/recordings/recording-error.ts';
import {
  type OpenRecording as OpenContents,
  openRecordingContents,
  RECORDING_PARTS,
} from '#pipelines/dataset/open-recording.ts';
import { fileContent } from './file-content.ts';

/** The path without extension of a recording that `input` names, or null where it names none. */
export function recordingPath(input: string): string | null {
  const base = input.replace(/\.(?:json|csv|(?:blendshapes|matrix|landmarks)\.f32)$/, '');
  return existsSync(`${base}.json`) && (base !== input || !existsSync(input)) ? base : null;
}

export interface OpenRecording extends OpenContents {
  /** Everything it is read from. */
  readonly files: readonly string[];
}

/** Opens `BASE.json`, `.csv` and `.f32`. Throws RecordingError or CsvError where they do not fit. */
export async function openRecording(base: string): Promise<OpenRecording> {
  const name = basename(base);
  const files = RECORDING_PARTS.map((ending) => `${base}${ending}`);
  const missing = files.find((path) => !existsSync(path));
  if (missing !== undefined) {
    const sentence = 'this part of the landmark recording is missing.';
    throw new RecordingError(missing, null, sentence);
  }
  const contents = new Map(
    RECORDING_PARTS.map((ending) => [ending, fileContent(`${base}${ending}`, `${name}${ending}`)]),
  );
  return { ...(await openRecordingContents(name, contents)), files };
}
