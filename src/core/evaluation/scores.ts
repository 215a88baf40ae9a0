import { at } from '../numeric/at.ts';
import type { ConfusionMatrix } from './confusion-matrix.ts';
import { meanOfKnown } from './mean-of-known.ts';

/** Null where the figure does not exist: nothing was predicted so, or nothing was so. */
export interface ClassScores {
  readonly support: number;
  readonly precision: number | null;
  readonly recall: number | null;
  /** 2tp / (2tp + fp + fn): 0 where the class occurred and was never found. */
  readonly f1: number | null;
}

export interface Scores {
  readonly accuracy: number;
  /** Mean F1 over the classes that have one. */
  readonly macroF1: number;
  /** Mean F1 over the classes that occurred, each weighing its support. */
  readonly weightedF1: number;
  /** Mean recall over the classes that occurred. */
  readonly balancedAccuracy: number;
  readonly classes: readonly ClassScores[];
}

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

function mean(values: readonly (number | null)[]): number {
  const value = meanOfKnown(values);
  if (value === null) throw new RangeError('there is nothing to judge');
  return value;
}

/**
 * Precision, recall and F1 (van Rijsbergen 1979) with their means over classes. Throws RangeError
 * where the matrix is empty of examples.
 */
export function scoresOf(matrix: ConfusionMatrix): Scores {
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
  const classes = matrix.map((row, label): ClassScores => {
    const hits = at(row, label);
    const support = sum(row);
    const called = sum(matrix.map((other) => at(other, label)));
    return {
      support,
      precision: ratio(hits, called),
      recall: ratio(hits, support),
      f1: ratio(2 * hits, support + called),
    };
  });
  const right = sum(matrix.map((row, label) => at(row, label)));
  const total = sum(matrix.map(sum));
  return {
    accuracy: mean([ratio(right, total)]),
    macroF1: mean(classes.map((scores) => scores.f1)),
    weightedF1: sum(classes.map(({ support, f1 }) => support * (f1 ?? 0))) / total,
    balancedAccuracy: mean(classes.map((scores) => scores.recall)),
    classes,
  };
}

/** What always answering `label` would score on the same examples. */
export function constantBaseline(matrix: ConfusionMatrix, label: number): Scores {
  return scoresOf(
    matrix.map((row) =>
      row.map((_, column) => (column === label ? row.reduce((a, b) => a + b, 0) : 0)),
    ),
  );
}
