import { quoted, type Cell } from './cell.ts';

export interface CsvColumn<Row> {
  readonly name: string;
  readonly cell: (row: Row) => Cell;
}

/** A CSV format as data: the columns in order, and what each says of a row. */
export interface CsvLayout<Row> {
  readonly name: string;
  /** Between names in the header line; rows are always separated by a comma alone. */
  readonly headerSeparator: ',' | ', ';
  readonly columns: readonly CsvColumn<Row>[];
}

/** Lines end with LF, the last one too. */
export const csvHeader = <Row>(layout: CsvLayout<Row>): string =>
  `${layout.columns.map(({ name }) => quoted(name)).join(layout.headerSeparator)}\n`;

export function csvLine<Row>(layout: CsvLayout<Row>, row: Row): string {
  let line = '';
  for (const [index, column] of layout.columns.entries()) {
    if (index > 0) line += ',';
    line += quoted(column.cell(row));
  }
  return `${line}\n`;
}
