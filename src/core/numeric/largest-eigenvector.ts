const MAX_SWEEPS = 24;
const ORDER = 4;

const scratch = new Float64Array(ORDER * ORDER);
const vectors = new Float64Array(ORDER * ORDER);

/**
 * The unit eigenvector of the largest eigenvalue of a symmetric 4x4 matrix (row-major), by cyclic
 * Jacobi rotations (Golub & Van Loan, Matrix Computations, 8.5). Writes 4 numbers into `out`.
 */
export function largestEigenvector4(matrix: Float64Array, out: Float64Array): void {
  scratch.set(matrix);
  vectors.fill(0);
  for (let i = 0; i < ORDER; i++) vectors[i * ORDER + i] = 1;
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep++) {
    let off = 0;
    let scale = 0;
    for (let p = 0; p < ORDER; p++) {
      scale += Math.abs(scratch[p * ORDER + p] as number);
      for (let q = p + 1; q < ORDER; q++) off += Math.abs(scratch[p * ORDER + q] as number);
    }
    if (off <= 1e-14 * scale) break;
    for (let p = 0; p < ORDER; p++) for (let q = p + 1; q < ORDER; q++) rotate(p, q);
  }
  let best = 0;
  for (let i = 1; i < ORDER; i++) {
    if ((scratch[i * ORDER + i] as number) > (scratch[best * ORDER + best] as number)) best = i;
  }
  for (let i = 0; i < ORDER; i++) out[i] = vectors[i * ORDER + best] as number;
}

/** One Jacobi rotation that makes element (p, q) zero. */
function rotate(p: number, q: number): void {
  const apq = scratch[p * ORDER + q] as number;
  if (apq === 0) return;
  const theta =
    ((scratch[q * ORDER + q] as number) - (scratch[p * ORDER + p] as number)) / (2 * apq);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < ORDER; k++) {
    const akp = scratch[k * ORDER + p] as number;
    const akq = scratch[k * ORDER + q] as number;
    scratch[k * ORDER + p] = c * akp - s * akq;
    scratch[k * ORDER + q] = s * akp + c * akq;
  }
  for (let k = 0; k < ORDER; k++) {
    const apk = scratch[p * ORDER + k] as number;
    const aqk = scratch[q * ORDER + k] as number;
    scratch[p * ORDER + k] = c * apk - s * aqk;
    scratch[q * ORDER + k] = s * apk + c * aqk;
    const vkp = vectors[k * ORDER + p] as number;
    const vkq = vectors[k * ORDER + q] as number;
    vectors[k * ORDER + p] = c * vkp - s * vkq;
    vectors[k * ORDER + q] = s * vkp + c * vkq;
  }
}
