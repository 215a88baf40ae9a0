import { at } from '../numeric/at.ts';
import type { ConvexStep } from '../numeric/minimise-convex.ts';
import { type LogisticJob, logisticSteps } from './fit-logistic.ts';
import type { LogisticModel } from './logistic-model.ts';

/** Whether examples of a label are there, and of its absence where it is for itself. */
const isLearnable = ({ targets, output }: LogisticJob, label: number): boolean =>
  targets.some((row) => at(row, label) > 0) &&
  (output === 'exclusive' || targets.some((row) => at(row, label) < 1));

/** What says the same of every row: nothing, but for how rarely each label can be. */
const constant = (columns: number, intercepts: readonly number[]): LogisticModel => ({
  kind: 'logistic',
  mean: new Array<number>(columns).fill(0),
  std: new Array<number>(columns).fill(1),
  weights: intercepts.map(() => new Array<number>(columns).fill(0)),
  intercepts: [...intercepts],
});

/**
 * As `logisticSteps`, where there are labels that nothing can be learnt of: the others are fitted
 * without them, and each of them is as rare (an independent one that is always true as frequent) as
 * half an example among all the rows.
 */
export function* knownLabelSteps(job: LogisticJob): Generator<ConvexStep | null, LogisticModel> {
  const { rows, targets, output, classWeights } = job;
  const labels = (targets[0] ?? []).map((_, label) => label);
  const learnable = labels.filter((label) => isLearnable(job, label));
  if (learnable.length === labels.length) return (yield* logisticSteps(job)).model;
  const rare = -Math.log(2 * rows.length);
  const always = (label: number) => targets.every((row) => at(row, label) > 0);
  const rest = constant(
    rows[0]?.length ?? 0,
    labels.map((label) => (always(label) ? (output === 'exclusive' ? 0 : -rare) : rare)),
  );
  if (learnable.length === 0 || (output === 'exclusive' && learnable.length === 1)) return rest;
  const fit = yield* logisticSteps({
    ...job,
    targets: targets.map((row) => learnable.map((label) => at(row, label))),
    ...(classWeights === undefined
      ? {}
      : { classWeights: learnable.map((label) => at(classWeights, label)) }),
  });
  const { mean, std, weights, intercepts } = fit.model;
  const place = (label: number) => learnable.indexOf(label);
  return {
    kind: 'logistic',
    mean,
    std,
    // The fitted scores of exclusive labels sum to 0: the highest is never below what is rare.
    weights: labels.map((label) => weights[place(label)] ?? at(rest.weights, label)),
    intercepts: labels.map((label) => intercepts[place(label)] ?? at(rest.intercepts, label)),
  };
}
