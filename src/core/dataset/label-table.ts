import { readTable, type TableRow } from '../csv/table.ts';
import {
  hasLevels,
  type LabelReading,
  needsLevels,
  readLevelFacts,
  readWord,
} from './label-facts.ts';
import type { LabelFacts } from './label-rule.ts';

/** What a label file says of one recording. */
export interface LabelEntry {
  /** As it is written: a name or a path, with or without an ending. */
  readonly file: string;
  /** null where it is not known. */
  readonly person: string | null;
  readonly facts: LabelFacts | null;
}

const FORMAT = {
  required: ['file'],
  words:
    'a label table has file,person,label, or the columns boredom,engagement,confusion,frustration in the place of label',
};

function readEntry(row: TableRow, reading: LabelReading): LabelEntry {
  const file = row.text('file');
  if (file === '') throw row.fail('empty_cell', 'file', 'the name of a recording should be here.');
  const byLevels = hasLevels(row) && (needsLevels(reading.rule) || !row.has('label'));
  if (!byLevels && !row.has('label')) {
    throw row.fail('missing_columns', 'label', `there is no label: ${FORMAT.words}.`);
  }
  return {
    file,
    person: row.text('person') || null,
    facts: byLevels ? readLevelFacts(row) : readWord(row, 'label', reading),
  };
}

/**
 * Reads a table of recordings and their labels as its text arrives: `file,person,label`, or with
 * four levels 0..3. An empty person is not known, an empty label no label. Throws CsvError.
 */
export const readLabelTable = (
  file: string,
  chunks: AsyncIterable<string> | Iterable<string>,
  reading: LabelReading,
): Promise<readonly LabelEntry[]> =>
  readTable(file, chunks, FORMAT, (row) => readEntry(row, reading));
