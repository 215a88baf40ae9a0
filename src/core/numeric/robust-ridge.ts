import { at } from './at.ts';
import { solvePositive } from './solve-positive.ts';
import { robustDeviation } from './spread.ts';

export interface RegressionRow {
  readonly inputs: readonly number[];
  readonly target: number;
  readonly weight: number;
}

/** A residual of more than this many deviations counts less (Huber 1964: 95 % efficiency). */
const BEND = 1.345;
const ROUNDS = 20;
const SMALLEST_DEVIATION = 1e-6;

/**
 * Coefficients c that make Σ weight · ρ(target - inputs·c) + Σ penalty · c² small, ρ Huber's, by
 * iteratively reweighted least squares (Holland & Welsch, Comm. Stat. A6, 1977). `penalties`: one
 * for each input, 0 for none. null where the inputs do not determine the coefficients.
 */
export function fitRobustRidge(
  rows: readonly RegressionRow[],
  penalties: readonly number[],
): readonly number[] | null {
  let trust: readonly number[] = rows.map(() => 1);
  let coefficients: readonly number[] | null = null;
  for (let round = 0; round < ROUNDS; round++) {
    const solved = solveRidge(rows, trust, penalties);
    if (solved === null) return null;
    coefficients = solved;
    const residuals = rows.map((row) => row.target - predict(row.inputs, solved));
    const bend = BEND * Math.max(SMALLEST_DEVIATION, robustDeviation(residuals, 0));
    trust = residuals.map((residual) => Math.min(1, bend / Math.abs(residual)));
  }
  return coefficients;
}

export const predict = (inputs: readonly number[], coefficients: readonly number[]): number =>
  inputs.reduce((sum, input, i) => sum + input * at(coefficients, i), 0);

function solveRidge(
  rows: readonly RegressionRow[],
  trust: readonly number[],
  penalties: readonly number[],
): readonly number[] | null {
  const order = penalties.length;
  const normal = new Float64Array(order * order);
  const vector = new Float64Array(order);
  penalties.forEach((penalty, a) => {
    normal[a * order + a] = penalty;
  });
  rows.forEach((row, i) => {
    const weight = row.weight * at(trust, i);
    for (let a = 0; a < order; a++) {
      const scaled = weight * at(row.inputs, a);
      vector[a] = at(vector, a) + scaled * row.target;
      for (let b = 0; b <= a; b++) {
        normal[a * order + b] = at(normal, a * order + b) + scaled * at(row.inputs, b);
      }
    }
  });
  return solvePositive(normal, vector, order) ? [...vector] : null;
}
