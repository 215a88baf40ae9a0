import { fitScaler } from '../dataset/scaler.ts';
import { at } from '../numeric/at.ts';
import { type ConvexStep, minimiseConvex } from '../numeric/minimise-convex.ts';
import { logisticLoss, type LogisticProblem } from './logistic-loss.ts';
import type { LogisticModel } from './logistic-model.ts';
import {
  checkExamples,
  checkWeights,
  ExamplesRefused,
  type SummaryExamples,
} from './summary-examples.ts';

export interface LogisticJob extends SummaryExamples {
  /** What each row counts for; 1 where not given. */
  readonly sampleWeights?: readonly number[] | undefined;
  /** Half of it times the sum of squared weights is added to the summed loss; scikit-learn's 1/C. */
  readonly l2: number;
}

export interface LogisticFit {
  readonly model: LogisticModel;
  readonly iterations: number;
  readonly converged: boolean;
}

const MAX_ITERATIONS = 200;

function problemOf(job: LogisticJob): LogisticProblem & Pick<LogisticModel, 'mean' | 'std'> {
  const { rows, targets, output, classWeights, sampleWeights, l2 } = job;
  const { columns, outputs } = checkExamples(job);
  checkWeights(sampleWeights, rows.length, 'rows');
  if (!(l2 > 0 && l2 < Infinity)) {
    throw new ExamplesRefused(
      `The penalty l2 is ${l2} and must be above 0: without it, labels that can be told apart entirely have no best weights.`,
    );
  }
  const { mean, std } = fitScaler(rows, columns);
  const order = columns + 1;
  const inputs = new Float64Array(rows.length * order);
  const present = new Float64Array(rows.length * outputs);
  const absent = new Float64Array(rows.length * outputs);
  rows.forEach((row, index) => {
    for (let j = 0; j < columns; j++) {
      inputs[index * order + j] = (at(row, j) - at(mean, j)) / at(std, j);
    }
    inputs[index * order + columns] = 1;
    const weight = sampleWeights === undefined ? 1 : at(sampleWeights, index);
    at(targets, index).forEach((target, label) => {
      const ofLabel = classWeights === undefined ? 1 : at(classWeights, label);
      present[index * outputs + label] = weight * ofLabel * target;
      absent[index * outputs + label] = weight * (1 - target);
    });
  });
  return { output, outputs, inputs, order, present, absent, l2, mean, std };
}

/**
 * Fits a logistic regression with an L2 penalty to convergence, step by step: whoever drives the
 * generator may pause between steps or stop. The rows are standardised by their own moments, which
 * the model keeps: give it training rows alone. Nothing is random.
 * @throws ExamplesRefused for what cannot be learnt from, in one sentence.
 */
export function* logisticSteps(job: LogisticJob): Generator<ConvexStep | null, LogisticFit> {
  const problem = problemOf(job);
  const { outputs, order, mean, std } = problem;
  const { point, iterations, converged } = yield* minimiseConvex(
    logisticLoss(problem),
    MAX_ITERATIONS,
  );
  const labels = Array.from({ length: outputs }, (_, k) => k * order);
  const intercepts = labels.map((start) => at(point, start + order - 1));
  // A number added to all of them changes no share: of all that fit, those around 0 are taken.
  const middle =
    job.output === 'exclusive' ? intercepts.reduce((sum, value) => sum + value, 0) / outputs : 0;
  const model: LogisticModel = {
    kind: 'logistic',
    mean,
    std,
    weights: labels.map((start) => [...point.subarray(start, start + order - 1)]),
    intercepts: intercepts.map((value) => value - middle),
  };
  return { model, iterations, converged };
}

/** As `logisticSteps`, at a stretch. What `onStep` throws ends the fit. */
export function fitLogistic(job: LogisticJob, onStep?: (step: ConvexStep) => void): LogisticFit {
  const steps = logisticSteps(job);
  for (;;) {
    const next = steps.next();
    if (next.done === true) return next.value;
    if (next.value !== null) onStep?.(next.value);
  }
}
