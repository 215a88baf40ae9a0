import { describe, expect, it } from 'vitest';
import { personIntervals } from '#core/evaluation/person-bootstrap.ts';
import { quantileOfSorted } from '#core/evaluation/quantile.ts';
import { areaUnderRanked } from '#core/evaluation/roc.ts';
import { rankScores, type RowTimes } from '#core/evaluation/score-steps.ts';
import { at } from '#core/numeric/at.ts';
import { resultOf } from '#core/numeric/result-of.ts';
import { seededRandom, shuffled } from '#core/numeric/seeded-random.ts';
import { QUANTILE_SHARES, QUANTILES } from './reference-figures.ts';

const resampling = (seed: number, resamples = 2000) => ({
  random: seededRandom(seed),
  resamples,
  level: 0.95,
});
/** The rows of a draw, as often as they were drawn. */
const rowsOf = (count: number, times: RowTimes): number[] =>
  Array.from({ length: count }, (_, row) =>
    new Array<number>(times === null ? 1 : at(times, row)).fill(row),
  ).flat();
const meanOf = (values: readonly number[]) => (times: RowTimes) => {
  const rows = rowsOf(values.length, times);
  return [rows.reduce((sum, row) => sum + at(values, row), 0) / rows.length];
};
const intervals = (...given: Parameters<typeof personIntervals>) =>
  resultOf(personIntervals(...given));

describe('intervals by bootstrap', () => {
  it('[EVA-9] draw whole persons, as many as there are', () => {
    const persons = ['x', 'y', 'x', 'z', 'x', 'z'];
    let draws = 0;
    const seen = new Set<string>();
    intervals(
      persons,
      (times) => {
        if (times === null) return [1];
        persons.forEach((person, row) => {
          expect(at(times, row)).toBe(at(times, persons.indexOf(person)));
        });
        expect(at(times, 0) + at(times, 1) + at(times, 3)).toBe(3);
        seen.add(persons.map((_, row) => at(times, row)).join());
        draws++;
        return [1];
      },
      resampling(1, 200),
    );
    expect(draws).toBe(200);
    // Ways to draw three of three.
    expect(seen.size).toBe(10);
  });

  it('[EVA-9] are the percentiles of all ways to draw', () => {
    // 27 ways of equal chance; 3 times the lowest is 1/27 of them, as is 3 times the highest.
    const [interval] = intervals(['a', 'b', 'c'], meanOf([0, 1, 10]), resampling(2, 4000));
    expect(interval).toEqual({
      kind: 'interval',
      low: 0,
      high: 10,
      level: 0.95,
      resamples: 4000,
      leftOut: 0,
    });
    // Sums of 1 are draws 2 to 4 of 27 in rising order, sums of 21 are draws 24 to 26.
    const [narrower] = intervals(['a', 'b', 'c'], meanOf([0, 1, 10]), {
      ...resampling(2, 4000),
      level: 0.8,
    });
    expect(narrower).toMatchObject({ low: 1 / 3, high: 7 });
  });

  it('[EVA-9] do not grow narrower by more rows that are alike of the same persons', () => {
    const values = [0.2, 0.9, 0.4, 0.7];
    const persons = ['a', 'b', 'c', 'd'];
    const [once] = intervals(persons, meanOf(values), resampling(4));
    const tenfold = <T>(list: readonly T[]) => Array.from({ length: 10 }, () => list).flat();
    const [often] = intervals(tenfold(persons), meanOf(tenfold(values)), resampling(4));
    if (once?.kind !== 'interval' || often?.kind !== 'interval') throw new Error('no interval');
    expect(often.low).toBeCloseTo(once.low, 12);
    expect(often.high).toBeCloseTo(once.high, 12);
    expect(once.high - once.low).toBeGreaterThan(0.3);
  });

  it('[EVA-3] [EVA-9] are the same for the same seed, in whatever order rows come', () => {
    const persons = ['c', 'a', 'a', 'b', 'c', 'd'];
    const values = [1, 2, 4, 8, 16, 32];
    const order = shuffled([...persons.keys()], seededRandom(9));
    const [one] = intervals(persons, meanOf(values), resampling(7, 50));
    const [other] = intervals(
      order.map((row) => at(persons, row)),
      meanOf(order.map((row) => at(values, row))),
      resampling(7, 50),
    );
    expect(other).toEqual(one);
    const [elsewhere] = intervals(persons, meanOf(values), resampling(8, 50));
    expect(elsewhere).not.toEqual(one);
  });

  it('[EVA-10] leave out and count the draws in which a figure does not exist', () => {
    // Only c has positives: no area without c, nor with c alone: 8/27 + 1/27 of the draws.
    const scores = [0.1, 0.6, 0.5, 0.9];
    const positive = [false, false, true, true];
    const [interval] = intervals(
      ['a', 'b', 'c', 'c'],
      (times) => [areaUnderRanked(rankScores(scores, positive), times)],
      resampling(5, 2700),
    );
    if (interval?.kind !== 'interval') throw new Error('no interval');
    expect(interval.resamples + interval.leftOut).toBe(2700);
    expect(Math.abs(interval.leftOut - 900)).toBeLessThan(100);
  });

  it('[EVA-10] are none, with the reason, for one person or a figure that never exists', () => {
    const one = intervals(['a', 'a'], meanOf([1, 2]), resampling(6));
    expect(one).toEqual([{ kind: 'none', reason: 'too_few_persons' }]);
    const never = intervals(['a', 'b'], () => [null, 0.5], resampling(6, 10));
    expect(never[0]).toEqual({ kind: 'none', reason: 'never_existed' });
    expect(never[1]).toMatchObject({ kind: 'interval', low: 0.5, high: 0.5 });
  });

  it('[EVA-2] refuse a figure that is not a number', () => {
    const run = () => intervals(['a', 'b'], () => [Number.NaN], resampling(6, 10));
    expect(run).toThrow('figure 0 is NaN');
  });

  it('[EVA-1] take quantiles as numpy does', () => {
    const sorted = [3, 1, 4, 1, 5, 9, 2, 6.5].sort((a, b) => a - b);
    QUANTILE_SHARES.forEach((share, index) => {
      expect(quantileOfSorted(sorted, share)).toBeCloseTo(at(QUANTILES, index), 12);
    });
    expect(() => quantileOfSorted([], 0.5)).toThrow(RangeError);
  });
});
