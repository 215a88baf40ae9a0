import { dealGroups } from '#core/dataset/deal-groups.ts';
import type { Fold } from '#core/dataset/folds.ts';
import { labelCountOf, outputOf } from '#core/dataset/label-rule.ts';
import { prepareTraining } from '#core/dataset/prepare-training.ts';
import type { SourcedWindow } from '#core/dataset/sided-window.ts';
import { personsOf } from '#core/dataset/split-by-person.ts';
import { drawnSplit, type SplitFile } from '#core/dataset/split-file.ts';
import { TrainingRefused } from '#core/dataset/training-refusal.ts';
import type { Epoch } from '#core/models/training.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import type { Recipe } from '#core/recipes/recipe.ts';
import type { Signal } from '#core/signals/signal.ts';
import type { FoldAnswers } from './cross-validate.ts';
import { calibrate } from './judge-predictor.ts';
import {
  plainly,
  type PredictorJob,
  type PredictorPorts,
  trainLogistic,
  trainPredictor,
} from './train-predictor.ts';

export interface FoldTraining {
  readonly recipe: Recipe;
  readonly signal: Signal;
  readonly by: SplitFile['by'];
  readonly seed: number;
  readonly ports: PredictorPorts;
  readonly onEpoch?: ((epoch: Epoch) => void) | undefined;
  readonly abort?: AbortSignal | undefined;
}

const L2 = 1;

/** The recipe's own shares of those who are not held out, as sides of a split. */
function splitOf(fold: Fold<SourcedWindow>, { recipe, by, seed }: FoldTraining): SplitFile {
  const { train, validation } = recipe.split;
  if (personsOf(fold.rest).size < 2) {
    throw new TrainingRefused(
      `${fold.name}: only one ${by} would be left to learn from and to stop by; give data of more, or fewer folds.`,
    );
  }
  const both = train + validation;
  const [learnt = [], stopped = []] = dealGroups(
    fold.rest,
    labelCountOf(recipe.labels),
    [train / both, validation / both],
    seededRandom(seed),
  );
  const sides = { train: learnt, validation: stopped, test: fold.heldOut };
  return drawnSplit(by, sides, seed, recipe.split);
}

/**
 * Trains by the recipe without those whom a fold holds out, and answers for them, beside the
 * logistic baseline. Throws SplitRefused, TrainingRefused, and the reason of `abort`.
 */
export async function trainFold(
  fold: Fold<SourcedWindow>,
  training: FoldTraining,
): Promise<FoldAnswers> {
  const { recipe, signal, by, seed, ports, onEpoch, abort } = training;
  const prepared = await prepareTraining({
    recipe,
    signal,
    windows: [...fold.rest, ...fold.heldOut],
    split: splitOf(fold, training),
    by,
    seed,
  });
  const job: PredictorJob = {
    recipe,
    featureCount: signal.features.length,
    output: outputOf(recipe.labels),
    prepared,
    seed,
    fingerprint: fold.name,
    onEpoch,
    abort,
  };
  const predictor = await trainPredictor(job, ports);
  try {
    const baseline =
      recipe.model.kind === 'logistic' ? null : await trainLogistic(L2, plainly(job));
    const own = await calibrate(predictor, job);
    const beside = baseline === null ? null : await calibrate(baseline, job);
    return {
      raw: await predictor.predict(fold.heldOut),
      probabilities: await own.probabilities(fold.heldOut),
      logistic: beside === null ? null : await beside.probabilities(fold.heldOut),
    };
  } finally {
    predictor.close();
  }
}
