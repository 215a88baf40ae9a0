import type { EvaluationInput } from '#core/evaluation/evaluate-model.ts';
import type { OutputKind } from '#core/models/output-kind.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';

/** Windows of nine persons with answers from a seed that are often right, and a worse baseline. */
export function judgedWindows(
  output: OutputKind,
  labels: readonly string[],
  count = 120,
): EvaluationInput & { readonly raw: EvaluationInput['probabilities'] } {
  const random = seededRandom(11);
  const rows = Array.from({ length: count }, (_, index) => {
    const truth = index % labels.length;
    const shares = (gain: number) => {
      const powers = labels.map((_name, label) =>
        Math.exp((label === truth ? gain : 0) + random()),
      );
      const sum = powers.reduce((a, b) => a + b, 0);
      return powers.map((power) => power / sum);
    };
    return {
      targets: labels.map((_name, label) => Number(label === truth)),
      raw: shares(1.5),
      probabilities: shares(0.8),
      logistic: shares(0.3),
      person: `p${index % 9}`,
    };
  });
  return {
    labels,
    ordinal: false,
    output,
    truth: rows.map(({ targets }) => targets),
    raw: rows.map(({ raw }) => raw),
    probabilities: rows.map(({ probabilities }) => probabilities),
    logistic: rows.map(({ logistic }) => logistic),
    persons: rows.map(({ person }) => person),
    train: { windows: 10 * labels.length, perLabel: labels.map(() => 10) },
    seed: 1,
    resamples: 30,
  };
}
