import { at } from '../../numeric/at.ts';
import { type Asked, type EvaluationInput, questionsOf } from '../evaluate-model.ts';
import { scoreSteps } from '../score-steps.ts';

export interface CurvePoint {
  /** Windows that score this or more are called so; null where none is. */
  readonly threshold: number | null;
  readonly x: number;
  readonly y: number;
  /** Windows called so. */
  readonly count: number;
}

/** A label's curves by its own probability; null where a curve does not exist. */
export interface LabelCurves {
  /** Of the question; null where all labels are one. */
  readonly subject: string | null;
  readonly label: string;
  /** False positive rate and true positive rate. */
  readonly roc: readonly CurvePoint[] | null;
  /** Recall and precision. */
  readonly precisionRecall: readonly CurvePoint[] | null;
  /** Share of windows of which the label is true. */
  readonly baseRate: number;
}

/** Labels that a question is about: all of them, or of absent and present the latter. */
const labelsAsked = ({ subject, scale }: Pick<Asked, 'subject' | 'scale'>): number[] =>
  subject === null ? scale.labels.map((_, label) => label) : [1];

function curves(
  { subject, scale }: Asked,
  label: number,
  scores: readonly number[],
  positive: readonly boolean[],
): LabelCurves {
  const steps = scoreSteps(scores, positive);
  const { truePositives: positives, falsePositives: negatives } = steps.at(-1) ?? {
    truePositives: 0,
    falsePositives: 0,
  };
  const points = (
    place: (caught: number, fell: number) => Pick<CurvePoint, 'x' | 'y'>,
  ): CurvePoint[] =>
    steps.map(({ threshold, truePositives, falsePositives }) => ({
      threshold,
      ...place(truePositives, falsePositives),
      count: truePositives + falsePositives,
    }));
  return {
    subject,
    label: at(scale.labels, label),
    roc:
      positives === 0 || negatives === 0
        ? null
        : [
            { threshold: null, x: 0, y: 0, count: 0 },
            ...points((caught, fell) => ({ x: fell / negatives, y: caught / positives })),
          ],
    precisionRecall:
      positives === 0
        ? null
        : points((caught, fell) => ({ x: caught / positives, y: caught / (caught + fell) })),
    baseRate: positives / (positives + negatives),
  };
}

/** The curves of every label that is asked for. Throws RangeError where rows do not fit. */
export const labelCurves = (
  input: Pick<EvaluationInput, 'labels' | 'ordinal' | 'output' | 'truth' | 'train'>,
  probabilities: EvaluationInput['probabilities'],
): readonly LabelCurves[] =>
  questionsOf(input).flatMap((question) => {
    const rows = question.rows(probabilities);
    return labelsAsked(question).map((label) =>
      curves(
        question,
        label,
        rows.probabilities.map((row) => at(row, label)),
        rows.truth.map((own) => own === label),
      ),
    );
  });
