import { isOrdinal, labelNames, outputOf } from '#core/dataset/label-rule.ts';
import type { SourcedWindow } from '#core/dataset/sided-window.ts';
import { argMax, confusionMatrix } from '#core/evaluation/confusion-matrix.ts';
import { questionsOf } from '#core/evaluation/evaluate-model.ts';
import { meanOfKnown } from '#core/evaluation/mean-of-known.ts';
import { pairedDifference } from '#core/evaluation/paired-difference.ts';
import { scoresOf } from '#core/evaluation/scores.ts';
import { gateReport, type GateReport, type GateSide } from '#core/models/deployment-gate.ts';
import { at } from '#core/numeric/at.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import type { Recipe } from '#core/recipes/recipe.ts';
import { inTurns, turns } from './in-turns.ts';

/** A model as the gate asks it. */
export interface Compared {
  readonly id: string;
  /** Calibrated, one row a window. */
  probabilities(windows: readonly SourcedWindow[]): Promise<readonly (readonly number[])[]>;
}

export interface GateOptions {
  readonly recipe: Recipe;
  readonly parent: Compared;
  readonly candidate: Compared;
  /** Windows that the candidate did not learn from; a group is a session or a person. */
  readonly own: readonly SourcedWindow[];
  readonly original: readonly SourcedWindow[];
  readonly seed: number;
  readonly abort?: AbortSignal | undefined;
}

const RESAMPLES = 1000;
const LEVEL = 0.95;

async function compared(
  { recipe, parent, candidate, seed, abort }: GateOptions,
  windows: readonly SourcedWindow[],
): Promise<GateSide> {
  if (windows.length === 0) return { kind: 'not_compared', reason: 'no_data' };
  const groups = windows.map(({ person }) => person);
  const asked = questionsOf({
    labels: labelNames(recipe.labels),
    ordinal: isOrdinal(recipe.labels),
    output: outputOf(recipe.labels),
    truth: windows.map(({ targets }) => targets),
    train: { windows: 0, perLabel: labelNames(recipe.labels).map(() => 0) },
  }).map(({ scale, rows }) => ({ labels: scale.labels.length, rows }));
  const macroF1 = (rows: readonly (readonly number[])[], indices: readonly number[]) =>
    meanOfKnown(
      asked.map(({ labels, rows: question }) => {
        const { truth, probabilities } = question(rows);
        const called = probabilities.map(argMax);
        return scoresOf(
          confusionMatrix(
            indices.map((index) => at(truth, index)),
            called,
            labels,
          ),
        ).macroF1;
      }),
    );
  const steps = pairedDifference(
    {
      groups,
      parent: await parent.probabilities(windows),
      candidate: await candidate.probabilities(windows),
    },
    macroF1,
    { random: seededRandom(seed), resamples: RESAMPLES, level: LEVEL },
  );
  return {
    kind: 'compared',
    windows: windows.length,
    groups: new Set(groups).size,
    macroF1: await inTurns(steps, turns(abort)),
  };
}

/**
 * Compares a model with the one it was trained further from, on held-out windows of the same person
 * and of the original data, and says plainly whether it is worse. Whoever deploys it decides.
 * Rejects with the reason of `abort`, and as the models do.
 */
export async function deploymentGate(options: GateOptions): Promise<GateReport> {
  const { parent, candidate, own, original } = options;
  return gateReport(
    parent.id,
    candidate.id,
    await compared(options, own),
    await compared(options, original),
  );
}
