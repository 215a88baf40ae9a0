import { ENGAGEMENT_STATUSES } from '#core/engagement/reading.ts';
import type { ClassCell, Shown } from '#core/live/class-figures.ts';
import type { TimestampMs } from '#core/units.ts';
import { wallTime } from '../charts/class-axis.ts';
import { lineFigure, onScale, type ClassLine } from '../charts/class-data.ts';
import { groupWords, UNSHOWN_WORDS } from './class-words.ts';
import { clock, percent } from './format.ts';
import { STATE_WORDS, STATUS_WORDS } from './status-words.ts';

export const LINE_WORDS: Record<ClassLine, string> = { attention: 'Attention', ...STATE_WORDS };

/** A place on the axis: lecture's time, or time of day where wall time has a start. */
export const axisTime = (seconds: number, startedAt: TimestampMs | null): string =>
  startedAt === null ? clock(seconds) : wallTime(startedAt, Math.round(seconds));

/** A figure, or why it is not shown. */
export const shownWords = <Figure>(
  shown: Shown<Figure>,
  words: (figure: Figure) => string,
): string => (shown.kind === 'shown' ? words(shown.figure) : UNSHOWN_WORDS[shown.kind]);

export const lineWords = (cell: ClassCell, line: ClassLine): string =>
  shownWords(lineFigure(cell, line), ({ mean }) => String(Math.round(onScale(mean, line))));

/** Everything of a cell in a line. */
export function cellWords(cell: ClassCell, line: ClassLine, minimumGroup: number): string {
  const figure = lineFigure(cell, line);
  const { statuses } = cell;
  const group = figure.kind === 'shown' ? ` (${groupWords(figure.students, minimumGroup)})` : '';
  const divided =
    statuses.kind === 'shown'
      ? ENGAGEMENT_STATUSES.filter((status) => statuses.figure[status] >= 0.005)
          .map(
            (status) => `${STATUS_WORDS[status].toLowerCase()} ${percent(statuses.figure[status])}`,
          )
          .join(', ')
      : `statuses ${UNSHOWN_WORDS[statuses.kind]}`;
  return `${LINE_WORDS[line].toLowerCase()} ${lineWords(cell, line)}${group}; ${divided}`;
}
