import { parse } from 'csv-parse/browser/esm/sync';
import { CsvError } from './csv-error.ts';

export interface CsvRecord {
  /** Of the file, counted from 1: where the record begins. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** A quoted cell that is still open after this many characters was never meant as one. */
const LONGEST_RECORD = 4 * 1024 * 1024;

const countOf = (text: string, character: string): number => {
  let count = 0;
  for (let i = text.indexOf(character); i !== -1; i = text.indexOf(character, i + 1)) count++;
  return count;
};

/** Position after the last line break that is outside quotes, given that `text` begins outside. */
function endOfWholeRecords(text: string): number {
  let end = text.length;
  let quotesBefore = countOf(text, '"');
  for (;;) {
    const lineBreak = text.lastIndexOf('\n', end - 1);
    if (lineBreak === -1 || end === 0) return 0;
    quotesBefore -= countOf(text.slice(lineBreak, end), '"');
    if (quotesBefore % 2 === 0) return lineBreak + 1;
    end = lineBreak;
  }
}

function parseRecords(file: string, text: string, firstLine: number): CsvRecord[] {
  let line = firstLine;
  try {
    return parse(text, {
      record_delimiter: ['\r\n', '\n'],
      relax_column_count: true,
      skip_empty_lines: false,
      trim: true,
    }).flatMap((cells) => {
      const record = { line, cells };
      line += 1 + cells.reduce((breaks, cell) => breaks + countOf(cell, '\n'), 0);
      return cells.length === 1 && cells[0] === '' ? [] : [record];
    });
  } catch (cause) {
    const sentence = 'the quotes on or after this line do not fit together.';
    throw new CsvError('not_csv', { file, line, column: null }, sentence, { cause });
  }
}

/**
 * Records of a CSV as its text arrives, whatever the size of the chunks; white space around cells
 * and empty lines are dropped. Throws CsvError `not_csv` where quotes do not close.
 */
export async function* readRecords(
  file: string,
  chunks: AsyncIterable<string> | Iterable<string>,
): AsyncGenerator<CsvRecord> {
  let pending = '';
  let line = 1;
  let begun = false;
  for await (const chunk of chunks) {
    pending += begun ? chunk : chunk.replace(/^\uFEFF/, '');
    begun ||= chunk !== '';
    const end = endOfWholeRecords(pending);
    if (end > 0) {
      const whole = pending.slice(0, end);
      pending = pending.slice(end);
      yield* parseRecords(file, whole, line);
      line += countOf(whole, '\n');
    }
    if (pending.length > LONGEST_RECORD) {
      const sentence = 'this line never ends: it is not a CSV, or a quote in it was not closed.';
      throw new CsvError('not_csv', { file, line, column: null }, sentence);
    }
  }
  if (pending !== '') yield* parseRecords(file, pending, line);
}
