import { ENGAGEMENT_STATUSES } from '../engagement/reading.ts';
import {
  CELL_SECONDS,
  type ClassFigures,
  type MeanFigure,
  type Shown,
} from '../live/class-figures.ts';
import type { ClassRecord } from '../live/records/class-record.ts';
import { LEARNING_STATES } from '../models/prediction.ts';
import { number, text } from './cell.ts';
import type { CsvColumn } from './csv-layout.ts';
import { isoTimestamp } from './iso-timestamp.ts';

/** Whose row it is, and which stretch of the axis. */
export interface ClassRow {
  readonly record: Pick<ClassRecord, 'id' | 'courseId' | 'lectureId' | 'startedAt'>;
  readonly index: number;
}

/** On the axis of wall time, seconds since `started_at`. */
export const RECORD_COLUMNS: readonly CsvColumn<ClassRow>[] = [
  { name: 'record_id', cell: ({ record }) => text(record.id) },
  { name: 'course_id', cell: ({ record }) => text(record.courseId) },
  { name: 'lecture_id', cell: ({ record }) => text(record.lectureId) },
  { name: 'started_at', cell: ({ record }) => isoTimestamp(record.startedAt) },
];

export const CELL_COLUMNS: readonly CsvColumn<ClassRow>[] = [
  { name: 'index', cell: ({ index }) => number(index, 0) },
  { name: 'from_s', cell: ({ index }) => number(index * CELL_SECONDS, 0) },
  { name: 'to_s', cell: ({ index }) => number((index + 1) * CELL_SECONDS, 0) },
];

const figureOf = <Figure>(shown: Shown<Figure>): Figure | null =>
  shown.kind === 'shown' ? shown.figure : null;

type Of<Figure> = (figures: ClassFigures) => Shown<Figure>;

/** For how many students a figure stands, and whether it is shown at all. */
const standing = (name: string, of: Of<unknown>): readonly CsvColumn<ClassFigures>[] => [
  {
    name: `${name}_students`,
    cell: (figures) => {
      const shown = of(figures);
      return number(shown.kind === 'shown' ? shown.students : null, 0);
    },
  },
  { name: `${name}_shown`, cell: (figures) => of(figures).kind },
];

const meanColumns = (
  name: string,
  of: Of<MeanFigure>,
  decimals: number,
): readonly CsvColumn<ClassFigures>[] => [
  {
    name: `${name}_mean`,
    cell: (figures) => number(figureOf(of(figures))?.mean ?? null, decimals),
  },
  {
    name: `${name}_sd`,
    cell: (figures) => number(figureOf(of(figures))?.standardDeviation ?? null, decimals),
  },
  ...standing(name, of),
];

/** Each figure with the students behind it and, where its cells are empty, why. */
export const FIGURE_COLUMNS: readonly CsvColumn<ClassFigures>[] = [
  ...meanColumns('score', ({ score }) => score, 2),
  ...ENGAGEMENT_STATUSES.map((status) => ({
    name: `${status}_share`,
    cell: ({ statuses }: ClassFigures) => number(figureOf(statuses)?.[status] ?? null, 4),
  })),
  ...standing('status', ({ statuses }) => statuses),
  { name: 'paused_share', cell: ({ paused }) => number(figureOf(paused), 4) },
  ...standing('paused', ({ paused }) => paused),
  ...LEARNING_STATES.flatMap((state) => meanColumns(state, ({ states }) => states[state], 4)),
];
