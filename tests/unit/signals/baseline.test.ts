import { describe, expect, test } from 'vitest';
import { createRunningQuantile } from '#core/signals/baseline.ts';
import { seeded } from '../support/synthetic-face.ts';

const exact = (values: readonly number[], quantile: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(quantile * (sorted.length - 1))] ?? NaN;
};

describe('[SIG-5] the running quantile', () => {
  test.each([0, 0.13, 0.45, 0.5, 0.71, 1])('follows the exact quantile %f at every step', (q) => {
    const random = seeded(5);
    const running = createRunningQuantile(q);
    const values: number[] = [];
    for (let i = 0; i < 400; i++) {
      const value = random() < 0.3 ? random() * 0.05 : random() ** 2 * 8 - 4;
      values.push(value);
      running.add(value);
      const above = exact(values, q);
      expect(running.value()).toBeGreaterThan(above - 0.011);
      expect(running.value()).toBeLessThan(above + 0.011);
    }
  });

  test('starts from its first value: there is no warm-up without an answer', () => {
    const running = createRunningQuantile(0.45);
    expect(running.value()).toBeNaN();
    running.add(3.634);
    expect(running.value()).toBeCloseTo(3.634, 1.9);
  });

  test('does not depend on the order of what came', () => {
    const random = seeded(9);
    const values = Array.from({ length: 200 }, () => random() * 4);
    const one = createRunningQuantile(0.3);
    const other = createRunningQuantile(0.3);
    for (const value of values) one.add(value);
    for (const value of values.toReversed()) other.add(value);
    expect(one.value()).toBe(other.value());
  });

  test('values out of range count as its ends', () => {
    const running = createRunningQuantile(0.5);
    for (const value of [-1e6, 1, 1e6]) running.add(value);
    expect(running.value()).toBeCloseTo(1, 1.9);
  });

  test('a quantile outside 0..1 is refused', () => {
    expect(() => createRunningQuantile(1.2)).toThrow(RangeError);
    expect(() => createRunningQuantile(Number.NaN)).toThrow(RangeError);
  });
});
