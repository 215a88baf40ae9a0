import type { Evaluation } from '#core/evaluation/evaluation.ts';
import { judge } from '#core/evaluation/judgement.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';

/** What `judge` says of numbers from a seed: valid, and worth nothing. */
export function evaluationOf(labels: readonly string[], seed: number): Evaluation {
  const random = seededRandom(seed);
  const rows = Array.from({ length: 40 }, (_, index) => {
    const shares = labels.map(() => random());
    const sum = shares.reduce((a, b) => a + b, 0);
    return {
      truth: index % labels.length,
      probabilities: shares.map((share) => share / sum),
      person: `p${index % 5}`,
    };
  });
  const scale = { labels, ordinal: false };
  const model = judge(
    scale,
    {
      truth: rows.map((row) => row.truth),
      probabilities: rows.map((row) => row.probabilities),
      persons: rows.map((row) => row.person),
    },
    labels.map((_, label) => label + 1),
    { random, resamples: 20, level: 0.95 },
  );
  return {
    windows: rows.length,
    persons: 5,
    questions: [{ subject: null, scale, model, logistic: null }],
  };
}
