import { describe, expect, it } from 'vitest';
import { averagePrecision } from '#core/evaluation/average-precision.ts';
import { brierScore } from '#core/evaluation/brier-score.ts';
import { figuresOf, SUMMARY_FIGURES } from '#core/evaluation/figures.ts';
import { presenceRows } from '#core/evaluation/judged-rows.ts';
import { logLoss } from '#core/evaluation/log-loss.ts';
import { precisionRecallCurve } from '#core/evaluation/precision-recall-curve.ts';
import { quadraticKappa } from '#core/evaluation/quadratic-kappa.ts';
import { rocCurve } from '#core/evaluation/roc-curve.ts';
import { areaUnderRoc } from '#core/evaluation/roc.ts';
import { at } from '#core/numeric/at.ts';
import { seededRandom, shuffled } from '#core/numeric/seeded-random.ts';
import { PROBABILITIES, ROWS, TRUTH } from './reference-rows.ts';

const SCALE = { labels: ['a', 'b', 'c', 'd'], ordinal: true };
const sure = (label: number) => [0, 1, 2, 3].map((other) => Number(other === label));

describe('figures', () => {
  it('[EVA-3] do not depend on the order of the rows', () => {
    const order = shuffled([...TRUTH.keys()], seededRandom(5));
    expect(order).not.toEqual([...TRUTH.keys()]);
    const before = figuresOf(SCALE, ROWS);
    const after = figuresOf(SCALE, {
      truth: order.map((row) => at(TRUTH, row)),
      probabilities: order.map((row) => at(PROBABILITIES, row)),
    });
    expect(after.confusion).toEqual(before.confusion);
    // Counted, so the same to the last bit.
    expect(after.perLabel).toEqual(before.perLabel);
    for (const name of SUMMARY_FIGURES) {
      expect(after.summary[name], name).toBeCloseTo(before.summary[name] ?? Number.NaN, 12);
    }
  });

  it('[EVA-4] are at their best for a perfect predictor', () => {
    const { summary, perLabel } = figuresOf(SCALE, {
      truth: TRUTH,
      probabilities: TRUTH.map(sure),
    });
    expect(summary).toEqual({
      accuracy: 1,
      macroF1: 1,
      weightedF1: 1,
      balancedAccuracy: 1,
      quadraticKappa: 1,
      macroRocAuc: 1,
      macroAveragePrecision: 1,
      brierScore: 0,
      logLoss: 0,
      expectedCalibrationError: 0,
    });
    for (const own of perLabel) {
      expect(own).toMatchObject({ precision: 1, recall: 1, f1: 1, rocAuc: 1, averagePrecision: 1 });
    }
  });

  it('[EVA-2] [EVA-4] are those of chance for a predictor that says the same each time', () => {
    const { summary, perLabel } = figuresOf(SCALE, {
      truth: TRUTH,
      probabilities: TRUTH.map(() => [0.1, 0.2, 0.6, 0.1]),
    });
    expect(summary.quadraticKappa).toBe(0);
    expect(summary.macroRocAuc).toBe(0.5);
    expect(summary.balancedAccuracy).toBe(0.25);
    expect(perLabel.map(({ precision }) => precision)).toEqual([
      null,
      null,
      TRUTH.filter((label) => label === 2).length / TRUTH.length,
      null,
    ]);
    perLabel.forEach((own) => {
      expect(own.averagePrecision).toBeCloseTo(own.support / TRUTH.length, 12);
    });
  });

  it('[EVA-2] have no kappa where labels are no levels', () => {
    expect(figuresOf({ ...SCALE, ordinal: false }, ROWS).summary.quadraticKappa).toBeNull();
  });

  it('[EVA-2] do not exist where nothing can be told apart', () => {
    const { summary, perLabel } = figuresOf(SCALE, {
      truth: [1, 1],
      probabilities: [1, 1].map(sure),
    });
    expect(summary.quadraticKappa).toBeNull();
    expect(summary.macroRocAuc).toBeNull();
    expect(summary.macroAveragePrecision).toBe(1);
    expect(perLabel[0]).toEqual({
      label: 'a',
      support: 0,
      precision: null,
      recall: null,
      f1: null,
      rocAuc: null,
      averagePrecision: null,
    });
    expect(rocCurve([0.5, 0.7], [true, true])).toBeNull();
    expect(rocCurve([], [])).toBeNull();
    expect(precisionRecallCurve([0.5, 0.7], [false, false])).toBeNull();
    expect(averagePrecision([], [])).toBeNull();
    expect(areaUnderRoc([], [])).toBeNull();
    expect(brierScore({ truth: [], probabilities: [] })).toBeNull();
    expect(logLoss({ truth: [], probabilities: [] })).toBeNull();
  });

  it('[EVA-1] weigh an error by the square of how far it is off, whichever levels occurred', () => {
    const near = quadraticKappa([
      [4, 1, 0],
      [0, 0, 0],
      [0, 0, 5],
    ]);
    const far = quadraticKappa([
      [4, 0, 1],
      [0, 0, 0],
      [0, 0, 5],
    ]);
    // By chance the ten are off by (5·(1 + 5·4) + 5·(4·4 + 1))/10 and (5·6·4 + 5·4·4)/10.
    expect(near).toBeCloseTo(1 - 1 / 19, 12);
    expect(far).toBeCloseTo(1 - 4 / 20, 12);
  });

  it('[EVA-12] are refused for rows that are not what they should be', () => {
    const judged = (truth: number[], probabilities: number[][]) => () =>
      figuresOf({ labels: ['a', 'b'], ordinal: false }, { truth, probabilities });
    expect(judged([0, 1], [[0.5, 0.5]])).toThrow('2 labels cannot be held against 1 rows');
    expect(judged([0, 1], [[0.5, 0.5], [1]])).toThrow('row 1 has 1 probabilities, the first 2');
    expect(judged([2], [[0.5, 0.5]])).toThrow(RangeError);
    expect(judged([0], [[0.5, 0.3, 0.2]])).toThrow('rows of 3 probabilities do not fit 2 labels');
    expect(judged([0], [[Number.NaN, 0.5]])).toThrow('row 0 has NaN, which is no probability');
    expect(judged([0], [[1.5, 0.5]])).toThrow('no probability');
    expect(judged([], [])).toThrow('there is nothing to judge');
    expect(() => areaUnderRoc([Number.NaN, 1], [true, false])).toThrow(RangeError);
    expect(() => areaUnderRoc([1], [true, false])).toThrow(RangeError);
  });

  it('take a present/absent answer as two labels', () => {
    expect(presenceRows([0.25, 0.75], [false, true])).toEqual({
      truth: [0, 1],
      probabilities: [
        [0.75, 0.25],
        [0.25, 0.75],
      ],
    });
  });
});
