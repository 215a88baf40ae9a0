import { describe, expect, it } from 'vitest';
import { averagePrecision } from '#core/evaluation/average-precision.ts';
import { brierScore } from '#core/evaluation/brier-score.ts';
import { figuresOf } from '#core/evaluation/figures.ts';
import { presenceRows } from '#core/evaluation/judged-rows.ts';
import { logLoss } from '#core/evaluation/log-loss.ts';
import { majorityProbabilities } from '#core/evaluation/majority-baseline.ts';
import { precisionRecallCurve } from '#core/evaluation/precision-recall-curve.ts';
import { reliabilityCurve } from '#core/evaluation/reliability-curve.ts';
import { rocCurve } from '#core/evaluation/roc-curve.ts';
import { areaUnderRoc } from '#core/evaluation/roc.ts';
import { at } from '#core/numeric/at.ts';
import * as sklearn from './reference-figures.ts';
import { PROBABILITIES, ROWS, TRUTH } from './reference-rows.ts';

const SCALE = { labels: ['a', 'b', 'c', 'd'], ordinal: true };
const ofLabel1 = PROBABILITIES.map((row) => at(row, 1));
const isLabel1 = TRUTH.map((label) => label === 1);

function expectClose(ours: readonly (number | null)[], theirs: readonly (number | null)[]) {
  expect(ours.length).toBe(theirs.length);
  ours.forEach((value, index) => {
    const other = at(theirs, index);
    if (value === null || other === null) expect(value).toBe(other);
    else expect(Math.abs(value - other)).toBeLessThan(1e-9);
  });
}

/** Ours says null where scikit-learn writes the 0 of 0/0. */
const orZero = (values: readonly (number | null)[]) => values.map((value) => value ?? 0);

type Reference = typeof sklearn.ALL | typeof sklearn.WITHOUT_LABEL_2;

function expectFigures(figures: ReturnType<typeof figuresOf>, theirs: Reference) {
  const { summary, perLabel, confusion } = figures;
  expect(confusion).toEqual(theirs.confusion);
  expect(perLabel.map(({ support }) => support)).toEqual(theirs.support);
  expectClose(orZero(perLabel.map((own) => own.precision)), theirs.precision);
  expectClose(orZero(perLabel.map((own) => own.recall)), theirs.recall);
  expectClose(orZero(perLabel.map((own) => own.f1)), theirs.f1);
  expectClose(
    perLabel.map((own) => own.rocAuc),
    theirs.rocAuc,
  );
  expectClose(
    perLabel.map((own) => own.averagePrecision),
    theirs.ap,
  );
  expectClose(
    [
      summary.accuracy,
      summary.macroF1,
      summary.weightedF1,
      summary.balancedAccuracy,
      summary.quadraticKappa,
      summary.brierScore,
      summary.logLoss,
      summary.expectedCalibrationError,
    ],
    [
      theirs.accuracy,
      theirs.macroF1,
      theirs.weightedF1,
      theirs.balancedAccuracy,
      theirs.kappa,
      theirs.brier,
      theirs.logLoss,
      theirs.ece,
    ],
  );
}

describe('figures held against scikit-learn', () => {
  it('[EVA-1] are the same to 1e-9, with many equal scores', () => {
    const figures = figuresOf(SCALE, ROWS);
    expectFigures(figures, sklearn.ALL);
    expectClose(
      [figures.summary.macroRocAuc, figures.summary.macroAveragePrecision],
      [sklearn.MACRO_ROC_AUC, sklearn.MACRO_AP],
    );
  });

  it('[EVA-1] [EVA-2] are the same where a label never occurred but was called', () => {
    const kept = TRUTH.flatMap((label, row) => (label === 2 ? [] : [row]));
    const figures = figuresOf(SCALE, {
      truth: kept.map((row) => at(TRUTH, row)),
      probabilities: kept.map((row) => at(PROBABILITIES, row)),
    });
    expectFigures(figures, sklearn.WITHOUT_LABEL_2);
    expect(figures.perLabel[2]).toMatchObject({
      support: 0,
      precision: 0,
      recall: null,
      f1: 0,
      rocAuc: null,
      averagePrecision: null,
    });
    const existing = sklearn.WITHOUT_LABEL_2.rocAuc.filter((value) => value !== null);
    expect(existing.length).toBe(3);
    expectClose([figures.summary.macroRocAuc], [existing.reduce((a, b) => a + b, 0) / 3]);
  });

  it('[EVA-11] are the same for the majority baseline', () => {
    const probabilities = majorityProbabilities([35, 40, 15, 10], TRUTH.length);
    expectFigures(figuresOf(SCALE, { truth: TRUTH, probabilities }), sklearn.PRIOR);
  });

  it('[EVA-1] are the same of one label alone', () => {
    expectClose(
      [areaUnderRoc(ofLabel1, isLabel1), averagePrecision(ofLabel1, isLabel1)],
      [sklearn.ALL.rocAuc[1] ?? null, sklearn.ALL.ap[1] ?? null],
    );
    const both = brierScore(presenceRows(ofLabel1, isLabel1));
    expectClose([both], [2 * sklearn.BRIER_OF_LABEL_1]);
  });

  it('[EVA-1] bound the loss of a row that was sure and wrong as scikit-learn does', () => {
    const rows = {
      truth: [0, 1],
      probabilities: [
        [0, 1],
        [0.5, 0.5],
      ],
    };
    expectClose([logLoss(rows)], [sklearn.LOG_LOSS_OF_A_SURE_ERROR]);
  });

  it('[EVA-5] have the same ROC curve', () => {
    const curve = rocCurve(ofLabel1, isLabel1) ?? [];
    expect(curve[0]?.threshold).toBeNull();
    expectClose(
      curve.slice(1).map(({ threshold }) => threshold),
      sklearn.ROC_CURVE.thresholds,
    );
    expectClose(
      curve.map(({ falsePositiveRate }) => falsePositiveRate),
      sklearn.ROC_CURVE.falsePositiveRates,
    );
    expectClose(
      curve.map(({ truePositiveRate }) => truePositiveRate),
      sklearn.ROC_CURVE.truePositiveRates,
    );
  });

  it('[EVA-5] have the same precision-recall curve', () => {
    const curve = precisionRecallCurve(ofLabel1, isLabel1) ?? [];
    const theirs = sklearn.PRECISION_RECALL_CURVE;
    expectClose(
      curve.map(({ threshold }) => threshold),
      theirs.thresholds,
    );
    expectClose(
      curve.map(({ precision }) => precision),
      theirs.precisions,
    );
    expectClose(
      curve.map(({ recall }) => recall),
      theirs.recalls,
    );
  });

  it('[EVA-6] have the same reliability curve', () => {
    const bins = reliabilityCurve(ofLabel1, isLabel1).filter(({ count }) => count > 0);
    expectClose(
      bins.map(({ stated }) => stated),
      sklearn.CALIBRATION_CURVE.stated,
    );
    expectClose(
      bins.map(({ observed }) => observed),
      sklearn.CALIBRATION_CURVE.observed,
    );
  });
});
