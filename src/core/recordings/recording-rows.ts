import { CsvError } from '../csv/csv-error.ts';
import type { CsvFault } from '../csv/csv-error.ts';
import { readRecords } from '../csv/csv-records.ts';
import type { CsvRecord } from '../csv/csv-records.ts';
import type { FaceView } from '../landmarks/landmark-frame.ts';
import { timestampMs } from '../units.ts';
import type { TimestampMs } from '../units.ts';
import { missingViewColumn, readView, viewCells, viewHeader } from './view-columns.ts';

/** One line of a recording's `.csv`. */
export interface RecordingRow {
  /** Of the file, counted from 1. */
  readonly line: number;
  readonly faceDetected: boolean;
  /** From the recording's start; null in a set of stills. */
  readonly at: TimestampMs | null;
  /** How the picture showed the face; null without a face, or where that was not written. */
  readonly view: FaceView | null;
}

const FACE = 'face_detected';
const TIME = 'timestamp_s';
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const S_TO_MS = 1000;

/**
 * Reads the `.csv` of a recording. With a column `timestamp_s` it is a sequence in order of time,
 * without one a set of independent stills; with the columns of
 * a view each face has one; other columns are left alone. Throws CsvError.
 */
export async function readRecordingRows(
  file: string,
  chunks: AsyncIterable<string> | Iterable<string>,
): Promise<readonly RecordingRow[]> {
  const rows: RecordingRow[] = [];
  let header: CsvRecord | null = null;
  let before = Number.NEGATIVE_INFINITY;
  for await (const record of readRecords(file, chunks)) {
    if (header === null) {
      header = record;
      if (!record.cells.includes(FACE)) {
        const sentence = `the header lacks ${FACE}, which says where a face was found.`;
        throw new CsvError('missing_columns', { file, line: record.line, column: null }, sentence);
      }
      const missing = missingViewColumn(record);
      if (missing !== null) {
        const sentence = `the header has columns of a view, but lacks ${missing}.`;
        throw new CsvError('missing_columns', { file, line: record.line, column: null }, sentence);
      }
      continue;
    }
    const { line, cells } = record;
    const fail = (fault: CsvFault, column: string | null, sentence: string): never => {
      throw new CsvError(fault, { file, line, column }, sentence);
    };
    if (cells.length !== header.cells.length) {
      const sentence = `${cells.length} cells where the header has ${header.cells.length}.`;
      fail('ragged_row', null, sentence);
    }
    const face = cells[header.cells.indexOf(FACE)] ?? '';
    if (face !== '0' && face !== '1') {
      fail('not_a_number', FACE, `0 or 1 should be here, not ${JSON.stringify(face)}.`);
    }
    let at: TimestampMs | null = null;
    const timeColumn = header.cells.indexOf(TIME);
    if (timeColumn >= 0) {
      const cell = cells[timeColumn] ?? '';
      if (!NUMBER.test(cell)) {
        fail('not_a_number', TIME, `seconds should be here, not ${JSON.stringify(cell)}.`);
      }
      const seconds = Number(cell);
      if (seconds <= before) {
        fail('time_goes_back', TIME, `${seconds} s does not come after the ${before} s before it.`);
      }
      before = seconds;
      at = timestampMs(seconds * S_TO_MS);
    }
    rows.push({ line, faceDetected: face === '1', at, view: readView(header, record, fail) });
  }
  if (header === null) {
    throw new CsvError('empty_file', { file, line: null, column: null }, 'the file is empty.');
  }
  return rows;
}

/** The text of a recording's `.csv`, a line at a time. */
export const recordingHeader = (kind: 'sequence' | 'stills'): string =>
  ['row', ...(kind === 'sequence' ? [TIME] : []), FACE, ...viewHeader()].join(',') + '\n';

export const recordingLine = (
  row: number,
  at: TimestampMs | null,
  faceDetected: boolean,
  view: FaceView | null,
): string =>
  [
    String(row),
    ...(at === null ? [] : [String(Number((at / S_TO_MS).toFixed(6)))]),
    faceDetected ? '1' : '0',
    ...viewCells(view),
  ].join(',') + '\n';
