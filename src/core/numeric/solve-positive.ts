/** Below this share of its diagonal entry a pivot is taken for zero. */
const SMALLEST_PIVOT = 1e-12;

/**
 * Overwrites the lower half of a symmetric positive definite matrix (order x order, row-major) by
 * its Cholesky factor (Golub & Van Loan, Matrix Computations, 4.2). False where it is not positive
 * definite: then what is left is of no use. Nothing is allocated.
 */
export function factorPositive(matrix: Float64Array, order: number): boolean {
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
  return true;
}

/** Overwrites `vector` by the solution of A·x = vector, of a factor that `factorPositive` left. */
export function solveFactored(factor: Float64Array, vector: Float64Array, order: number): void {
  for (let i = 0; i < order; i++) {
    let sum = vector[i] as number;
    for (let k = 0; k < i; k++) sum -= (factor[i * order + k] as number) * (vector[k] as number);
    vector[i] = sum / (factor[i * order + i] as number);
  }
  for (let i = order - 1; i >= 0; i--) {
    let sum = vector[i] as number;
    for (let k = i + 1; k < order; k++) {
      sum -= (factor[k * order + i] as number) * (vector[k] as number);
    }
    vector[i] = sum / (factor[i * order + i] as number);
  }
}

/**
 * Solves A·x = b for a symmetric positive definite A (order x order, row-major). A and b are
 * overwritten, b by x. False where A is not positive definite: then b is of no use. Nothing is
 * allocated.
 */
export function solvePositive(matrix: Float64Array, vector: Float64Array, order: number): boolean {
  if (!factorPositive(matrix, order)) return false;
  solveFactored(matrix, vector, order);
  return true;
}
