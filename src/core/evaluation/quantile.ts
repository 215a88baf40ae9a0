import { at } from '../numeric/at.ts';

/**
 * Quantile (0..1) of values in rising order, linear between neighbours (Hyndman and Fan 1996,
 * type 7). Throws RangeError of nothing.
 */
export function quantileOfSorted(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const below = at(sorted, Math.floor(place));
  return below + (place - Math.floor(place)) * (at(sorted, Math.ceil(place)) - below);
}
