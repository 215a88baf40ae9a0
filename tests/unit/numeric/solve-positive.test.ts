import { expect, test } from 'vitest';
import { solvePositive } from '#core/numeric/solve-positive.ts';
import { seeded } from '../support/synthetic-face.ts';

const dot = (a: Float64Array, b: Float64Array): number =>
  a.reduce((sum, value, i) => sum + value * (b[i] ?? NaN), 0);

test('solves random positive definite systems of every order up to 8', () => {
  const random = seeded(3);
  for (let order = 1; order <= 8; order++) {
    const rows = Array.from({ length: order }, () =>
      Float64Array.from({ length: order + 2 }, () => random() - 0.5),
    );
    const matrix = Float64Array.from(rows.flatMap((a) => rows.map((b) => dot(a, b))));
    const wanted = Float64Array.from({ length: order }, () => random() * 10 - 5);
    const vector = Float64Array.from({ length: order }, (_, i) =>
      dot(matrix.slice(i * order, (i + 1) * order), wanted),
    );
    expect(solvePositive(matrix, vector, order)).toBe(true);
    for (let i = 0; i < order; i++) expect(vector[i]).toBeCloseTo(wanted[i] ?? NaN, 6);
  }
});

test('only the lower half of the matrix is read', () => {
  const vector = Float64Array.of(5, 4);
  expect(solvePositive(Float64Array.of(2, NaN, 1, 3), vector, 2)).toBe(true);
  expect(vector[0]).toBeCloseTo(2.2, 12);
  expect(vector[1]).toBeCloseTo(0.6, 12);
});

test.each([
  ['singular', [1, 1, 1, 1]],
  ['indefinite', [1, 2, 2, 1]],
  ['all zero', [0, 0, 0, 0]],
  ['not a number', [NaN, 0, 0, 1]],
])('says so where the matrix is %s', (_, matrix) => {
  expect(solvePositive(Float64Array.from(matrix), Float64Array.of(1, 2), 2)).toBe(false);
});
