import type { BundleMetrics } from '../models/bundle-manifest.ts';
import { at } from '../numeric/at.ts';
import { argMax, confusionMatrix } from './confusion-matrix.ts';
import { areaUnderRoc } from './roc.ts';
import { constantBaseline, scoresOf } from './scores.ts';

export interface Judged {
  readonly labels: readonly string[];
  readonly persons: number;
  /** True label and probabilities of each window, in the same order. */
  readonly truth: readonly number[];
  readonly probabilities: readonly (readonly number[])[];
  /** The label that is commonest in training. */
  readonly majority: number;
  /** What each label's ROC curve is held against, and for which windows that is so. */
  readonly against: string;
  readonly positive: readonly (readonly boolean[])[];
}

/** All figures of a bundle's manifest. Throws RangeError where there is no window. */
export function bundleMetrics(judged: Judged): BundleMetrics {
  const { labels, truth, probabilities, majority } = judged;
  const matrix = confusionMatrix(truth, probabilities.map(argMax), labels.length);
  const scores = scoresOf(matrix);
  const baseline = constantBaseline(matrix, majority);
  return {
    windows: truth.length,
    persons: judged.persons,
    accuracy: scores.accuracy,
    majority: {
      label: at(labels, majority),
      accuracy: baseline.accuracy,
      macroF1: baseline.macroF1,
      balancedAccuracy: baseline.balancedAccuracy,
    },
    macroF1: scores.macroF1,
    balancedAccuracy: scores.balancedAccuracy,
    classes: scores.classes.map((own, label) => ({ label: at(labels, label), ...own })),
    confusion: matrix,
    auc: labels.map((label, index) => {
      const positive = judged.positive.map((row) => at(row, index));
      return {
        label,
        against: judged.against,
        positives: positive.filter(Boolean).length,
        value: areaUnderRoc(
          probabilities.map((row) => at(row, index)),
          positive,
        ),
      };
    }),
  };
}
