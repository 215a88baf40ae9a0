import { at } from '../numeric/at.ts';
import type { Random } from '../ports.ts';
import { quantileOfSorted } from './quantile.ts';

export type FigureInterval =
  | {
      readonly kind: 'interval';
      readonly low: number;
      readonly high: number;
      /** Share of resamples inside, e.g. 0.95. */
      readonly level: number;
      /** Resamples in which the figure exists. */
      readonly resamples: number;
      /** Resamples in which it does not. */
      readonly leftOut: number;
    }
  | { readonly kind: 'none'; readonly reason: 'too_few_persons' | 'never_existed' };

export interface Resampling {
  readonly random: Random;
  readonly resamples: number;
  /** 0..1. */
  readonly level: number;
}

/**
 * Percentile intervals of figures (Efron 1979) that resample persons, not rows: rows of one person
 * are alike, and drawing them one by one would promise too much (Field and Welsh 2007).
 *
 * `persons` names the person of each row; `figures` gets indices of rows, some more than once, and
 * returns as many figures each time, null for one that does not exist. Throws RangeError where a
 * figure is not finite.
 */
export function personIntervals(
  persons: readonly string[],
  figures: (rows: readonly number[]) => readonly (number | null)[],
  { random, resamples, level }: Resampling,
): FigureInterval[] {
  const rowsOf = new Map<string, number[]>();
  persons.forEach((person, row) => {
    const own = rowsOf.get(person);
    if (own === undefined) rowsOf.set(person, [row]);
    else own.push(row);
  });
  // By name, so that the order of rows changes no draw.
  const groups = [...rowsOf.keys()].sort().map((person) => rowsOf.get(person) ?? []);
  const known = figures(persons.map((_, row) => row)).map((): number[] => []);
  if (groups.length < 2) return known.map(() => ({ kind: 'none', reason: 'too_few_persons' }));
  for (let round = 0; round < resamples; round++) {
    const drawn = groups.flatMap(() => at(groups, Math.floor(random() * groups.length)));
    figures(drawn).forEach((figure, index) => {
      if (figure === null) return;
      if (!Number.isFinite(figure)) throw new RangeError(`figure ${index} is ${figure}`);
      at(known, index).push(figure);
    });
  }
  return known.map((values): FigureInterval => {
    if (values.length === 0) return { kind: 'none', reason: 'never_existed' };
    values.sort((a, b) => a - b);
    return {
      kind: 'interval',
      low: quantileOfSorted(values, (1 - level) / 2),
      high: quantileOfSorted(values, (1 + level) / 2),
      level,
      resamples: values.length,
      leftOut: resamples - values.length,
    };
  });
}
