import { describe, expect, it } from 'vitest';
import { compareClasses, meanDifference } from '#core/class-figures/compare.ts';
import { studentT } from '#core/numeric/student-t.ts';
import { figuresAt, HELD_BACK, meanOf, TOO_FEW } from '../../support/class-records.ts';

/** scipy 1.10.1: sqrt(freedom * (1 / betaincinv(freedom / 2, 1 / 2, 1 - level) - 1)). */
const QUANTILES = [
  [0.95, 1, 12.706204736174696],
  [0.95, 1.37, 6.885073156641704],
  [0.95, 4, 2.7764451051977934],
  [0.95, 7.83, 2.3147480190328813],
  [0.95, 24.5, 2.061671879347407],
  [0.95, 199.2, 1.9719444313880121],
  [0.95, 5000, 1.9604385517075336],
  [0.9, 3.2, 2.294594153866667],
  [0.99, 2.5, 7.163728138948783],
  [0.5, 11, 0.6974453275598805],
  [0.999, 60, 3.460200469196342],
] as const;

/** n, mean, sd of both; degrees of freedom and interval by scipy.stats.t.interval. */
const WELCH = [
  [24, 70, 9, 12, 61, 14, 15.695087098284933, -18.426003326419043, 0.4260033264190426],
  [5, 80.5, 3.2, 5, 80.1, 22.5, 4.161751105423345, -28.191256371121558, 27.391256371121546],
  [180, 66.2, 12.4, 95, 68.9, 11.1, 210.6208962034585, -0.19126626493887056, 5.591266264938876],
  [6, 50, 0, 30, 55, 10, 29.0, 1.265938632419001, 8.734061367580999],
] as const;

describe('the t quantile', () => {
  it.each(QUANTILES)(
    '[REC-15] at level %d with %d degrees of freedom is scipy’s',
    (level, freedom, t) => {
      expect(Math.abs(studentT(level, freedom) / t - 1)).toBeLessThan(1e-10);
    },
  );

  it('[REC-15] is refused outside of its ranges', () => {
    expect(() => studentT(1, 5)).toThrow(RangeError);
    expect(() => studentT(0.95, 0)).toThrow(RangeError);
    expect(() => studentT(0.95, Number.NaN)).toThrow(RangeError);
  });
});

describe('two classes beside each other', () => {
  it.each(WELCH)(
    '[REC-15] %d students at %d ± %d and %d at %d ± %d differ as Welch’s t has it',
    (n1, m1, s1, n2, m2, s2, freedom, low, high) => {
      const compared = meanDifference(meanOf(n1, m1, s1), meanOf(n2, m2, s2));
      if (compared.kind !== 'compared') throw new Error(compared.reason);
      expect(compared.difference).toBeCloseTo(m2 - m1, 12);
      expect(Math.abs(compared.degreesOfFreedom / freedom - 1)).toBeLessThan(1e-9);
      expect(Math.abs(compared.low - low)).toBeLessThan(1e-8);
      expect(Math.abs(compared.high - high)).toBeLessThan(1e-8);
    },
  );

  it('[REC-15] differ by the opposite the other way round', () => {
    const there = meanDifference(meanOf(24, 70, 9), meanOf(12, 61, 14));
    const back = meanDifference(meanOf(12, 61, 14), meanOf(24, 70, 9));
    if (there.kind !== 'compared' || back.kind !== 'compared') throw new Error('not compared');
    expect(back.difference).toBe(-there.difference);
    expect(back.low).toBeCloseTo(-there.high, 12);
  });

  it('[REC-16] are not compared where one is not shown, stands for one, or has no spread', () => {
    expect(meanDifference(TOO_FEW, meanOf(9, 60))).toEqual({ kind: 'none', reason: 'not_shown' });
    expect(meanDifference(meanOf(9, 60), HELD_BACK)).toEqual({ kind: 'none', reason: 'not_shown' });
    expect(meanDifference(meanOf(1, 60, 0), meanOf(9, 60))).toEqual({
      kind: 'none',
      reason: 'one_student',
    });
    expect(meanDifference(meanOf(9, 60, 0), meanOf(9, 70, 0))).toEqual({
      kind: 'none',
      reason: 'no_spread',
    });
  });

  it('[REC-16] have their shares beside each other, and none where not shown', () => {
    const first = figuresAt(72);
    const { statuses } = compareClasses(first, { ...figuresAt(50), statuses: TOO_FEW });
    expect(statuses.map(({ status }) => status)).toEqual([
      'engaged',
      'partially_engaged',
      'disengaged',
      'not_detected',
    ]);
    expect(statuses.reduce((sum, share) => sum + (share.first ?? NaN), 0)).toBeCloseTo(1, 12);
    expect(statuses.every(({ second }) => second === null)).toBe(true);
  });
});
