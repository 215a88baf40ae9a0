import type { MeanFigure, Shown } from '#core/live/class-figures.ts';
import type { TimestampMs } from '#core/units.ts';
import type { ClassExportKind } from '../class-actions.ts';
import { UNSHOWN_WORDS } from './class-words.ts';

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

/** `5 Oct 2026` in the reader's time zone. */
export const dayWords = (at: TimestampMs): string => DAY.format(at);

/** A mean score with the students behind it, or why there is none. */
export const overallWords = (score: Shown<MeanFigure>): string =>
  score.kind === 'shown'
    ? `Attention ${Math.round(score.figure.mean)} of 100, ${score.students} students`
    : `Attention not shown: ${UNSHOWN_WORDS[score.kind]}`;

export const CLASS_EXPORT_WORDS: readonly {
  readonly kind: ClassExportKind;
  readonly name: string;
  readonly about: string;
}[] = [
  {
    kind: 'timeline_csv',
    name: 'Timeline',
    about: 'CSV, one row per ten seconds: what was shown, and for how many students it stands',
  },
  {
    kind: 'students_csv',
    name: 'Students by name',
    about: 'CSV, one row per student and ten seconds, of those who share by name alone',
  },
  { kind: 'record_json', name: 'Record', about: 'JSON with everything that is kept' },
];
