/** Solves a symmetric, positive definite system (Cholesky). `matrix` is row-major, n x n. */
export function solvePositive(matrix: Float64Array, right: Float64Array): Float64Array {
  const n = right.length;
  const l = new Float64Array(n * n);
  const of = (values: Float64Array, index: number): number => values[index] as number;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = of(matrix, i * n + j);
      for (let k = 0; k < j; k++) rest -= of(l, i * n + k) * of(l, j * n + k);
      if (i === j && !(rest > 0)) throw new RangeError('the matrix is not positive definite');
      l[i * n + j] = i === j ? Math.sqrt(rest) : rest / of(l, j * n + j);
    }
  }
  const x = Float64Array.from(right);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i] = of(x, i) - of(l, i * n + k) * of(x, k);
    x[i] = of(x, i) / of(l, i * n + i);
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i] = of(x, i) - of(l, k * n + i) * of(x, k);
    x[i] = of(x, i) / of(l, i * n + i);
  }
  return x;
}
