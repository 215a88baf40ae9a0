import { describe, expect, test } from 'vitest';
import { fitRobustRidge, predict } from '#core/numeric/robust-ridge.ts';
import { middleOf, robustDeviation } from '#core/numeric/spread.ts';
import { seeded } from '../support/synthetic-face.ts';

const line = (count: number, noise: number, outliers = 0) => {
  const random = seeded(4);
  return Array.from({ length: count }, (_, i) => {
    const x = random() * 4 - 2;
    const stray = i < outliers ? 30 : 0;
    return { inputs: [1, x], target: 3 - 2 * x + noise * (random() - 0.5) + stray, weight: 1 };
  });
};

describe('the robust ridge regression', () => {
  test('finds an exact line', () => {
    const [a = NaN, b = NaN] = fitRobustRidge(line(20, 0), [0, 0]) ?? [];
    expect(a).toBeCloseTo(3, 6);
    expect(b).toBeCloseTo(-2, 6);
    expect(predict([1, 2], [3, -2])).toBe(-1);
  });

  test('hardly follows a fifth of strays that would pull least squares away', () => {
    const [a = NaN, b = NaN] = fitRobustRidge(line(100, 0.4, 20), [0, 0]) ?? [];
    expect(Math.abs(a - 3)).toBeLessThan(0.2);
    expect(Math.abs(b + 2)).toBeLessThan(0.2);
  });

  test('a penalty draws a coefficient towards 0', () => {
    const free = Math.abs(fitRobustRidge(line(50, 0.1), [0, 0])?.[1] ?? NaN);
    const held = Math.abs(fitRobustRidge(line(50, 0.1), [0, 100])?.[1] ?? NaN);
    expect(held).toBeLessThan(free * 0.8);
  });

  test('inputs that say nothing are told, unless a penalty decides', () => {
    const rows = [1, 2, 3].map((target) => ({ inputs: [1, 0], target, weight: 1 }));
    expect(fitRobustRidge(rows, [0, 0])).toBeNull();
    expect(fitRobustRidge(rows, [0, 1])?.[0]).toBeCloseTo(2, 6);
  });

  test('weights count', () => {
    const rows = [
      { inputs: [1], target: 0, weight: 3 },
      { inputs: [1], target: 0.4, weight: 1 },
    ];
    expect(fitRobustRidge(rows, [0])?.[0] ?? NaN).toBeLessThan(0.2);
  });
});

test('middle and robust deviation', () => {
  expect(middleOf([5, 1, 3])).toBe(3);
  expect(middleOf([4, 1, 3, 2])).toBe(2.5);
  expect(() => middleOf([])).toThrow(RangeError);
  expect(robustDeviation([1, 2, 3, 4, 1000])).toBeCloseTo(1.4826, 6);
  expect(robustDeviation([1, -1, 2], 0)).toBeCloseTo(1.4826, 6);
});
