import type { FaceFrame } from '../landmarks/landmark-frame.ts';
import { timestampMs } from '../units.ts';
import { RecordingError } from './recording-error.ts';
import { BYTES_PER_NUMBER, RECORDING_ARRAYS, ROW_LENGTH } from './recording-manifest.ts';
import type { RecordingArray, RecordingManifest } from './recording-manifest.ts';
import type { RecordingRow } from './recording-rows.ts';

/** A recording whose three parts fit together; the arrays are read row by row. */
export interface LandmarkRecording {
  /** As it is called in messages, without extension. */
  readonly name: string;
  readonly manifest: RecordingManifest;
  readonly rows: readonly RecordingRow[];
  readonly kind: 'sequence' | 'stills';
}

export type RowArrays = Readonly<Record<RecordingArray, Float32Array>>;

/** Throws RecordingError where rows and sizes differ from what the manifest says. */
export function assembleRecording(
  name: string,
  manifest: RecordingManifest,
  rows: readonly RecordingRow[],
  byteLengths: Readonly<Record<RecordingArray, number>>,
): LandmarkRecording {
  if (rows.length !== manifest.rows) {
    const sentence = `${rows.length} rows, but ${name}.json says ${manifest.rows}.`;
    throw new RecordingError(`${name}.csv`, null, sentence);
  }
  if (rows.length === 0) {
    throw new RecordingError(`${name}.csv`, null, 'there are no rows to read.');
  }
  for (const array of RECORDING_ARRAYS) {
    const wanted = manifest.rows * ROW_LENGTH[array] * BYTES_PER_NUMBER;
    if (byteLengths[array] !== wanted) {
      const sentence = `${byteLengths[array]} bytes, but ${manifest.rows} rows of ${ROW_LENGTH[array]} numbers take ${wanted}.`;
      throw new RecordingError(`${name}.${array}.f32`, null, sentence);
    }
  }
  return { name, manifest, rows, kind: rows[0]?.at === null ? 'stills' : 'sequence' };
}

/** Where the pictures' size was not kept, only the shape counts: taken as square. */
const UNKNOWN_IMAGE = { width: 1, height: 1 } as const;

/**
 * One row as the landmarker would have given it; nobody where the row has no face. The frame keeps
 * `arrays`: give new ones for each row. Throws RecordingError where a number is not finite.
 */
export function recordingFrame(
  recording: LandmarkRecording,
  index: number,
  arrays: RowArrays,
): FaceFrame {
  const row = recording.rows[index];
  if (row === undefined) throw new RangeError(`${recording.name} has no row ${index}`);
  const image = recording.manifest.image ?? UNKNOWN_IMAGE;
  const capturedAt = row.at ?? timestampMs(index);
  if (!row.faceDetected) return { capturedAt, image, faces: [] };
  for (const name of RECORDING_ARRAYS) {
    const stray = arrays[name].findIndex((value) => !Number.isFinite(value));
    if (stray >= 0) {
      const where = `row ${index}, number ${stray} (line ${row.line} of ${recording.name}.csv)`;
      const sentence = `${arrays[name][stray] ?? NaN} is not a value that can be used.`;
      throw new RecordingError(`${recording.name}.${name}.f32`, where, sentence);
    }
  }
  const face = {
    points: arrays.landmarks,
    blendshapes: arrays.blendshapes,
    matrix: arrays.matrix,
    view: row.view,
  };
  return { capturedAt, image, faces: [face] };
}
