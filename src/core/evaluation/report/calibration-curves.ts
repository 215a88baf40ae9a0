import { at } from '../../numeric/at.ts';
import { type EvaluationInput, questionsOf } from '../evaluate-model.ts';
import { expectedCalibrationError } from '../expected-calibration-error.ts';
import type { JudgedRows } from '../judged-rows.ts';
import { type ReliabilityBin, reliabilityCurve } from '../reliability-curve.ts';
import { topLabel } from '../top-label.ts';

export interface StatedReliability {
  readonly bins: readonly ReliabilityBin[];
  readonly expectedCalibrationError: number | null;
}

/** How often what is stated comes true, before and after calibration. */
export interface CalibrationCurves {
  /** Of the question; null where all labels are one. */
  readonly subject: string | null;
  /** The label whose probability it is; null: of whichever label is called. */
  readonly label: string | null;
  readonly before: StatedReliability;
  readonly after: StatedReliability;
}

const reliability = (stated: readonly number[], cameTrue: readonly boolean[]) => {
  const bins = reliabilityCurve(stated, cameTrue);
  return { bins, expectedCalibrationError: expectedCalibrationError(bins) };
};

const ofCalled = (rows: JudgedRows): StatedReliability => {
  const { stated, cameTrue } = topLabel(rows);
  return reliability(stated, cameTrue);
};

const ofLabel = ({ truth, probabilities }: JudgedRows, label: number): StatedReliability =>
  reliability(
    probabilities.map((row) => at(row, label)),
    truth.map((own) => own === label),
  );

/**
 * Of exclusive outputs the label that is called and each label for itself, of independent ones each
 * label. Throws RangeError where rows do not fit.
 */
export const calibrationCurves = (
  input: Pick<EvaluationInput, 'labels' | 'ordinal' | 'output' | 'truth' | 'train'>,
  raw: EvaluationInput['probabilities'],
  calibrated: EvaluationInput['probabilities'],
): readonly CalibrationCurves[] =>
  questionsOf(input).flatMap(({ subject, scale, rows }): readonly CalibrationCurves[] => {
    const before = rows(raw);
    const after = rows(calibrated);
    if (subject !== null) {
      return [{ subject, label: subject, before: ofLabel(before, 1), after: ofLabel(after, 1) }];
    }
    return [
      { subject, label: null, before: ofCalled(before), after: ofCalled(after) },
      ...scale.labels.map((label, index) => ({
        subject,
        label,
        before: ofLabel(before, index),
        after: ofLabel(after, index),
      })),
    ];
  });
