import { describe, expect, it } from 'vitest';
import { expectedCalibrationError } from '#core/evaluation/expected-calibration-error.ts';
import { reliabilityCurve } from '#core/evaluation/reliability-curve.ts';
import { topLabel } from '#core/evaluation/top-label.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';

describe('the reliability curve', () => {
  it('[EVA-6] puts an edge into the bin below it, however the edge was reached', () => {
    for (const bins of [3, 7, 10, 20]) {
      const edges = Array.from({ length: bins + 1 }, (_, edge) => edge / bins);
      const counts = reliabilityCurve(
        edges,
        edges.map(() => true),
        bins,
      ).map(({ count }) => count);
      // 0 has no bin below it.
      expect(counts).toEqual(Array.from({ length: bins }, (_, bin) => (bin === 0 ? 2 : 1)));
    }
  });

  it('[EVA-2] [EVA-6] has an empty bin that says nothing', () => {
    const curve = reliabilityCurve([0.05, 0.95, 0.97], [false, true, false], 2);
    expect(curve).toEqual([
      { from: 0, to: 0.5, count: 1, stated: 0.05, observed: 0 },
      { from: 0.5, to: 1, count: 2, stated: 0.96, observed: 0.5 },
    ]);
    expect(reliabilityCurve([0.7], [true], 2)[0]).toEqual({
      from: 0,
      to: 0.5,
      count: 0,
      stated: null,
      observed: null,
    });
    expect(expectedCalibrationError(curve)).toBeCloseTo((1 * 0.05 + 2 * 0.46) / 3, 12);
    expect(expectedCalibrationError(reliabilityCurve([], []))).toBeNull();
  });

  it('[EVA-6] shows a predictor that keeps its word, and one that boasts', () => {
    const random = seededRandom(11);
    const chances = Array.from({ length: 20_000 }, () => random());
    const outcomes = chances.map((chance) => random() < chance);
    const errorOf = (stated: readonly number[]) =>
      expectedCalibrationError(reliabilityCurve(stated, outcomes)) ?? Number.NaN;
    expect(errorOf(chances)).toBeLessThan(0.02);
    // Pushed half way to its end, each is off by half its distance: a mean of 1/8.
    const boasting = chances.map((chance) => (chance + Math.round(chance)) / 2);
    expect(errorOf(boasting)).toBeCloseTo(1 / 8, 1);
  });

  it('[EVA-12] refuses what is no probability and lists that differ', () => {
    expect(() => reliabilityCurve([Number.NaN], [true])).toThrow('NaN is no probability');
    expect(() => reliabilityCurve([-0.1], [true])).toThrow(RangeError);
    expect(() => reliabilityCurve([0.5], [])).toThrow(RangeError);
  });

  it('looks at the label that is called', () => {
    const top = topLabel({
      truth: [0, 1, 1],
      probabilities: [
        [0.7, 0.3],
        [0.6, 0.4],
        [0.5, 0.5],
      ],
    });
    expect(top).toEqual({ stated: [0.7, 0.6, 0.5], cameTrue: [true, false, false] });
  });
});
