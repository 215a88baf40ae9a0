import { at } from '../numeric/at.ts';
import { assertRows, type JudgedRows } from './judged-rows.ts';
import { LEAST_PROBABILITY } from './log-loss.ts';

export type TemperatureFit =
  | { readonly kind: 'fitted'; readonly temperature: number }
  | {
      readonly kind: 'none';
      /**
       * `always_right`: the colder the better, without end. `no_information`: the hotter the
       * better, as the truth is not stated higher than the rest.
       */
      readonly reason: 'no_rows' | 'always_right' | 'no_information';
    };

const logitsOf = (row: readonly number[]): number[] =>
  row.map((value) => Math.log(Math.max(LEAST_PROBABILITY, value)));

function softmax(logits: readonly number[], inverse: number): number[] {
  const highest = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(inverse * (logit - highest)));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

/**
 * Probabilities at another temperature: softmax(ln p / T), which is softmax of the logits / T. The
 * order of the labels stays.
 */
export const tempered = (probabilities: readonly number[], temperature: number): number[] =>
  softmax(logitsOf(probabilities), 1 / temperature);

/**
 * Temperature that makes the log loss smallest (Guo et al. 2017). To be fitted on validation rows
 * alone: training rows are flattered, test rows are for judging. The loss is convex in 1/T, so its
 * slope has one root: Newton's steps, halving the bracket where a step would leave it. A
 * present/absent answer is fitted as `presenceRows`. Throws RangeError as `assertRows` does.
 */
export function fitTemperature(validation: JudgedRows): TemperatureFit {
  assertRows(validation);
  const { truth } = validation;
  const rows = validation.probabilities.map(logitsOf);
  if (rows.length === 0) return { kind: 'none', reason: 'no_rows' };
  const trueLogit = (index: number) => at(at(rows, index), at(truth, index));

  /** Slope of the summed loss over 1/T, and the slope of that. */
  const slopes = (inverse: number) => {
    let slope = 0;
    let curve = 0;
    rows.forEach((logits, index) => {
      const shares = softmax(logits, inverse);
      const expect = (of: (logit: number) => number) =>
        shares.reduce((sum, share, label) => sum + share * of(at(logits, label)), 0);
      const mean = expect((logit) => logit);
      slope += mean - trueLogit(index);
      curve += expect((logit) => (logit - mean) ** 2);
    });
    return { slope, curve };
  };

  if (slopes(0).slope > -1e-12 * rows.length) return { kind: 'none', reason: 'no_information' };
  if (rows.every((logits, index) => trueLogit(index) === Math.max(...logits))) {
    return { kind: 'none', reason: 'always_right' };
  }
  let low = 1;
  while (slopes(low).slope > 0) low /= 2;
  let high = 1;
  while (slopes(high).slope < 0) high *= 2;
  let inverse = Math.sqrt(low * high);
  for (let round = 0; round < 100; round++) {
    const { slope, curve } = slopes(inverse);
    if (slope > 0) high = inverse;
    else low = inverse;
    const newton = inverse - slope / curve;
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    const moved = Math.abs(next - inverse);
    inverse = next;
    if (moved <= 1e-14 * inverse) break;
  }
  return { kind: 'fitted', temperature: 1 / inverse };
}
