import type { ClassCell } from '../live/class-figures.ts';
import type { ClassRecord } from '../live/records/class-record.ts';
import { CELL_COLUMNS, type ClassRow, FIGURE_COLUMNS, RECORD_COLUMNS } from './class-columns.ts';
import { csvHeader, type CsvLayout, csvLine } from './csv-layout.ts';

export interface ClassTimelineRow extends ClassRow {
  readonly axis: 'lecture' | 'wall';
  readonly cell: ClassCell;
}

/** What a class was shown as, one row per cell; first along the lecture's time, then wall time. */
export const CLASS_TIMELINE: CsvLayout<ClassTimelineRow> = {
  name: 'class-timeline',
  headerSeparator: ',',
  columns: [
    ...RECORD_COLUMNS,
    { name: 'axis', cell: ({ axis }) => axis },
    ...CELL_COLUMNS,
    ...FIGURE_COLUMNS.map(({ name, cell: ofFigures }) => ({
      name,
      cell: ({ cell }: ClassTimelineRow) => ofFigures(cell),
    })),
  ],
};

/** The rows of one record, without a header. */
export function classTimelineLines(record: ClassRecord): string {
  const lines = (axis: ClassTimelineRow['axis'], cells: readonly ClassCell[]): string =>
    cells
      .map((cell) => csvLine(CLASS_TIMELINE, { record, axis, index: cell.index, cell }))
      .join('');
  return lines('lecture', record.lecture) + lines('wall', record.wall);
}

export const classTimelineHeader = (): string => csvHeader(CLASS_TIMELINE);
