import { seededRandom } from '#core/numeric/seeded-random.ts';
import { at } from '#core/numeric/at.ts';

/** `count` rows of 5 columns and their labels; label 2 is rare, column 4 has another scale. */
export function labelledRows(count: number, labelCount: number, seed = 7) {
  const random = seededRandom(seed);
  const rows: Float32Array[] = [];
  const labels: number[] = [];
  for (let index = 0; index < count; index++) {
    const label = Math.floor(labelCount * random() ** 1.7);
    const values = Array.from({ length: 5 }, (_, column) => {
      const noise = random() + random() - 1;
      return noise + (column === label ? 0.6 : 0) + (column === 3 ? 0.3 * label : 0);
    });
    rows.push(Float32Array.from(values, (value, column) => (column === 4 ? 100 * value : value)));
    labels.push(label);
  }
  return { rows, labels };
}

export const oneHot = (labels: readonly number[], labelCount: number): number[][] =>
  labels.map((label) => Array.from({ length: labelCount }, (_, k) => (k === label ? 1 : 0)));

/** Weights that go round: 0.5, 1, 1.5, 2, 2.5. */
export const roundWeights = (count: number): number[] =>
  Array.from({ length: count }, (_, index) => 0.5 * (1 + (index % 5)));

/** Two columns in ±1 squares, the label whether their signs differ: no line tells them apart. */
export function exclusiveOr(count: number, seed = 3) {
  const random = seededRandom(seed);
  const rows = Array.from({ length: count }, () =>
    Float32Array.from([2 * random() - 1, 2 * random() - 1]),
  );
  const labels = rows.map((row) => (at(row, 0) * at(row, 1) < 0 ? 1 : 0));
  return { rows, labels };
}
