import { expect, test } from 'vitest';
import { normalBelow, normalBetween } from '#core/numeric/normal-distribution.ts';

test.each([
  [0, 0.5],
  [1, 0.8413447461],
  [-1, 0.1586552539],
  [1.959964, 0.975],
  [-3, 0.001349898],
  [6, 0.999999999],
])('a standard normal value is below %f with probability %f', (x, wanted) => {
  expect(Math.abs(normalBelow(x, 0, 1) - wanted)).toBeLessThan(2e-7);
  expect(Math.abs(normalBelow(3 * x + 5, 5, 3) - wanted)).toBeLessThan(2e-7);
});

test('parts add up to the whole', () => {
  const parts = [-10, -1, 0, 0.4, 2, 12].map((to, i, all) =>
    i === 0 ? 0 : normalBetween(all[i - 1] ?? NaN, to, 0.3, 0.8),
  );
  expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(1, 6);
  expect(normalBetween(1, 0, 0, 1)).toBe(0);
});
