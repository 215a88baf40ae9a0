export type CsvFault =
  | 'empty_file'
  | 'not_csv'
  | 'duplicate_column'
  | 'missing_columns'
  | 'ragged_row'
  | 'no_rows'
  | 'empty_cell'
  | 'not_a_number'
  | 'not_finite'
  | 'out_of_range'
  | 'bad_timestamp'
  | 'bad_name'
  | 'time_goes_back'
  | 'several_faces';

export interface CsvPlace {
  readonly file: string;
  /** Counted from 1, the header's line included; null where the whole file is meant. */
  readonly line: number | null;
  /** Name of the column; null where the whole line is meant. */
  readonly column: string | null;
}

/** A CSV that cannot be read; the message is one sentence with file, line and column. */
export class CsvError extends Error {
  readonly fault: CsvFault;
  readonly place: CsvPlace;

  constructor(fault: CsvFault, place: CsvPlace, sentence: string, options?: ErrorOptions) {
    const line = place.line === null ? '' : `, line ${place.line}`;
    const column = place.column === null ? '' : `, column ${place.column}`;
    super(`${place.file}${line}${column}: ${sentence}`, options);
    this.name = 'CsvError';
    this.fault = fault;
    this.place = place;
  }
}
