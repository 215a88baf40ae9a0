import { CsvError, type CsvFault } from './csv-error.ts';
import { readRecords, type CsvRecord } from './csv-records.ts';
import { RowReader } from './row-reader.ts';

/** One row of a table whose columns are found by their names. */
export interface TableRow {
  readonly has: (column: string) => boolean;
  /** '' where the table has no such column. */
  readonly text: (column: string) => string;
  /** Throws CsvError: `empty_cell`, `not_finite`, `not_a_number`. */
  readonly number: (column: string) => number;
  readonly fail: (fault: CsvFault, column: string | null, sentence: string) => CsvError;
}

export interface TableFormat {
  readonly required: readonly string[];
  /** What such a file has, for the sentence where a column is missing. */
  readonly words: string;
}

function findColumns(file: string, header: CsvRecord, format: TableFormat) {
  const columns = new Map<string, number>();
  for (const [index, name] of header.cells.entries()) {
    if (name !== '' && columns.has(name)) {
      const place = { file, line: header.line, column: name };
      throw new CsvError('duplicate_column', place, 'the header names this column twice.');
    }
    columns.set(name, index);
  }
  const missing = format.required.filter((name) => !columns.has(name));
  if (missing.length > 0) {
    const place = { file, line: header.line, column: missing[0] ?? null };
    const sentence = `the header lacks ${missing.join(', ')}: ${format.words}.`;
    throw new CsvError('missing_columns', place, sentence);
  }
  return columns;
}

/**
 * The rows of a table as its text arrives, each made by `read`; other columns are left alone.
 * Throws CsvError, of the header, of rows of another length, or where there is no row.
 */
export async function readTable<Row>(
  file: string,
  chunks: AsyncIterable<string> | Iterable<string>,
  format: TableFormat,
  read: (row: TableRow) => Row,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let columns: ReadonlyMap<string, number> | null = null;
  let width = 0;
  for await (const record of readRecords(file, chunks)) {
    if (columns === null) {
      columns = findColumns(file, record, format);
      width = record.cells.length;
      continue;
    }
    const known = columns;
    const reader = new RowReader(file, record);
    if (record.cells.length !== width) {
      const sentence = `this row has ${record.cells.length} cells, but the header names ${width}.`;
      throw reader.fail('ragged_row', null, sentence);
    }
    rows.push(
      read({
        has: (column) => known.has(column),
        text: (column) => reader.cell(known.get(column) ?? -1),
        number: (column) => reader.number(column, known.get(column) ?? -1),
        fail: (fault, column, sentence) => reader.fail(fault, column, sentence),
      }),
    );
  }
  if (rows.length > 0) return rows;
  const place = { file, line: null, column: null };
  throw columns === null
    ? new CsvError('empty_file', place, 'the file is empty.')
    : new CsvError('no_rows', place, 'the file has a header, but no rows.');
}
