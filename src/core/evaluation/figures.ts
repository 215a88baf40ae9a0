import { at } from '../numeric/at.ts';
import { averagePrecisionOfSteps } from './average-precision.ts';
import { brierScore } from './brier-score.ts';
import { argMax, type ConfusionMatrix, confusionMatrix } from './confusion-matrix.ts';
import { expectedCalibrationError } from './expected-calibration-error.ts';
import type { JudgedRows } from './judged-rows.ts';
import { logLoss } from './log-loss.ts';
import { meanOfKnown } from './mean-of-known.ts';
import { oneVsRestSteps } from './one-vs-rest.ts';
import { quadraticKappa } from './quadratic-kappa.ts';
import { reliabilityCurve } from './reliability-curve.ts';
import { areaUnderSteps } from './roc.ts';
import { scoresOf } from './scores.ts';
import { topLabel } from './top-label.ts';

/** What the labels are to each other: levels of one thing, in rising order, or mere names. */
export interface LabelScale {
  readonly labels: readonly string[];
  readonly ordinal: boolean;
}

export const SUMMARY_FIGURES = [
  'accuracy',
  'macroF1',
  'weightedF1',
  'balancedAccuracy',
  'quadraticKappa',
  'macroRocAuc',
  'macroAveragePrecision',
  'brierScore',
  'logLoss',
  'expectedCalibrationError',
] as const;
export type SummaryFigure = (typeof SUMMARY_FIGURES)[number];

export const LABEL_FIGURES = ['precision', 'recall', 'f1', 'rocAuc', 'averagePrecision'] as const;
export type LabelFigure = (typeof LABEL_FIGURES)[number];

export interface LabelFigures extends Readonly<Record<LabelFigure, number | null>> {
  readonly label: string;
  readonly support: number;
}

/** Null where a figure does not exist; kappa also where the labels are no levels. */
export interface Figures {
  readonly summary: Readonly<Record<SummaryFigure, number | null>>;
  readonly perLabel: readonly LabelFigures[];
  /** Rows are the true label, columns the called one. */
  readonly confusion: ConfusionMatrix;
}

/**
 * All figures of one predictor; the label of the highest probability is the one it calls. Throws
 * RangeError where there is no row, or as `assertRows` does.
 */
export function figuresOf({ labels, ordinal }: LabelScale, rows: JudgedRows): Figures {
  const steps = oneVsRestSteps(rows, labels.length);
  const confusion = confusionMatrix(rows.truth, rows.probabilities.map(argMax), labels.length);
  const scores = scoresOf(confusion);
  const top = topLabel(rows);
  const perLabel = labels.map((label, index): LabelFigures => ({
    label,
    ...at(scores.classes, index),
    rocAuc: areaUnderSteps(at(steps, index)),
    averagePrecision: averagePrecisionOfSteps(at(steps, index)),
  }));
  return {
    summary: {
      accuracy: scores.accuracy,
      macroF1: scores.macroF1,
      weightedF1: scores.weightedF1,
      balancedAccuracy: scores.balancedAccuracy,
      quadraticKappa: ordinal ? quadraticKappa(confusion) : null,
      macroRocAuc: meanOfKnown(perLabel.map(({ rocAuc }) => rocAuc)),
      macroAveragePrecision: meanOfKnown(perLabel.map((own) => own.averagePrecision)),
      brierScore: brierScore(rows),
      logLoss: logLoss(rows),
      expectedCalibrationError: expectedCalibrationError(
        reliabilityCurve(top.stated, top.cameTrue),
      ),
    },
    perLabel,
    confusion,
  };
}
