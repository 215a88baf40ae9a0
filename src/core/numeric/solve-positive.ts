/** Below this share of its diagonal entry a pivot is taken for zero. */
const SMALLEST_PIVOT = 1e-12;

/**
 * Solves A·x = b for a symmetric positive definite A (order x order, row-major) by Cholesky's
 * factors (Golub & Van Loan, Matrix Computations, 4.2). A and b are overwritten, b by x. False where
 * A is not positive definite: then b is of no use. Nothing is allocated.
 */
export function solvePositive(matrix: Float64Array, vector: Float64Array, order: number): boolean {
  for (let j = 0; j < order; j++) {
    const diagonal = matrix[j * order + j] as number;
    let pivot = diagonal;
    for (let k = 0; k < j; k++) pivot -= (matrix[j * order + k] as number) ** 2;
    if (!(pivot > SMALLEST_PIVOT * diagonal)) return false;
    const root = Math.sqrt(pivot);
    matrix[j * order + j] = root;
    for (let i = j + 1; i < order; i++) {
      let sum = matrix[i * order + j] as number;
      for (let k = 0; k < j; k++) {
        sum -= (matrix[i * order + k] as number) * (matrix[j * order + k] as number);
      }
      matrix[i * order + j] = sum / root;
    }
  }
  for (let i = 0; i < order; i++) {
    let sum = vector[i] as number;
    for (let k = 0; k < i; k++) sum -= (matrix[i * order + k] as number) * (vector[k] as number);
    vector[i] = sum / (matrix[i * order + i] as number);
  }
  for (let i = order - 1; i >= 0; i--) {
    let sum = vector[i] as number;
    for (let k = i + 1; k < order; k++) {
      sum -= (matrix[k * order + i] as number) * (vector[k] as number);
    }
    vector[i] = sum / (matrix[i * order + i] as number);
  }
  return true;
}
