import type { EngagementSummary } from '#core/engagement/summary.ts';
import type { FigureData } from '../components/figure.tsx';
import { length, percent } from './format.ts';

/** A summary as figures that say what they are; what isn't known is said so. */
export function summaryFigures(summary: EngagementSummary): readonly FigureData[] {
  const { meanScore, shareSeen, longestAway } = summary;
  return [
    meanScore === null
      ? { label: 'Mean score', value: 'none', unit: 'no face was read' }
      : { label: 'Mean score', value: Math.round(meanScore), unit: 'of 100' },
    { label: 'Time with a score', value: shareSeen === null ? 'none' : percent(shareSeen) },
    { label: 'Longest time without', value: length(longestAway) },
  ];
}
