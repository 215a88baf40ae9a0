import { CELL_SECONDS, type ClassFigures } from '#core/live/class-figures.ts';
import type { ClassRecord } from '#core/live/records/class-record.ts';
import type { FigureData } from '../../components/figure.tsx';
import { shownWords } from '../../words/class-cell-words.ts';
import { clock, percent } from '../../words/format.ts';

/** How far the lecture was followed by somebody, seconds of its time. */
const lectureEnd = ({ lecture }: Pick<ClassRecord, 'lecture'>): number =>
  ((lecture.at(-1)?.index ?? -1) + 1) * CELL_SECONDS;

const spread = ({ score }: ClassFigures): string =>
  score.kind === 'shown' ? `of 100, ± ${Math.round(score.figure.standardDeviation)}` : '';

/** The whole lecture in figures. */
export function recordFigures(record: ClassRecord): readonly FigureData[] {
  const { overall } = record;
  const { score } = overall;
  return [
    {
      label: 'Attention over the lecture',
      value: shownWords(score, ({ mean }) => String(Math.round(mean))),
      unit: spread(overall),
    },
    {
      label: 'Students behind it',
      value: score.kind === 'shown' ? score.students : shownWords(score, () => ''),
    },
    { label: 'Paused', value: shownWords(overall.paused, percent), unit: 'of the students’ time' },
    { label: 'Lecture followed', value: clock(lectureEnd(record)), unit: 'min:s' },
  ];
}
