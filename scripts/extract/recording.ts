import { createReadStream, existsSync } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { at } from '#core/numeric/at.ts';
import type { FaceFrame } from '#core/landmarks/landmark-frame.ts';
import { assembleRecording, recordingFrame } from '#core/recordings/landmark-recording.ts';
import type { LandmarkRecording, RowArrays } from '#core/recordings/landmark-recording.ts';
import { RecordingError } from '#core/recordings/recording-error.ts';
import {
  BYTES_PER_NUMBER,
  RECORDING_ARRAYS,
  ROW_LENGTH,
  parseRecordingManifest,
} from '#core/recordings/recording-manifest.ts';
import type { RecordingArray } from '#core/recordings/recording-manifest.ts';
import { readRecordingRows } from '#core/recordings/recording-rows.ts';

/** Rows read from disk at once. */
const BLOCK_ROWS = 256;

/** The path without extension of a recording that `input` names, or null where it names none. */
export function recordingPath(input: string): string | null {
  const base = input.replace(/\.(?:json|csv|(?:blendshapes|matrix|landmarks)\.f32)$/, '');
  return existsSync(`${base}.json`) && (base !== input || !existsSync(input)) ? base : null;
}

export interface OpenRecording {
  readonly recording: LandmarkRecording;
  /** Everything it is read from. */
  readonly files: readonly string[];
  /** One frame per row, in order. */
  frames(): AsyncIterable<FaceFrame>;
}

/** Opens `BASE.json`, `.csv` and `.f32`. Throws RecordingError or CsvError where they do not fit. */
export async function openRecording(base: string): Promise<OpenRecording> {
  const name = basename(base);
  const needed = [
    `${base}.json`,
    `${base}.csv`,
    ...RECORDING_ARRAYS.map((a) => arrayPath(base, a)),
  ];
  const missing = needed.find((path) => !existsSync(path));
  if (missing !== undefined) {
    const sentence = 'this part of the landmark recording is missing.';
    throw new RecordingError(missing, null, sentence);
  }
  const manifest = parseRecordingManifest(`${name}.json`, await readFile(`${base}.json`, 'utf8'));
  const rows = await readRecordingRows(
    `${name}.csv`,
    createReadStream(`${base}.csv`, 'utf8') as AsyncIterable<string>,
  );
  const sizes = { blendshapes: 0, matrix: 0, landmarks: 0 };
  for (const array of RECORDING_ARRAYS) sizes[array] = (await stat(arrayPath(base, array))).size;
  const recording = assembleRecording(name, manifest, rows, sizes);
  return { recording, files: needed, frames: () => readFrames(base, recording) };
}

const arrayPath = (base: string, array: RecordingArray): string => `${base}.${array}.f32`;

async function* readFrames(base: string, recording: LandmarkRecording): AsyncGenerator<FaceFrame> {
  const handles: FileHandle[] = [];
  try {
    for (const array of RECORDING_ARRAYS) handles.push(await open(arrayPath(base, array)));
    for (let first = 0; first < recording.rows.length; first += BLOCK_ROWS) {
      const rows = Math.min(BLOCK_ROWS, recording.rows.length - first);
      const blocks: Record<RecordingArray, Float32Array> = {
        blendshapes: NOTHING,
        matrix: NOTHING,
        landmarks: NOTHING,
      };
      for (const [i, array] of RECORDING_ARRAYS.entries()) {
        blocks[array] = await readRows(at(handles, i), array, first, rows);
      }
      for (let i = 0; i < rows; i++) {
        const part = (array: RecordingArray): Float32Array =>
          blocks[array].slice(i * ROW_LENGTH[array], (i + 1) * ROW_LENGTH[array]);
        const arrays: RowArrays = {
          blendshapes: part('blendshapes'),
          matrix: part('matrix'),
          landmarks: part('landmarks'),
        };
        yield recordingFrame(recording, first + i, arrays);
      }
    }
  } finally {
    for (const handle of handles) await handle.close();
  }
}

const NOTHING = new Float32Array(0);

async function readRows(
  handle: FileHandle,
  array: RecordingArray,
  first: number,
  rows: number,
): Promise<Float32Array> {
  const length = rows * ROW_LENGTH[array];
  const bytes = new Uint8Array(length * BYTES_PER_NUMBER);
  await handle.read(bytes, 0, bytes.length, first * ROW_LENGTH[array] * BYTES_PER_NUMBER);
  const view = new DataView(bytes.buffer);
  return Float32Array.from({ length }, (_, i) => view.getFloat32(i * BYTES_PER_NUMBER, true));
}
