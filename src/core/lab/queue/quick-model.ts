import { outputOf, type LabelRule } from '../../dataset/label-rule.ts';
import { validationScore } from '../../evaluation/validation-score.ts';
import { knownLabelSteps } from '../../learning/fit-known-labels.ts';
import { type LogisticModel, sigmoid, softmax } from '../../learning/logistic-model.ts';
import type { OutputKind } from '../../models/output-kind.ts';
import { at } from '../../numeric/at.ts';

/** A stretch with what is true of it. */
export interface Example {
  /** `meanSummary`. */
  readonly row: Float32Array;
  /** 0 or 1 for each label. */
  readonly targets: readonly number[];
}

/** The penalty that recipes of the regression have where they say nothing. */
const L2 = 1;

/**
 * The model that shows how far labels go: a logistic regression on the mean summary of each
 * stretch, fitted in a fraction of a second. Throws ExamplesRefused of no examples.
 */
export function* quickModelSteps(
  examples: readonly Example[],
  output: OutputKind,
): Generator<unknown, LogisticModel> {
  return yield* knownLabelSteps({
    rows: examples.map(({ row }) => row),
    targets: examples.map(({ targets }) => targets),
    output,
    l2: L2,
  });
}

/** As `predictLogistic`, for many rows: the scaling is put into the weights first. */
export function quickProbabilities(
  { mean, std, weights, intercepts }: LogisticModel,
  output: OutputKind,
  rows: readonly Float32Array[],
): readonly (readonly number[])[] {
  const folded = weights.map((own) => Float64Array.from(own, (w, j) => w / at(std, j)));
  const offsets = folded.map((own, k) =>
    own.reduce((sum, weight, j) => sum - weight * at(mean, j), at(intercepts, k)),
  );
  return rows.map((row) => {
    const scores = Float64Array.from(offsets);
    folded.forEach((own, k) => {
      let sum = scores[k] as number;
      for (let j = 0; j < own.length; j++) sum += (own[j] as number) * (row[j] as number);
      scores[k] = sum;
    });
    if (output === 'exclusive') softmax(scores);
    else scores.forEach((score, k) => (scores[k] = sigmoid(score)));
    return [...scores];
  });
}

/** Of exclusive labels macro-F1; of independent ones, of which most are rare, the mean ROC-AUC. */
export const QUICK_SCORES = { exclusive: 'macro_f1', independent: 'roc_auc' } as const;
export type QuickScore = (typeof QUICK_SCORES)[OutputKind];

export const quickScoreOf = (rule: LabelRule): QuickScore => QUICK_SCORES[outputOf(rule)];

/** How well probabilities of `heldOut` fit; null where the score doesn't exist of them. */
export function quickJudge(
  heldOut: readonly Example[],
  output: OutputKind,
): ((probabilities: readonly (readonly number[])[]) => number) | null {
  try {
    return validationScore(
      QUICK_SCORES[output],
      output,
      heldOut.map(({ targets }) => targets),
    );
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The score of always answering what is most frequent among `examples`. */
export function quickBaseline(
  examples: readonly Example[],
  heldOut: readonly Example[],
  output: OutputKind,
  judge: (probabilities: readonly (readonly number[])[]) => number,
): number {
  const shares = (examples[0]?.targets ?? []).map(
    (_, label) =>
      examples.reduce((sum, { targets }) => sum + (targets[label] ?? 0), 0) / examples.length,
  );
  const likeliest = shares.indexOf(Math.max(...shares));
  const row = shares.map((share, label) =>
    output === 'exclusive' ? Number(label === likeliest) : share,
  );
  return judge(heldOut.map(() => row));
}
