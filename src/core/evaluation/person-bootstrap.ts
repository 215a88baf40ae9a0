import { at } from '../numeric/at.ts';
import type { Random } from '../ports.ts';
import { quantileOfSorted } from './quantile.ts';
import type { RowTimes } from './score-steps.ts';

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
 * `persons` names the person of each row; `figures` gets how often each row was drawn (null: once
 * each) in a list that the next draw overwrites, and returns as many figures each time, null for one
 * that does not exist. Yields the number of each draw, from 1. Throws RangeError where a figure is
 * not finite.
 */
export function* personIntervals(
  persons: readonly string[],
  figures: (times: RowTimes) => readonly (number | null)[],
  { random, resamples, level }: Resampling,
): Generator<number, FigureInterval[]> {
  // By name, so that the order of rows changes no draw.
  const names = [...new Set(persons)].sort();
  const position = new Map(names.map((name, index) => [name, index]));
  const personOf = Uint32Array.from(persons, (person) => position.get(person) ?? 0);
  const known = figures(null).map((): number[] => []);
  if (names.length < 2) return known.map(() => ({ kind: 'none', reason: 'too_few_persons' }));
  const drawn = new Float64Array(names.length);
  const times = new Float64Array(persons.length);
  for (let round = 0; round < resamples; round++) {
    drawn.fill(0);
    for (let draw = 0; draw < names.length; draw++) {
      const person = Math.floor(random() * names.length);
      drawn[person] = (drawn[person] as number) + 1;
    }
    for (let row = 0; row < times.length; row++) {
      times[row] = drawn[personOf[row] as number] as number;
    }
    figures(times).forEach((figure, index) => {
      if (figure === null) return;
      if (!Number.isFinite(figure)) throw new RangeError(`figure ${index} is ${figure}`);
      at(known, index).push(figure);
    });
    yield round + 1;
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
