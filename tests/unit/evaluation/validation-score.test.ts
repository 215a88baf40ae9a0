import { describe, expect, it } from 'vitest';
import { validationScore } from '#core/evaluation/validation-score.ts';
import { VALIDATION_SCORES } from '#core/recipes/recipe.ts';
import { at } from '#core/numeric/at.ts';
import * as sklearn from './reference-figures.ts';
import { PROBABILITIES, TRUTH } from './reference-rows.ts';

const LABELS = [0, 1, 2, 3];
const targets = TRUTH.map((label) => LABELS.map((other) => Number(other === label)));

describe('the score that early stopping goes by', () => {
  it.each([
    ['macro_f1', sklearn.ALL.macroF1],
    ['balanced_accuracy', sklearn.ALL.balancedAccuracy],
    ['roc_auc', sklearn.MACRO_ROC_AUC],
    ['average_precision', sklearn.MACRO_AP],
    ['neg_log_loss', -sklearn.ALL.logLoss],
  ] as const)('[EVA-17] %s is that of scikit-learn, of exclusive outputs', (name, theirs) => {
    expect(validationScore(name, 'exclusive', targets)(PROBABILITIES)).toBeCloseTo(theirs, 9);
  });

  it('[EVA-17] areas of independent outputs are the same: the mean over labels', () => {
    const score = validationScore('roc_auc', 'independent', targets);
    expect(score(PROBABILITIES)).toBeCloseTo(sklearn.MACRO_ROC_AUC, 9);
  });

  it('[EVA-17] of independent outputs is the mean of each as absent or present', () => {
    // First label: called present, absent, absent, present of 1 0 1 1. Second: all right.
    const said = [
      [0.9, 0.1],
      [0.2, 0.8],
      [0.5, 0.2],
      [0.6, 0.7],
    ];
    const truth = [
      [1, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ];
    const f1 = validationScore('macro_f1', 'independent', truth)(said);
    expect(f1).toBeCloseTo(((4 / 5 + 2 / 3) / 2 + 1) / 2, 12);
    const balanced = validationScore('balanced_accuracy', 'independent', truth)(said);
    expect(balanced).toBeCloseTo(((2 / 3 + 1) / 2 + 1) / 2, 12);
    const losses = [0.9, 0.8, 0.5, 0.6, 0.9, 0.8, 0.8, 0.7].map((p) => Math.log(p));
    const loss = validationScore('neg_log_loss', 'independent', truth)(said);
    expect(loss).toBeCloseTo(losses.reduce((a, b) => a + b, 0) / 8, 12);
  });

  it('[EVA-17] leaves labels out of areas that were always or never true', () => {
    const never = targets.map((row) => [...row, 0, 1]);
    const said = PROBABILITIES.map((row) => [...row, 0.3, 0.1]);
    const score = validationScore('roc_auc', 'independent', never);
    expect(score(said)).toBeCloseTo(sklearn.MACRO_ROC_AUC, 9);
  });

  it.each(VALIDATION_SCORES)(
    '[EVA-17] %s is never NaN, and low where training ran away',
    (name) => {
      for (const output of ['exclusive', 'independent'] as const) {
        const score = validationScore(name, output, targets);
        const alike = score(PROBABILITIES.map(() => [0.25, 0.25, 0.25, 0.25]));
        expect(Number.isFinite(alike)).toBe(true);
        expect(score(PROBABILITIES.with(3, [NaN, NaN, NaN, NaN]))).toBe(-Infinity);
        const perfect = score(targets);
        expect(perfect).toBeCloseTo(name === 'neg_log_loss' ? 0 : 1, 9);
        expect(perfect).toBeGreaterThan(alike);
      }
    },
  );

  it('refuses at once what could never be scored', () => {
    expect(() => validationScore('macro_f1', 'exclusive', [])).toThrow(/no validation window/);
    const alike = [at(targets, 0), at(targets, 0)];
    expect(() => validationScore('roc_auc', 'exclusive', alike)).toThrow(/no roc_auc/);
    expect(Number.isFinite(validationScore('macro_f1', 'exclusive', alike)(alike))).toBe(true);
  });
});
