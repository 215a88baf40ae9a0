import type { Content } from '#core/dataset/content.ts';
import type { FaceFrame } from '#core/landmarks/landmark-frame.ts';
import { assembleRecording, recordingFrame } from '#core/recordings/landmark-recording.ts';
import type { LandmarkRecording, RowArrays } from '#core/recordings/landmark-recording.ts';
import { RecordingError } from '#core/recordings/recording-error.ts';
import {
  BYTES_PER_NUMBER,
  parseRecordingManifest,
  RECORDING_ARRAYS,
  type RecordingArray,
  ROW_LENGTH,
} from '#core/recordings/recording-manifest.ts';
import { readRecordingRows } from '#core/recordings/recording-rows.ts';

/** Rows read at once. */
const BLOCK_ROWS = 256;

/** Endings of the files that a landmark recording is made of, in the order of their reading. */
export const RECORDING_PARTS = [
  '.json',
  '.csv',
  ...RECORDING_ARRAYS.map((array) => `.${array}.f32` as const),
] as const;
export type RecordingPart = (typeof RECORDING_PARTS)[number];

/** What there is of a recording, by the ends of the names. */
export type RecordingContents = ReadonlyMap<RecordingPart, Content>;

export interface OpenRecording {
  readonly recording: LandmarkRecording;
  /** One frame per row, in order. */
  frames(): AsyncIterable<FaceFrame>;
}

/**
 * Opens a landmark recording, which is called `name` in messages. Throws RecordingError or CsvError
 * where its parts are missing or do not fit.
 */
export async function openRecordingContents(
  name: string,
  contents: RecordingContents,
): Promise<OpenRecording> {
  const part = (ending: RecordingPart): Content => {
    const content = contents.get(ending);
    if (content !== undefined) return content;
    const sentence = 'this part of the landmark recording is missing.';
    throw new RecordingError(`${name}${ending}`, null, sentence);
  };
  const [json, csv] = [part('.json'), part('.csv')];
  const arrays = {
    blendshapes: part('.blendshapes.f32'),
    matrix: part('.matrix.f32'),
    landmarks: part('.landmarks.f32'),
  };
  const text = new TextDecoder().decode(await json.bytes());
  const manifest = parseRecordingManifest(`${name}.json`, text);
  const rows = await readRecordingRows(`${name}.csv`, csv.text());
  const sizes = { blendshapes: 0, matrix: 0, landmarks: 0 };
  for (const array of RECORDING_ARRAYS) sizes[array] = await arrays[array].size();
  const recording = assembleRecording(name, manifest, rows, sizes);
  return { recording, frames: () => readFrames(recording, arrays) };
}

async function* readFrames(
  recording: LandmarkRecording,
  arrays: Readonly<Record<RecordingArray, Content>>,
): AsyncGenerator<FaceFrame> {
  for (let first = 0; first < recording.rows.length; first += BLOCK_ROWS) {
    const rows = Math.min(BLOCK_ROWS, recording.rows.length - first);
    const read = (array: RecordingArray) => readRows(arrays[array], array, first, rows);
    const blocks: RowArrays = {
      blendshapes: await read('blendshapes'),
      matrix: await read('matrix'),
      landmarks: await read('landmarks'),
    };
    for (let i = 0; i < rows; i++) {
      const part = (array: RecordingArray): Float32Array =>
        blocks[array].slice(i * ROW_LENGTH[array], (i + 1) * ROW_LENGTH[array]);
      yield recordingFrame(recording, first + i, {
        blendshapes: part('blendshapes'),
        matrix: part('matrix'),
        landmarks: part('landmarks'),
      });
    }
  }
}

async function readRows(
  content: Content,
  array: RecordingArray,
  first: number,
  rows: number,
): Promise<Float32Array> {
  const rowBytes = ROW_LENGTH[array] * BYTES_PER_NUMBER;
  const bytes = await content.bytes(first * rowBytes, (first + rows) * rowBytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const length = rows * ROW_LENGTH[array];
  return Float32Array.from({ length }, (_, i) => view.getFloat32(i * BYTES_PER_NUMBER, true));
}
