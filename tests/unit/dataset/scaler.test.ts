import { describe, expect, it } from 'vitest';
import { balancedClassWeights } from '#core/dataset/class-weights.ts';
import { dominantState } from '#core/dataset/dominant-state.ts';
import { heldWindow } from '#core/dataset/labelled-window.ts';
import { realRows } from '#core/dataset/cut-windows.ts';
import { fitMinMax } from '#core/dataset/min-max.ts';
import { fitScaler, scaled, scaledPadded } from '#core/dataset/scaler.ts';
import { LEARNING_STATES } from '#core/models/prediction.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';

describe('the scaler', () => {
  it('[MDL-4] has the mean and the population deviation of each column', () => {
    // Column 0: 1 3 5 7, mean 4, variance (9 + 1 + 1 + 9) / 4 = 5. Column 1: always 2.
    const scaler = fitScaler([Float32Array.of(1, 2, 3, 2), Float32Array.of(5, 2, 7, 2)], 2);
    expect(scaler.mean).toEqual([4, 2]);
    expect(scaler.std[0]).toBeCloseTo(Math.sqrt(5), 12);
    expect([...scaled(Float32Array.of(4, 2), scaler)]).toEqual([0, 0]);
    expect(scaled(Float32Array.of(9, 2), scaler)[0]).toBeCloseTo(Math.sqrt(5), 6);
  });

  it('[MDL-4] makes what it was fitted on zero-mean and of deviation 1', () => {
    const random = seededRandom(4);
    const windows = Array.from({ length: 20 }, () =>
      Float32Array.from({ length: 90 }, (_, index) => 1000 * (index % 3) + 7 * random()),
    );
    const scaler = fitScaler(windows, 3);
    const again = fitScaler(
      windows.map((values) => scaled(values, scaler)),
      3,
    );
    again.mean.forEach((mean) => {
      expect(mean).toBeCloseTo(0, 3);
    });
    again.std.forEach((std) => {
      expect(std).toBeCloseTo(1, 3);
    });
  });

  it('[DAT-12] min-max puts what it was fitted on between 0 and 1, and what never moves at 0', () => {
    const train = [Float32Array.of(-3, 2, 1, 2), Float32Array.of(5, 2, 2, 2)];
    const scaler = fitMinMax(train, 2);
    expect(train.flatMap((values) => [...scaled(values, scaler)])).toEqual([
      0, 0, 0.5, 0, 1, 0, 0.625, 0,
    ]);
    expect(scaled(Float32Array.of(13, 2), scaler)[0]).toBe(2);
  });

  it('[DAT-2] padding is in no statistic and stays 0', () => {
    const padded = { values: Float32Array.of(0, 0, 0, 0, 4, 10, 6, 10), padding: 2 };
    for (const fit of [fitScaler, fitMinMax]) {
      const scaler = fit([realRows(padded, 2)], 2);
      expect(scaler).toEqual(fit([Float32Array.of(4, 10, 6, 10)], 2));
      const values = scaledPadded(padded.values, padded.padding, scaler);
      expect([...values.subarray(0, 4)]).toEqual([0, 0, 0, 0]);
      expect(values.subarray(4)).toEqual(scaled(Float32Array.of(4, 10, 6, 10), scaler));
    }
  });

  it('refuses to be fitted on nothing', () => {
    expect(() => fitScaler([], 3)).toThrow(RangeError);
    expect(() => fitMinMax([], 3)).toThrow(RangeError);
  });
});

describe('labels', () => {
  const state = (boredom: number, engagement: number, confusion: number, frustration: number) => {
    const index = dominantState({ boredom, engagement, confusion, frustration });
    return index === null ? null : LEARNING_STATES[index];
  };

  it('[MDL-6] are the highest level, on a tie the rarer state', () => {
    expect(state(0, 2, 1, 0)).toBe('engagement');
    expect(state(3, 2, 1, 0)).toBe('boredom');
    expect(state(2, 2, 0, 0)).toBe('boredom');
    expect(state(2, 2, 2, 0)).toBe('confusion');
    expect(state(1, 1, 1, 1)).toBe('frustration');
    expect(state(0, 0, 0, 0)).toBeNull();
  });

  it('[MDL-5] weigh the same in sum', () => {
    const counts = [10, 200, 5, 1];
    const weights = balancedClassWeights(counts);
    counts.forEach((count, label) => {
      expect(count * (weights[label] ?? 0)).toBeCloseTo(216 / 4, 9);
    });
    expect(() => balancedClassWeights([1, 0])).toThrow(RangeError);
  });
});

describe('a still', () => {
  it('[PRD-3] is held for the whole window', () => {
    expect([...heldWindow(Float32Array.of(1, 2), 3)]).toEqual([1, 2, 1, 2, 1, 2]);
  });
});
