import { describe, expect, it } from 'vitest';
import { balanced } from '#core/dataset/balance.ts';
import { labelCounts } from '#core/dataset/labelled-window.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { trainingWindow } from './windows.ts';

const COUNTS = [50, 8, 21];
const windows = COUNTS.flatMap((count, label) =>
  Array.from({ length: count }, (_, index) =>
    trainingWindow({ label, source: { file: `${label}-${index}`, endsAt: null } }),
  ),
);
const files = (rule: 'downsample' | 'upsample', seed: number) =>
  balanced(rule, windows, 3, seededRandom(seed)).windows.map(({ source }) => source.file);

describe('balancing', () => {
  it('[DAT-13] downsampling leaves as many of each label as the rarest has, none twice', () => {
    const { windows: kept, classWeights } = balanced('downsample', windows, 3, seededRandom(1));
    expect(labelCounts(kept, 3)).toEqual([8, 8, 8]);
    expect(new Set(kept).size).toBe(24);
    expect(classWeights).toEqual([1, 1, 1]);
  });

  it('[DAT-13] upsampling keeps every window and draws the rarer ones again', () => {
    const { windows: drawn, classWeights } = balanced('upsample', windows, 3, seededRandom(1));
    expect(labelCounts(drawn, 3)).toEqual([50, 50, 50]);
    expect(new Set(drawn)).toEqual(new Set(windows));
    expect(classWeights).toEqual([1, 1, 1]);
  });

  it('[DAT-13] both depend on the seed alone', () => {
    for (const rule of ['downsample', 'upsample'] as const) {
      expect(files(rule, 3)).toEqual(files(rule, 3));
      expect(files(rule, 4)).not.toEqual(files(rule, 3));
    }
  });

  it('[DAT-13] weights leave the windows as they are, and weigh the same in sum', () => {
    const { windows: same, classWeights } = balanced('class_weights', windows, 3, seededRandom(1));
    expect(same).toBe(windows);
    classWeights.forEach((weight, label) => {
      expect(weight * (COUNTS[label] ?? 0)).toBeCloseTo(79 / 3, 9);
    });
    expect(balanced('none', windows, 3, seededRandom(1)).classWeights).toEqual([1, 1, 1]);
  });

  it('[DAT-13] a label without an example is refused', () => {
    for (const rule of ['none', 'downsample', 'upsample', 'class_weights'] as const) {
      expect(() => balanced(rule, windows, 4, seededRandom(1))).toThrow(RangeError);
    }
  });
});
