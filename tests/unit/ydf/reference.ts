import type { ForestJob, ForestKind } from '#core/learning/forest.ts';
import { labelledRows, oneHot } from '../learning/examples.ts';

const MODELS = {
  random_forest: { kind: 'random_forest', trees: 300, maxDepth: 16, minExamples: 5 },
  gradient_boosting: { kind: 'gradient_boosting', trees: 300, maxDepth: 6, shrinkage: 0.1 },
} as const satisfies Record<ForestKind, ForestJob['model']>;

/** The same job wherever it is done. */
export function referenceJob(kind: ForestKind): ForestJob {
  const { rows, labels } = labelledRows(240, 4);
  return {
    rows,
    targets: oneHot(labels, 4),
    output: 'exclusive',
    model: MODELS[kind],
    seed: 1,
  };
}

export const REFERENCE_ROWS = labelledRows(4, 4, 99).rows;

/** What it predicted of those rows in Node 20, to 6 digits. */
export const REFERENCE_SHARES: Record<ForestKind, readonly (readonly number[])[]> = {
  random_forest: [
    [1, 0, 0, 0],
    [0.993333, 0.003333, 0.003333, 0],
    [0.883333, 0.056667, 0.06, 0],
    [0.873333, 0.043333, 0.083333, 0],
  ],
  gradient_boosting: [
    [0.980589, 0.009721, 0.005081, 0.004609],
    [0.972843, 0.010328, 0.011748, 0.005081],
    [0.973304, 0.015113, 0.006088, 0.005495],
    [0.577183, 0.14748, 0.213515, 0.061822],
  ],
};
