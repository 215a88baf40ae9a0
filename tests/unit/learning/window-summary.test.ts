import { describe, expect, it } from 'vitest';
import { summaryLength, summaryNames, windowSummary } from '#core/learning/window-summary.ts';

/** Rows of two features: 1, 3, 5, 3 and 2 throughout. */
const VALUES = Float32Array.from([1, 2, 3, 2, 5, 2, 3, 2]);

describe("[BAS-1] a window's summary", () => {
  it('has mean, population deviation and mean change of each feature', () => {
    const summary = windowSummary(VALUES, 0, 2);
    expect(summary.length).toBe(summaryLength(2));
    expect([...summary]).toEqual([3, 2, Math.fround(Math.sqrt(2)), 0, 2, 0]);
    expect(summaryNames(['a', 'b'])).toEqual([
      'a_mean',
      'b_mean',
      'a_deviation',
      'b_deviation',
      'a_step',
      'b_step',
    ]);
  });
  it('is the same whatever stands in the padding', () => {
    const padded = Float32Array.from([0, 0, 900, -7, ...VALUES]);
    expect(windowSummary(padded, 2, 2)).toEqual(windowSummary(VALUES, 0, 2));
  });
  it('tells rows in another order apart by the change alone', () => {
    const summary = windowSummary(VALUES, 0, 2);
    const other = windowSummary(Float32Array.from([3, 2, 1, 2, 5, 2, 3, 2]), 0, 2);
    expect(other.slice(0, 4)).toEqual(summary.slice(0, 4));
    expect(other[4]).not.toBe(summary[4]);
  });
  it('of a single row has no deviation and no change', () => {
    expect([...windowSummary(VALUES, 3, 2)]).toEqual([3, 2, 0, 0, 0, 0]);
  });
  it('is refused of padding alone, of a part of a row and of what is no number', () => {
    expect(() => windowSummary(VALUES, 4, 2)).toThrow(/padding alone/);
    expect(() => windowSummary(VALUES, 0, 3)).toThrow(/no rows of 3/);
    expect(() => windowSummary(Float32Array.from([1, Number.NaN]), 0, 2)).toThrow(/feature 1/);
  });
});
