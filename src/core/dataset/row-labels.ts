import { readTable, type TableRow } from '../csv/table.ts';
import {
  hasLevels,
  type LabelReading,
  needsLevels,
  readLevelFacts,
  readStatus,
  readWord,
} from './label-facts.ts';
import type { LabelFacts } from './label-rule.ts';

/** What the columns of a recording's own CSV say of each row. */
export interface RowLabels {
  /** null where it is not known. */
  readonly persons: readonly (string | null)[];
  readonly facts: readonly (LabelFacts | null)[];
}

const PERSON_COLUMNS = ['subject', 'person'];
const STATUS_COLUMN = 'status';

/**
 * Reads the labels of a recording's rows: the four level columns, a `status`, or `labelColumn`;
 * who it was from `subject` or `person`. null where the recording has no labels of its own.
 * Throws CsvError, such as where `labelColumn` is not among the columns.
 */
export async function readRowLabels(
  file: string,
  chunks: AsyncIterable<string> | Iterable<string>,
  reading: LabelReading,
  labelColumn: string | null,
): Promise<RowLabels | null> {
  /** undefined: there is no column to say anything. */
  const factsOf = (row: TableRow): LabelFacts | null | undefined => {
    if (labelColumn !== null) return readWord(row, labelColumn, reading);
    if (needsLevels(reading.rule) && hasLevels(row)) return readLevelFacts(row);
    if (reading.rule.kind === 'status' && row.has(STATUS_COLUMN)) {
      return readStatus(row, STATUS_COLUMN, reading.words);
    }
    return undefined;
  };
  const format = {
    required: labelColumn === null ? [] : [labelColumn],
    words: 'it was named as the column of labels',
  };
  const rows = await readTable(file, chunks, format, (row) => {
    const person = PERSON_COLUMNS.map((column) => row.text(column)).find((name) => name !== '');
    return { person: person ?? null, facts: factsOf(row) };
  });
  const persons: (string | null)[] = [];
  const facts: (LabelFacts | null)[] = [];
  for (const row of rows) {
    if (row.facts === undefined) return null;
    persons.push(row.person);
    facts.push(row.facts);
  }
  return { persons, facts };
}
