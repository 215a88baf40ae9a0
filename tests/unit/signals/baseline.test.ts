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

describe('[SIG-52] a running quantile with a prior', () => {
  const prior = { mean: 1, between: 0.5, within: 0.2 };
  /** A person whose values lie within 0.1 of `level`. */
  const person = (level: number, seed: number): (() => number) => {
    const random = seeded(seed);
    return () => level + (random() - 0.5) / 5;
  };

  test('starts between the first value and the mean, nearer to what says more', () => {
    const running = createRunningQuantile(0.5, prior);
    running.add(2, 33);
    const trust = 0.5 ** 2 / (0.5 ** 2 + 0.2 ** 2);
    expect(running.value()).toBeCloseTo(1 + trust * (2 - 1), 1);
  });

  test('does not take a low first value for a low quantile', () => {
    const running = createRunningQuantile(0.2, { ...prior, between: 1e-6 });
    running.add(1, 33);
    expect(running.value()).toBeCloseTo(1 - 0.8416 * 0.2, 1);
  });

  test.each([0.3, 1, 2.5])(
    'is near the own median of somebody at %f within three seconds',
    (at) => {
      const running = createRunningQuantile(0.5, prior);
      const next = person(at, 3);
      for (let ms = 0; ms < 3000; ms += 33) running.add(next(), 33);
      expect(Math.abs(running.value() - at)).toBeLessThan(0.2);
      for (let ms = 0; ms < 60_000; ms += 33) running.add(next(), 33);
      expect(Math.abs(running.value() - at)).toBeLessThan(0.03);
    },
  );

  test('a weight is the same as so many values', () => {
    const once = createRunningQuantile(0.3, prior);
    const often = createRunningQuantile(0.3, prior);
    for (const value of [1, 1.4, 0.7]) {
      once.add(value, 500);
      for (let i = 0; i < 500; i++) often.add(value);
    }
    expect(once.value()).toBe(often.value());
  });

  test.each([0.13, 0.5, 0.76])('goes on from a known quantile (%f)', (quantile) => {
    for (const known of [createRunningQuantile(quantile, prior), createRunningQuantile(quantile)]) {
      known.add(-3, 1000);
      known.restore(1.7, 60_000);
      expect(Math.abs(known.value() - 1.7)).toBeLessThan(0.02);
      known.add(4, 33);
      expect(Math.abs(known.value() - 1.7)).toBeLessThan(0.03);
    }
  });

  test('forgets everything on reset, and expects the next person by the prior', () => {
    const running = createRunningQuantile(0.5, prior);
    const fresh = createRunningQuantile(0.5, prior);
    for (let i = 0; i < 1000; i++) running.add(5, 100);
    running.reset();
    running.add(0.8, 33);
    fresh.add(0.8, 33);
    expect(running.value()).toBe(fresh.value());
  });
});
