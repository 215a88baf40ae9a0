import { describe, expect, test } from 'vitest';
import { fitActionUnits } from '../../../scripts/agreement/fit.ts';
import type { FitSeries } from '../../../scripts/agreement/fit.ts';
import { solvePositive } from '../../../scripts/agreement/linear-solve.ts';
import { covariance, quantileOf, rounded } from '../../../scripts/agreement/series.ts';
import { ACTION_UNIT_FORMULAS } from '#core/signals/action-units.ts';
import { FACE_MEASURE_NAMES } from '#core/signals/face-measures.ts';
import { ACTION_UNITS } from '#core/signals/face-signal.ts';
import { seeded } from '../support/synthetic-face.ts';

test('a positive definite system is solved', () => {
  const matrix = Float64Array.from([4, 1, 0.5, 1, 3, 0.2, 0.5, 0.2, 2]);
  const [x, y, z] = solvePositive(matrix, Float64Array.from([1, 2, 3]));
  expect(4 * (x ?? NaN) + (y ?? NaN) + 0.5 * (z ?? NaN)).toBeCloseTo(1, 12);
  expect((x ?? NaN) + 3 * (y ?? NaN) + 0.2 * (z ?? NaN)).toBeCloseTo(2, 12);
  expect(() => solvePositive(Float64Array.from([1, 2, 2, 1]), new Float64Array(2))).toThrow(
    RangeError,
  );
});

test('quantiles lie between values, covariances have a sign, rounding keeps three digits', () => {
  expect(quantileOf([4, 1, 3, 2], 0.5)).toBe(2.5);
  expect(quantileOf([5], 0.9)).toBe(5);
  expect(covariance([1, 2, 3], [3, 2, 1])).toBeCloseTo(-2 / 3, 12);
  expect(rounded(0.0123456)).toBe(0.0123);
});

describe('[SIG-53] a fit', () => {
  const FRAMES = 400;
  const UNIT = ACTION_UNITS.indexOf('AU23');
  const TELLS = 7;
  /** AU23 follows one measure in all recordings, and another in the first alone; no other moves. */
  const recording = (seed: number, first: boolean): FitSeries => {
    const random = seeded(seed);
    const noise = (): Float64Array => Float64Array.from({ length: FRAMES }, () => random() - 0.5);
    const measures = FACE_MEASURE_NAMES.map(noise);
    const formulas = ACTION_UNIT_FORMULAS.map(noise);
    const moved = (measures[TELLS] ?? new Float64Array()).map(
      (value, i) => value + (first ? (measures[TELLS + 1]?.[i] ?? NaN) : 0),
    );
    return {
      helds: ACTION_UNIT_FORMULAS.map(() => new Float64Array(FRAMES)),
      zs: formulas,
      measures,
      references: ACTION_UNIT_FORMULAS.map((_, i) =>
        i === UNIT ? moved : new Float64Array(FRAMES),
      ),
    };
  };
  const fit = fitActionUnits([recording(1, true), recording(2, false), recording(3, false)]);

  test('finds the measure that tells, and gives less to what tells in one recording alone', () => {
    const { weights } = fit.units.AU23;
    const sizes = (weights ?? []).map(Math.abs);
    expect(sizes.indexOf(Math.max(...sizes))).toBe(TELLS);
    expect(sizes[TELLS + 1]).toBeLessThan((sizes[TELLS] ?? NaN) / 2);
    expect(weights?.[TELLS]).toBeGreaterThan(0);
  });

  test('learns nothing where nothing moves, and has a prior and a share for every unit', () => {
    for (const unit of ACTION_UNITS) {
      const { weights, share, prior, population } = fit.units[unit];
      expect(weights === null).toBe(unit !== 'AU23');
      expect(share).toBeGreaterThan(0);
      expect(prior.within).toBeGreaterThan(0);
      expect(prior.between).toBeGreaterThan(0);
      expect(Number.isFinite(population)).toBe(true);
    }
    expect(fit.units.AU23.share).toBeLessThan(1);
    expect(fit.units.AU01.share).toBe(1);
  });
});
