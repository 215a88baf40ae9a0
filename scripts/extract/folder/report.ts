/** What became of each clip, as a table for whoever started the run. */
import { csvHeader, csvLine, type CsvLayout } from '#core/csv/csv-layout.ts';
import { number, text } from '#core/csv/cell.ts';

export const REPORT_FILE = 'heed-extract-report.csv';

export interface ClipCounts {
  readonly rows: number;
  readonly faces: number;
  /** Frames that could not be decoded: they have no row. */
  readonly undecoded: number;
}

export type ClipOutcome =
  | { readonly status: 'waiting' }
  | ({ readonly status: 'done' } & ClipCounts)
  /** Done by an earlier run. */
  | ({ readonly status: 'skipped' } & ClipCounts)
  | { readonly status: 'failed'; readonly reason: string; readonly isAvi: boolean };

export interface ReportRow {
  readonly clip: string;
  readonly outcome: ClipOutcome;
}

const counted = (name: keyof ClipCounts) => ({
  name,
  cell: ({ outcome }: ReportRow) => ('rows' in outcome ? number(outcome[name], 0) : null),
});

const REPORT: CsvLayout<ReportRow> = {
  name: 'extract report',
  headerSeparator: ',',
  columns: [
    { name: 'clip', cell: ({ clip }) => text(clip) },
    { name: 'status', cell: ({ outcome }) => outcome.status },
    counted('rows'),
    counted('faces'),
    counted('undecoded'),
    {
      name: 'reason',
      cell: ({ outcome }) => (outcome.status === 'failed' ? text(outcome.reason) : null),
    },
  ],
};

export const reportText = (rows: readonly ReportRow[]): string =>
  csvHeader(REPORT) + rows.map((row) => csvLine(REPORT, row)).join('');
