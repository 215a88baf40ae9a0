import { expect, it } from 'vitest';
import { Timings } from '#core/pacing/timings.ts';

it('[VIS-13] a quantile is a value that was measured; of nothing there is none', () => {
  const timings = new Timings();
  expect(timings.quantile(0.5)).toBeNull();
  for (const value of [5, 1, 3, 2, 4]) timings.add(value);
  expect(timings.quantile(0.5)).toBe(3);
  expect(timings.quantile(0.95)).toBe(5);
  expect(timings.quantile(0)).toBe(1);
  timings.clear();
  expect(timings.count).toBe(0);
});
