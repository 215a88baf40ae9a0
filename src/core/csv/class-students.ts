import { ENGAGEMENT_STATUSES } from '../engagement/reading.ts';
import type { ClassRecord, NamedCell, NamedSeries } from '../live/records/class-record.ts';
import { LEARNING_STATES } from '../models/prediction.ts';
import { number, text } from './cell.ts';
import { CELL_COLUMNS, type ClassRow, RECORD_COLUMNS } from './class-columns.ts';
import { csvHeader, type CsvLayout, csvLine } from './csv-layout.ts';

export interface ClassStudentRow extends ClassRow {
  readonly student: Pick<NamedSeries, 'key' | 'name'>;
  readonly cell: NamedCell;
}

/** Those who share by name, one row per student and cell of the lecture's time. */
export const CLASS_STUDENTS: CsvLayout<ClassStudentRow> = {
  name: 'class-students',
  headerSeparator: ',',
  columns: [
    ...RECORD_COLUMNS,
    { name: 'student', cell: ({ student }) => text(student.key) },
    { name: 'name', cell: ({ student }) => text(student.name) },
    ...CELL_COLUMNS,
    { name: 'score', cell: ({ cell }) => number(cell.score, 2) },
    ...ENGAGEMENT_STATUSES.map((status) => ({
      name: `${status}_share`,
      cell: ({ cell }: ClassStudentRow) => number(cell.statuses?.[status] ?? null, 4),
    })),
    { name: 'paused_share', cell: ({ cell }) => number(cell.pausedShare, 4) },
    ...LEARNING_STATES.map((state, index) => ({
      name: state,
      cell: ({ cell }: ClassStudentRow) => number(cell.states?.[index] ?? null, 4),
    })),
  ],
};

export function classStudentsTable(record: ClassRecord): string {
  const lines = record.named.flatMap((student) =>
    student.cells.map((cell) =>
      csvLine(CLASS_STUDENTS, { record, student, index: cell.index, cell }),
    ),
  );
  return csvHeader(CLASS_STUDENTS) + lines.join('');
}
