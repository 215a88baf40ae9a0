import type { OutputKind } from '../models/output-kind.ts';
import { factorPositive, solveFactored } from '../numeric/solve-positive.ts';
import type { ConvexFunction } from '../numeric/minimise-convex.ts';
import { sigmoid, softmax } from './logistic-model.ts';

export interface LogisticProblem {
  readonly output: OutputKind;
  readonly outputs: number;
  /** rows x order, row-major; the last column is 1 throughout, for the intercept. */
  readonly inputs: Float64Array;
  readonly order: number;
  /** rows x outputs: weight times target, and of `independent` outputs weight times (1 - target). */
  readonly present: Float64Array;
  readonly absent: Float64Array;
  /** Above 0. */
  readonly l2: number;
}

/** log(1 + exp(x)) without overflow. */
const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

/**
 * Σ weighted cross-entropy + l2 / 2 · Σ weights² without the intercepts, as a function of one row of
 * `order` coefficients for each output: softmax of `exclusive` outputs, a sigmoid each of
 * `independent` ones (Hastie, Tibshirani & Friedman, Elements of Statistical Learning, 4.4).
 */
export function logisticLoss(problem: LogisticProblem): ConvexFunction {
  const { output, outputs, inputs, order, present, absent, l2 } = problem;
  const exclusive = output === 'exclusive';
  const rows = inputs.length / order;
  const size = outputs * order;
  const probabilities = new Float64Array(rows * outputs);
  const scores = new Float64Array(outputs);
  const gram = gramOf(inputs, order);
  const factors = Array.from({ length: outputs }, () => new Float64Array(order * order));
  let factored = false;

  const weightAt = (row: number, k: number): number => {
    const i = row * outputs + k;
    if (!exclusive) return (present[i] as number) + (absent[i] as number);
    let sum = 0;
    for (let j = 0; j < outputs; j++) sum += present[row * outputs + j] as number;
    return sum;
  };

  const scoreRow = (row: number, coefficients: Float64Array): void => {
    const start = row * order;
    for (let k = 0; k < outputs; k++) {
      const own = k * order;
      let sum = 0;
      for (let j = 0; j < order; j++) {
        sum += (inputs[start + j] as number) * (coefficients[own + j] as number);
      }
      scores[k] = sum;
    }
  };

  const addRow = (row: number, into: Float64Array): void => {
    const start = row * order;
    for (let k = 0; k < outputs; k++) {
      const factor = scores[k] as number;
      const own = k * order;
      for (let j = 0; j < order; j++) {
        into[own + j] = (into[own + j] as number) + factor * (inputs[start + j] as number);
      }
    }
  };

  const startWithPenalty = (coefficients: Float64Array, into: Float64Array): number => {
    let squares = 0;
    for (let i = 0; i < size; i++) {
      const isIntercept = i % order === order - 1;
      const coefficient = isIntercept ? 0 : (coefficients[i] as number);
      squares += coefficient ** 2;
      into[i] = l2 * coefficient;
    }
    return (l2 / 2) * squares;
  };

  const evaluateRow = (row: number): number => {
    const first = row * outputs;
    let loss = 0;
    if (exclusive) {
      for (let k = 0; k < outputs; k++) {
        loss -= (present[first + k] as number) * (scores[k] as number);
      }
      loss += weightAt(row, 0) * softmax(scores);
    } else {
      for (let k = 0; k < outputs; k++) {
        const score = scores[k] as number;
        loss += (present[first + k] as number) * softplus(-score);
        loss += (absent[first + k] as number) * softplus(score);
        scores[k] = sigmoid(score);
      }
    }
    for (let k = 0; k < outputs; k++) {
      const probability = scores[k] as number;
      probabilities[first + k] = probability;
      scores[k] = weightAt(row, k) * probability - (present[first + k] as number);
    }
    return loss;
  };

  const curveRow = (row: number): void => {
    const first = row * outputs;
    let mean = 0;
    if (exclusive) {
      for (let k = 0; k < outputs; k++) {
        mean += (probabilities[first + k] as number) * (scores[k] as number);
      }
    }
    for (let k = 0; k < outputs; k++) {
      const p = probabilities[first + k] as number;
      const score = scores[k] as number;
      scores[k] = weightAt(row, k) * p * (exclusive ? score - mean : (1 - p) * score);
    }
  };

  /** The Hessian's diagonal blocks, as if every row had the mean curvature. */
  const factorBlocks = (): void => {
    factors.forEach((factor, k) => {
      let curvature = 0;
      for (let row = 0; row < rows; row++) {
        const p = probabilities[row * outputs + k] as number;
        curvature += weightAt(row, k) * p * (1 - p);
      }
      // So small a curvature leaves the penalty alone, and the intercept must still be solved for.
      const share = Math.max(curvature, Number.EPSILON * l2) / rows;
      for (let i = 0; i < factor.length; i++) factor[i] = share * (gram[i] as number);
      for (let j = 0; j < order - 1; j++) {
        factor[j * order + j] = (factor[j * order + j] as number) + l2;
      }
      if (!factorPositive(factor, order)) {
        factor.fill(0);
        for (let j = 0; j < order; j++) factor[j * order + j] = 1;
      }
    });
    factored = true;
  };

  return {
    size,
    evaluate(point, gradient) {
      factored = false;
      let value = startWithPenalty(point, gradient);
      for (let row = 0; row < rows; row++) {
        scoreRow(row, point);
        value += evaluateRow(row);
        addRow(row, gradient);
      }
      return value;
    },
    hessianTimes(direction, product) {
      startWithPenalty(direction, product);
      for (let row = 0; row < rows; row++) {
        scoreRow(row, direction);
        curveRow(row);
        addRow(row, product);
      }
    },
    precondition(residual) {
      if (!factored) factorBlocks();
      factors.forEach((factor, k) => {
        solveFactored(factor, residual.subarray(k * order, (k + 1) * order), order);
      });
    },
  };
}

/** Σ x·xᵀ over the rows, its lower half. */
function gramOf(inputs: Float64Array, order: number): Float64Array {
  const gram = new Float64Array(order * order);
  for (let start = 0; start < inputs.length; start += order) {
    for (let a = 0; a < order; a++) {
      const value = inputs[start + a] as number;
      for (let b = 0; b <= a; b++) {
        gram[a * order + b] =
          (gram[a * order + b] as number) + value * (inputs[start + b] as number);
      }
    }
  }
  return gram;
}
