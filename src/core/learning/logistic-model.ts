import type { ManifestModel } from '../models/bundle-manifest.ts';
import type { OutputKind } from '../models/output-kind.ts';
import { at } from '../numeric/at.ts';

/** A logistic regression as a bundle's manifest holds it: plain numbers. */
export type LogisticModel = Extract<ManifestModel, { kind: 'logistic' }>;

/** The shares exp(z) / Σ exp(z), written over the scores z; gives log Σ exp(z). */
export function softmax(scores: Float64Array): number {
  let highest = -Infinity;
  for (const score of scores) highest = Math.max(highest, score);
  let sum = 0;
  for (let k = 0; k < scores.length; k++) {
    const power = Math.exp((scores[k] as number) - highest);
    scores[k] = power;
    sum += power;
  }
  for (let k = 0; k < scores.length; k++) scores[k] = (scores[k] as number) / sum;
  return highest + Math.log(sum);
}

export const sigmoid = (score: number): number =>
  score >= 0 ? 1 / (1 + Math.exp(-score)) : Math.exp(score) / (1 + Math.exp(score));

/**
 * Probabilities of unscaled window summaries, one row each and one number for each output: they sum
 * to 1 where `exclusive`. Throws RangeError for a row that is not as long as those it learnt from.
 */
export function predictLogistic(
  model: LogisticModel,
  output: OutputKind,
  rows: readonly Float32Array[],
): number[][] {
  const { mean, std, weights, intercepts } = model;
  return rows.map((row) => {
    if (row.length !== mean.length) {
      throw new RangeError(`a row has ${row.length} values, the model ${mean.length}`);
    }
    const scores = Float64Array.from(weights, (own, k) =>
      own.reduce(
        (sum, weight, j) => sum + (weight * (at(row, j) - at(mean, j))) / at(std, j),
        at(intercepts, k),
      ),
    );
    if (output === 'exclusive') softmax(scores);
    else scores.forEach((score, k) => (scores[k] = sigmoid(score)));
    return [...scores];
  });
}
