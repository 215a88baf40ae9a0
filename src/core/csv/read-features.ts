import type { AbsenceReason } from '../signals/face-sample.ts';
import { FACE_FEATURE_COUNT } from '../signals/face-signal.ts';
import { CsvError } from './csv-error.ts';
import { readRecords, type CsvRecord } from './csv-records.ts';
import {
  findFeatureColumns,
  type FeatureColumn,
  type FeatureColumns,
  type FeaturesLayoutName,
} from './feature-columns.ts';
import { parseIsoTimestamp } from './iso-timestamp.ts';
import { timestampMs, type TimestampMs } from '../units.ts';
import { RowReader, shown } from './row-reader.ts';

export type FeatureReading =
  | {
      readonly kind: 'face';
      /** The 22 of FACE_FEATURES in canonical units: intensities 0..5 and radians. */
      readonly features: Float32Array;
      /** 0..1; null where the file has none. */
      readonly confidence: number | null;
    }
  | { readonly kind: 'absent'; readonly reason: AbsenceReason };

export interface FeatureCsvRow {
  /** Position among the data rows, from 0. */
  readonly row: number;
  /** Line of the file, from 1. */
  readonly line: number;
  /** OpenFace: as written, or by `assumedFps`. Smart LMS: since the first row. null: a still. */
  readonly timestampS: number | null;
  readonly reading: FeatureReading;
}

export interface FeaturesCsv {
  readonly layout: FeaturesLayoutName;
  /** False for a set of independent stills: nothing may be smoothed over its rows. */
  readonly timed: boolean;
  /**
   * Frames a second that the times were made with, where the file has a sequence but no times:
   * OpenFace gives every frame of a folder of images the time 0. null: the times are the file's.
   */
  readonly assumedFps: number | null;
  /** When the first row was, where the file's times are of a clock; null where they are not. */
  readonly startedAt: TimestampMs | null;
  /** To be read once, in order; throws CsvError at the first row that cannot be read. */
  readonly rows: AsyncIterable<FeatureCsvRow>;
}

/** A rounding in the last written decimal is not out of range. */
const SLACK = 1e-3;
interface Reader {
  readonly file: string;
  readonly columns: FeatureColumns;
  readonly timed: boolean;
  /** Milliseconds; subtracted from ISO timestamps. */
  readonly origin: number;
  readonly assumedFps: number | null;
  readonly onRefused: RefusedRow | null;
}

/**
 * Told of a row whose presence or features cannot be used, which then counts as one without a face.
 */
export type RefusedRow = (error: CsvError) => void;

/** A camera's usual rate, for sequences that say nothing of theirs. */
export const DEFAULT_FPS = 30;

function readFeature(row: RowReader, column: FeatureColumn): number {
  const value = row.number(column.name, column.index);
  if (value < column.min - SLACK || value > column.max + SLACK) {
    const low = Number(column.min.toFixed(4));
    const high = Number(column.max.toFixed(4));
    const sentence = `${value}${column.unit} is outside ${low} to ${high}.`;
    throw row.fail('out_of_range', column.name, sentence);
  }
  return Math.min(column.max, Math.max(column.min, value)) * column.factor;
}

function facePresent(row: RowReader, columns: FeatureColumns): boolean {
  if (columns.presence === null) return true;
  const { name, index } = columns.presence;
  const value = row.number(name, index);
  if (value !== 0 && value !== 1) {
    throw row.fail('out_of_range', name, `${value} is neither 0 (no face) nor 1 (a face).`);
  }
  return value === 1;
}

function readFace(row: RowReader, columns: FeatureColumns): FeatureReading {
  if (!facePresent(row, columns)) {
    for (const { name, index } of columns.features) row.refuseWords(name, index);
    return { kind: 'absent', reason: 'no_face' };
  }
  const features = new Float32Array(FACE_FEATURE_COUNT);
  for (const [position, column] of columns.features.entries()) {
    features[position] = readFeature(row, column);
  }
  const { confidence } = columns;
  const known = confidence !== null && row.cell(confidence) !== '';
  return {
    kind: 'face',
    features,
    confidence: known ? row.number('confidence', confidence) : null,
  };
}

function readReading(row: RowReader, { columns, onRefused }: Reader): FeatureReading {
  try {
    return readFace(row, columns);
  } catch (error) {
    if (onRefused === null || !(error instanceof CsvError)) throw error;
    onRefused(error);
    return { kind: 'absent', reason: 'no_face' };
  }
}

