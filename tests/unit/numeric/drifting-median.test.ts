import { describe, expect, it } from 'vitest';
import { createDriftingMedian } from '#core/numeric/drifting-median.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { durationMs } from '#core/units.ts';

const rules = { rate: () => 0.1, longestStep: durationMs(250) };

describe('drifting median', () => {
  it('comes to the median by time, not to the mean', () => {
    const random = seededRandom(7);
    const median = createDriftingMedian(rules, 0.5);
    for (let frame = 0; frame < 3000; frame++) {
      median.learn(random() < 0.3 ? 100 : 0.2 * random(), durationMs(33));
    }
    expect(median.value()).toBeGreaterThan(0.1);
    expect(median.value()).toBeLessThan(0.2);
  });

  it('moves no faster than its rate, at any frame rate, and never past a value', () => {
    for (const fps of [5, 30, 60]) {
      const median = createDriftingMedian(rules, 0);
      for (let frame = 0; frame < 2 * fps; frame++) median.learn(5, durationMs(1000 / fps));
      expect(median.value()).toBeCloseTo(0.2, 9);
    }
    const near = createDriftingMedian(rules, 0);
    near.learn(0.001, durationMs(250));
    expect(near.value()).toBe(0.001);
  });

  it('starts at the first value, and takes a pause for no evidence', () => {
    const median = createDriftingMedian(rules);
    expect(median.value()).toBeNaN();
    median.learn(Number.NaN, durationMs(33));
    median.learn(3, durationMs(33));
    expect(median.value()).toBe(3);
    median.learn(9, durationMs(60_000));
    expect(median.value()).toBeCloseTo(3.025, 9);
    expect(median.learned()).toBe(283);
  });

  it('follows a rate that falls with what was learned', () => {
    const median = createDriftingMedian(
      { rate: (learned) => (learned < 1000 ? 1 : 0), longestStep: durationMs(250) },
      0,
    );
    for (let step = 0; step < 20; step++) median.learn(10, durationMs(100));
    expect(median.value()).toBeCloseTo(1, 9);
  });
});
