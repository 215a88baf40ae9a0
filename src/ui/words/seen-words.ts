import type { SeenKind } from '../charts/seen-data.ts';
import { length } from './format.ts';

const times = (count: number): string => {
  if (count === 1) return 'once';
  return count === 2 ? 'twice' : `${count} times`;
};

/** `12 times, 3 min in all` */
export const seenWords = ({ spans, total }: SeenKind): string =>
  spans.length === 1 ? `once, ${length(total)}` : `${times(spans.length)}, ${length(total)} in all`;

export const rateWords = (perMinute: number): string => `${Math.round(perMinute)} a minute`;