/** Milliseconds as the file writes them, or null for an empty cell. */
function readTime(row: RowReader, columns: FeatureColumns): number | null {
  if (columns.timestamp === null || row.cell(columns.timestamp) === '') return null;
  if (columns.layout === 'openface') return row.number('timestamp', columns.timestamp) * 1000;
  const cell = row.cell(columns.timestamp);
  const time = parseIsoTimestamp(cell);
  if (time === null) {
    const sentence = `${shown(cell)} is not a time like 2025-10-24T09:38:13.710855.`;
    throw row.fail('bad_timestamp', 'timestamp', sentence);
  }
  return time;
}

function readRow(reader: Reader, record: CsvRecord, position: number): FeatureCsvRow {
  const { file, columns, timed, origin, assumedFps } = reader;
  const row = new RowReader(file, record);
  if (record.cells.length !== columns.width) {
    const sentence = `this row has ${record.cells.length} cells, but the header names ${columns.width}.`;
    throw row.fail('ragged_row', null, sentence);
  }
  if (columns.faceId !== null && row.number(columns.faceId.name, columns.faceId.index) !== 0) {
    const sentence = 'the file follows several faces, and only files with one face can be read.';
    throw row.fail('several_faces', columns.faceId.name, sentence);
  }
  const time = readTime(row, columns);
  if ((time !== null) !== timed) {
    const sentence = timed
      ? 'this row has no time, but the rows before it have.'
      : 'this row has a time, but the rows before it have none.';
    throw row.fail('bad_timestamp', 'timestamp', sentence);
  }
  if (time !== null && assumedFps !== null && time !== origin) {
    const sentence = 'this row has a time of its own, but the rows before it all have the same.';
    throw row.fail('bad_timestamp', 'timestamp', sentence);
  }
  const measured = time === null ? null : (time - origin) / 1000;
  return {
    row: position,
    line: record.line,
    timestampS: assumedFps === null ? measured : position / assumedFps,
    reading: readReading(row, reader),
  };
}

async function* readRows(
  reader: Reader,
  head: readonly CsvRecord[],
  rest: AsyncIterable<CsvRecord>,
): AsyncGenerator<FeatureCsvRow> {
  let before = -Infinity;
  let position = 0;
  for await (const record of chained(head, rest)) {
    const row = readRow(reader, record, position);
    if (row.timestampS !== null) {
      if (row.timestampS <= before) {
        const sentence = `the time ${row.timestampS} s is not after the ${before} s of the row before.`;
        const place = { file: reader.file, line: record.line, column: 'timestamp' };
        throw new CsvError('time_goes_back', place, sentence);
      }
      before = row.timestampS;
    }
    yield row;
    position++;
  }
}

async function* chained<Item>(head: readonly Item[], rest: AsyncIterable<Item>) {
  yield* head;
  yield* rest;
}

/**
 * Reads this project's features layouts and genuine OpenFace 2.2 output as their text arrives.
 * `file` is its name in messages, `fps` the rate of a sequence without times. Throws CsvError; where
 * `onRefused` is given, not for a row that is whole and in order but whose values cannot be used.
 */
export async function readFeatures(
  file: string,
  chunks: AsyncIterable<string> | Iterable<string>,
  fps: number = DEFAULT_FPS,
  onRefused: RefusedRow | null = null,
): Promise<FeaturesCsv> {
  const records = readRecords(file, chunks);
  const header = await records.next();
  if (header.done === true) {
    throw new CsvError('empty_file', { file, line: null, column: null }, 'the file is empty.');
  }
  const columns = findFeatureColumns(file, header.value);
  const first = await records.next();
  if (first.done === true) {
    const sentence = 'the file has a header, but no rows.';
    throw new CsvError('no_rows', { file, line: null, column: null }, sentence);
  }
  const second = await records.next();
  const head = second.done === true ? [first.value] : [first.value, second.value];
  const [time, next] = head.map((record) => readTime(new RowReader(file, record), columns));
  const timed = time !== null && time !== undefined;
  const isOpenFace = columns.layout === 'openface';
  const assumedFps = isOpenFace && timed && time === next ? fps : null;
  const origin = timed && (!isOpenFace || assumedFps !== null) ? time : 0;
  const reader: Reader = { file, columns, timed, origin, assumedFps, onRefused };
  return {
    layout: columns.layout,
    timed,
    assumedFps,
    startedAt: timed && !isOpenFace ? timestampMs(time) : null,
    rows: readRows(reader, head, records),
  };
}
