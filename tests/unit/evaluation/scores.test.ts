import { describe, expect, it } from 'vitest';
import { argMax, confusionMatrix } from '#core/evaluation/confusion-matrix.ts';
import { areaUnderRoc } from '#core/evaluation/roc.ts';
import { constantBaseline, scoresOf } from '#core/evaluation/scores.ts';

describe('scores', () => {
  // True 0: 3 right, 1 called 1. True 1: 2 right, 2 called 0. True 2: 1, called 0.
  const truth = [0, 0, 0, 0, 1, 1, 1, 1, 2];
  const predicted = [0, 0, 0, 1, 1, 1, 0, 0, 0];
  const matrix = confusionMatrix(truth, predicted, 3);

  it('count in rows of truth and columns of prediction', () => {
    expect(matrix).toEqual([
      [3, 1, 0],
      [2, 2, 0],
      [1, 0, 0],
    ]);
  });

  it('[MDL-7] agree with figures worked out by hand', () => {
    const scores = scoresOf(matrix);
    expect(scores.accuracy).toBeCloseTo(5 / 9, 12);
    expect(scores.classes[0]).toEqual({ support: 4, precision: 3 / 6, recall: 3 / 4, f1: 6 / 10 });
    expect(scores.classes[1]).toEqual({ support: 4, precision: 2 / 3, recall: 2 / 4, f1: 4 / 7 });
    expect(scores.classes[2]).toEqual({ support: 1, precision: null, recall: 0, f1: 0 });
    expect(scores.macroF1).toBeCloseTo((0.6 + 4 / 7 + 0) / 3, 12);
    expect(scores.balancedAccuracy).toBeCloseTo((0.75 + 0.5 + 0) / 3, 12);
  });

  it('[MDL-7] leave a class that never occurred out of the means', () => {
    const scores = scoresOf(confusionMatrix([0, 1], [0, 1], 3));
    expect(scores.classes[2]).toEqual({ support: 0, precision: null, recall: null, f1: null });
    expect(scores.macroF1).toBe(1);
    expect(scores.balancedAccuracy).toBe(1);
  });

  it('[MDL-7] give the baseline of always saying one label', () => {
    const baseline = constantBaseline(matrix, 0);
    expect(baseline.accuracy).toBeCloseTo(4 / 9, 12);
    expect(baseline.balancedAccuracy).toBeCloseTo(1 / 3, 12);
    expect(baseline.macroF1).toBeCloseTo(8 / 13 / 3, 12);
  });

  it('refuse labels that are none, lists that differ, and nothing at all', () => {
    expect(() => confusionMatrix([3], [0], 3)).toThrow(RangeError);
    expect(() => confusionMatrix([0, 1], [0], 3)).toThrow(RangeError);
    expect(() => scoresOf(confusionMatrix([], [], 3))).toThrow(RangeError);
  });

  it('take the first of equal probabilities', () => {
    expect(argMax([0.2, 0.4, 0.4])).toBe(1);
  });
});

describe('the area under the ROC curve', () => {
  it('agrees with figures worked out by hand', () => {
    // Pairs (positive, negative): .8 beats both, .35 beats .1 and loses to .4: 3 of 4.
    expect(areaUnderRoc([0.1, 0.4, 0.35, 0.8], [false, false, true, true])).toBe(0.75);
    expect(areaUnderRoc([1, 2, 3], [false, false, true])).toBe(1);
    expect(areaUnderRoc([3, 2, 1], [false, false, true])).toBe(0);
    // A tie counts half: (0.5 + 1) / 2.
    expect(areaUnderRoc([1, 1, 0], [true, false, false])).toBe(0.75);
    expect(areaUnderRoc([5, 5, 5, 5], [true, false, true, false])).toBe(0.5);
  });

  it('[MDL-7] is not there where one side is empty', () => {
    expect(areaUnderRoc([1, 2], [true, true])).toBeNull();
    expect(areaUnderRoc([1, 2], [false, false])).toBeNull();
  });
});
