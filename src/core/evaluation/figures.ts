import { at } from '../numeric/at.ts';
import { averagePrecisionOfRanked } from './average-precision.ts';
import { brierOfRow } from './brier-score.ts';
import { argMax, type ConfusionMatrix, confusionMatrix } from './confusion-matrix.ts';
import { expectedCalibrationError } from './expected-calibration-error.ts';
import type { JudgedRows } from './judged-rows.ts';
import { lossOfRow } from './log-loss.ts';
import { meanOfKnown } from './mean-of-known.ts';
import { quadraticKappa } from './quadratic-kappa.ts';
import { RELIABILITY_BINS, reliabilityCurve } from './reliability-curve.ts';
import { areaUnderRanked } from './roc.ts';
import { rankScores, type RowTimes } from './score-steps.ts';
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

/** All figures of one predictor on rows that count as often as `times` says, some not at all. */
export type FiguresOfDraw = (times: RowTimes) => Figures;

/**
 * What does not change from one resample to the next is worked out once; the label of the highest
 * probability is the one that is called. Throws RangeError where rows have not as many probabilities
 * as there are labels, or as `assertRows` does; what it gives throws RangeError where no row counts.
 */
export function figuresOfDraws({ labels, ordinal }: LabelScale, rows: JudgedRows): FiguresOfDraw {
  const top = topLabel(rows);
  const { truth, probabilities } = rows;
  const columns = probabilities[0]?.length ?? labels.length;
  if (columns !== labels.length) {
    throw new RangeError(`rows of ${columns} probabilities do not fit ${labels.length} labels`);
  }
  const called = probabilities.map(argMax);
  const briers = probabilities.map((row, index) => brierOfRow(row, at(truth, index)));
  const losses = probabilities.map((row, index) => lossOfRow(row, at(truth, index)));
  const ranked = labels.map((_, label) =>
    rankScores(
      probabilities.map((row) => at(row, label)),
      truth.map((own) => own === label),
    ),
  );
  return (times) => {
    const confusion = confusionMatrix(truth, called, labels.length, times);
    const scores = scoresOf(confusion);
    const perLabel = labels.map((label, index): LabelFigures => ({
      label,
      ...at(scores.classes, index),
      rocAuc: areaUnderRanked(at(ranked, index), times),
      averagePrecision: averagePrecisionOfRanked(at(ranked, index), times),
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
        brierScore: meanOfRows(briers, times),
        logLoss: meanOfRows(losses, times),
        expectedCalibrationError: expectedCalibrationError(
          reliabilityCurve(top.stated, top.cameTrue, RELIABILITY_BINS, times),
        ),
      },
      perLabel,
      confusion,
    };
  };
}

/** The same of rows that count once each. Throws RangeError where there is no row. */
export const figuresOf = (scale: LabelScale, rows: JudgedRows): Figures =>
  figuresOfDraws(scale, rows)(null);

function meanOfRows(values: readonly number[], times: RowTimes): number | null {
  let sum = 0;
  let count = 0;
  for (let row = 0; row < values.length; row++) {
    const own = times === null ? 1 : (times[row] as number);
    sum += own * (values[row] as number);
    count += own;
  }
  return count === 0 ? null : sum / count;
}
