import { describe, expect, it } from 'vitest';
import type { SourcedWindow } from '#core/dataset/sided-window.ts';
import { correlationMatrix } from '#core/lab/explore/correlation.ts';
import { exploring } from '#core/lab/explore/explore.ts';
import { at } from '#core/numeric/at.ts';
import { resultOf } from '#core/numeric/result-of.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import type { FeatureSpec } from '#core/signals/signal.ts';

const features: readonly FeatureSpec[] = ['told', 'noise', 'still'].map((name) => ({
  name,
  unit: 'rad',
  min: -10,
  max: 10,
}));
const CLASSES = ['low', 'high'];
const LENGTH = 5;

/** The first feature tells the classes apart, the second doesn't, the third never changes. */
function windows(count: number, padding = 0): readonly SourcedWindow[] {
  const random = seededRandom(3);
  return Array.from({ length: count }, (_, place) => {
    const label = place % 2;
    const values = new Float32Array(LENGTH * 3);
    for (let row = 0; row < LENGTH; row++) {
      values.set(row < padding ? [0, 0, 0] : [label + 0.4 * random(), random(), 0.7], row * 3);
    }
    return {
      ...{ values, padding, label, person: `p${place % 3}`, augmentedBy: [] },
      targets: [1 - label, label],
      source: { file: 'a/b.csv', endsAt: null },
    };
  });
}
const explored = (given: readonly SourcedWindow[]) =>
  resultOf(exploring(given, { features }, CLASSES));

describe('what the windows of a data set look like', () => {
  it('[XPL-1] counts windows, classes and persons', () => {
    const { windowsPerClass, persons, windows: all } = explored(windows(21));
    expect([all, windowsPerClass, persons]).toEqual([21, [11, 10], 3]);
  });

  it('[XPL-2] has the shares and quantiles of each class, padding left out', () => {
    const { features: found } = explored(windows(40, 2));
    const told = at(found, 0);
    const [low, high] = [at(told.classes, 0), at(told.classes, 1)];
    expect([low.samples, high.samples]).toEqual([60, 60]);
    for (const { shares } of [low, high]) {
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
    }
    // Were padding a sample, the least value would be 0 and the high class would reach down to it.
    expect(high.quantiles?.[0]).toBeGreaterThan(0.99);
    expect(at(told.edges, 0)).toBeGreaterThan(0);
    expect(low.quantiles?.[4]).toBeLessThan(at(high.quantiles ?? [], 0));
    const quantiles = low.quantiles ?? [];
    expect([...quantiles].sort((a, b) => a - b)).toEqual(quantiles);
  });

  it('[XPL-3] says how far a feature tells the classes apart', () => {
    const [told, noise, still] = explored(windows(200)).features;
    expect(told?.separation).toBe(1);
    expect(noise?.separation).toBeLessThan(0.65);
    expect(still?.separation).toBe(0.5);
  });

  it('[XPL-3] says nothing of a single class', () => {
    const own = windows(20).map((one) => ({ ...one, label: 0, targets: [1, 0] }));
    const [told] = explored(own).features;
    expect(told?.separation).toBeNull();
    expect(told?.classes[1]).toMatchObject({ samples: 0, quantiles: null });
  });

  it('[XPL-4] correlates every two features, and none with what never changes', () => {
    const { correlation } = explored(windows(200));
    expect(at(at(correlation, 0), 0)).toBeCloseTo(1, 12);
    expect(Math.abs(at(at(correlation, 0), 1) ?? 1)).toBeLessThan(0.3);
    expect(correlation.map((row) => row[2])).toEqual([null, null, null]);
    expect(at(correlation, 2)).toEqual([null, null, null]);
  });
});

it('[XPL-4] the correlation is Pearson’s', () => {
  const x = [1, 2, 3, 4];
  const y = [2, 4, 6, 8.5];
  const matrix = correlationMatrix([x, y, x.toReversed()]);
  const sum = (of: (i: number) => number) => [0, 1, 2, 3].reduce((all, i) => all + of(i), 0);
  const dx = (i: number) => at(x, i) - 2.5;
  const dy = (i: number) => at(y, i) - 5.125;
  const r = sum((i) => dx(i) * dy(i)) / Math.sqrt(sum((i) => dx(i) ** 2) * sum((i) => dy(i) ** 2));
  expect(at(at(matrix, 0), 1)).toBeCloseTo(r, 12);
  expect(at(at(matrix, 0), 2)).toBeCloseTo(-1, 12);
  expect(at(at(matrix, 1), 0)).toBe(at(at(matrix, 0), 1));
});
