import { CsvError, type CsvFault } from './csv-error.ts';
import type { CsvRecord } from './csv-records.ts';

const NOT_FINITE = /^[+-]?(?:nan(?:\(.*\))?|inf(?:inity)?)$/i;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

export const shown = (cell: string): string =>
  JSON.stringify(cell.length > 40 ? `${cell.slice(0, 40)}…` : cell);

/** One data row, read by column; errors carry file, line and column. */
export class RowReader {
  readonly #file: string;
  readonly #record: CsvRecord;

  constructor(file: string, record: CsvRecord) {
    this.#file = file;
    this.#record = record;
  }

  /** '' where the row is shorter. */
  cell(index: number): string {
    return this.#record.cells[index] ?? '';
  }

  fail(fault: CsvFault, column: string | null, sentence: string): CsvError {
    return new CsvError(fault, { file: this.#file, line: this.#record.line, column }, sentence);
  }

  /** Throws CsvError: `empty_cell`, `not_finite`, `not_a_number`. */
  number(name: string, index: number): number {
    const cell = this.cell(index);
    if (cell === '') {
      throw this.fail('empty_cell', name, 'a number should be here, but the cell is empty.');
    }
    if (NOT_FINITE.test(cell)) {
      throw this.fail('not_finite', name, `${shown(cell)} is not a value that can be used.`);
    }
    if (!NUMBER.test(cell)) {
      throw this.fail('not_a_number', name, `${shown(cell)} is not a number.`);
    }
    const value = Number(cell);
    if (!Number.isFinite(value)) {
      throw this.fail('not_finite', name, `${shown(cell)} is too large to be used.`);
    }
    return value;
  }

  /** For cells that nobody reads: empty or anything numeric, NaN too. Throws `not_a_number` for words. */
  refuseWords(name: string, index: number): void {
    const cell = this.cell(index);
    if (cell !== '' && !NOT_FINITE.test(cell) && !NUMBER.test(cell)) {
      throw this.fail('not_a_number', name, `${shown(cell)} is not a number.`);
    }
  }
}
