import type { NamedSeries } from '../live/records/class-record.ts';

/** Mean score of somebody who shares by name over their cells, each counting the same; null without any. */
export function namedMean({ cells }: Pick<NamedSeries, 'cells'>): number | null {
  const scores = cells.map(({ score }) => score).filter((score) => score !== null);
  return scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0) / scores.length;
}
