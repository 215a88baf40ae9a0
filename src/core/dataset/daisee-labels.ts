import { CsvError } from '../csv/csv-error.ts';
import { readRecords, type CsvRecord } from '../csv/csv-records.ts';
import { RowReader, shown } from '../csv/row-reader.ts';
import type { LearningState } from '../models/prediction.ts';
import type { StateLevels } from './dominant-state.ts';

export interface DaiseeClip {
  /** ClipID without its ending, as features files are named. */
  readonly clip: string;
  /** The first six digits of the ClipID: whoever is filmed has one such number. */
  readonly person: string;
  readonly levels: StateLevels;
}

const ID_COLUMN = 'ClipID';
/** Gupta et al., "DAiSEE" (2016): four states, each at one of four levels, for clips of ten seconds. */
const COLUMNS: Readonly<Record<LearningState, string>> = {
  boredom: 'Boredom',
  engagement: 'Engagement',
  confusion: 'Confusion',
  frustration: 'Frustration',
};
const CLIP = /^(?<clip>(?<person>\d{6})\d+)\.(?:avi|mp4)$/i;
const HIGHEST_LEVEL = 3;

function findColumns(file: string, header: CsvRecord): ReadonlyMap<string, number> {
  const columns = new Map<string, number>();
  for (const [index, name] of header.cells.entries()) {
    if (columns.has(name)) {
      const place = { file, line: header.line, column: name };
      throw new CsvError('duplicate_column', place, 'the header names this column twice.');
    }
    columns.set(name, index);
  }
  const missing = [ID_COLUMN, ...Object.values(COLUMNS)].filter((name) => !columns.has(name));
  if (missing.length > 0) {
    const place = { file, line: header.line, column: missing[0] ?? null };
    const sentence = `the header lacks ${missing.join(', ')}: DAiSEE's label files have ClipID,Boredom,Engagement,Confusion,Frustration.`;
    throw new CsvError('missing_columns', place, sentence);
  }
  return columns;
}

function readClip(
  file: string,
  record: CsvRecord,
  columns: ReadonlyMap<string, number>,
): DaiseeClip {
  const row = new RowReader(file, record);
  if (record.cells.length !== columns.size) {
    const sentence = `this row has ${record.cells.length} cells, but the header names ${columns.size}.`;
    throw row.fail('ragged_row', null, sentence);
  }
  const index = (name: string) => columns.get(name) ?? -1;
  const id = row.cell(index(ID_COLUMN));
  const { clip, person } = CLIP.exec(id)?.groups ?? {};
  if (clip === undefined || person === undefined) {
    const sentence = `${shown(id)} is no clip of DAiSEE, such as 1100011002.avi.`;
    throw row.fail('bad_name', ID_COLUMN, sentence);
  }
  const level = (state: LearningState): number => {
    const value = row.number(COLUMNS[state], index(COLUMNS[state]));
    if (!Number.isInteger(value) || value < 0 || value > HIGHEST_LEVEL) {
      throw row.fail('out_of_range', COLUMNS[state], `${value} is no level: 0, 1, 2 or 3.`);
    }
    return value;
  };
  return {
    clip,
    person,
    levels: {
      boredom: level('boredom'),
      engagement: level('engagement'),
      confusion: level('confusion'),
      frustration: level('frustration'),
    },
  };
}

/**
 * Reads a label file of DAiSEE (`AllLabels.csv`, `TrainLabels.csv` and so on) as its text arrives;
 * spaces in the header, which its own files have, do not matter. Throws CsvError.
 */
export async function readDaiseeLabels(
  file: string,
  chunks: AsyncIterable<string> | Iterable<string>,
): Promise<readonly DaiseeClip[]> {
  const clips = new Map<string, DaiseeClip>();
  let columns: ReadonlyMap<string, number> | null = null;
  for await (const record of readRecords(file, chunks)) {
    if (columns === null) {
      columns = findColumns(file, record);
      continue;
    }
    const clip = readClip(file, record, columns);
    if (clips.has(clip.clip)) {
      const place = { file, line: record.line, column: ID_COLUMN };
      throw new CsvError('bad_name', place, `the clip ${clip.clip} was labelled above already.`);
    }
    clips.set(clip.clip, clip);
  }
  if (clips.size === 0) {
    const fault = columns === null ? 'empty_file' : 'no_rows';
    const sentence =
      columns === null ? 'the file is empty.' : 'the file has a header, but no rows.';
    throw new CsvError(fault, { file, line: null, column: null }, sentence);
  }
  return [...clips.values()];
}
