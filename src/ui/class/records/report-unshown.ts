import { CELL_SECONDS } from '#core/live/class-figures.ts';
import type { ClassRecord } from '#core/live/records/class-record.ts';
import { durationMs } from '#core/units.ts';
import { length } from '../../words/format.ts';

/** For how much of the lecture there is no figure of attention, and why. */
export function unshownReport({ lecture }: Pick<ClassRecord, 'lecture'>): string {
  const cells = (kind: 'too_few' | 'held_back'): number =>
    lecture.filter(({ score }) => score.kind === kind).length;
  const lasting = (count: number): string => length(durationMs(count * CELL_SECONDS * 1000));
  const parts = [
    [cells('too_few'), 'since too few students shared'],
    [cells('held_back'), 'since it was held back'],
  ] as const;
  const told = parts.filter(([count]) => count > 0);
  if (lecture.length === 0) return 'Nothing was heard of this class.';
  if (told.length === 0) return 'Attention is shown wherever students were.';
  return `Attention is not shown for ${told
    .map(([count, why]) => `${lasting(count)} of the lecture ${why}`)
    .join(', and for ')}.`;
}
