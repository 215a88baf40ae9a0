import { type Fold, kFolds } from '#core/dataset/folds.ts';
import { labelCountOf, outputOf } from '#core/dataset/label-rule.ts';
import { prepareSide } from '#core/dataset/prepare-training.ts';
import type { Scaler } from '#core/dataset/scaler.ts';
import { sided, type SourcedWindow, type TrainingWindow } from '#core/dataset/sided-window.ts';
import { personsOf } from '#core/dataset/split-by-person.ts';
import { TrainingRefused } from '#core/dataset/training-refusal.ts';
import type { Epoch } from '#core/models/training.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import type { Recipe } from '#core/recipes/recipe.ts';
import type { Signal } from '#core/signals/signal.ts';
import { crossValidate, type PooledAnswers } from './cross-validate.ts';

import {
  type Predictor,
  type PredictorJob,
  type PredictorPorts,
  plainly,
  trainLogistic,
  trainPredictor,
} from './train-predictor.ts';

export interface CrossFitting {
  readonly recipe: Recipe;
  readonly signal: Signal;
  readonly windows: readonly SourcedWindow[];
  /** How many parts the persons are dealt to. */
  readonly folds: number;
  readonly seed: number;
  /** What those who are learnt from become, and nobody else; as they are where not given. */
  readonly expand?: (
    train: readonly TrainingWindow[],
    seed: number,
  ) => Promise<readonly TrainingWindow[]>;
  /** A bundle's that is trained further: its scaler stays, and its weights are begun with. */
  readonly further?: {
    readonly scaler: Scaler;
    readonly initial: NonNullable<PredictorJob['initial']>;
  };
  readonly ports: PredictorPorts;
  readonly onFold?: (name: string) => void;
  /** Asked while a fold's model is still there; for measurements. */
  readonly onModel?: (fold: Fold<SourcedWindow>, model: Predictor) => Promise<void>;
  readonly onEpoch?: (epoch: Epoch) => void;
  readonly abort?: AbortSignal;
}

const L2 = 1;

/** Nothing may choose by those who are to judge. */
function refuseChoice({ recipe, windows, folds }: CrossFitting): void {
  const { model, name } = recipe;
  if (model.kind === 'network' && model.settings.earlyStopping !== null) {
    throw new TrainingRefused(
      `The recipe ${name} stops early, and where everybody is learnt from nobody is left to stop by: set earlyStopping to null.`,
    );
  }
  if (model.kind === 'network' && model.settings.schedule.kind === 'plateau') {
    throw new TrainingRefused(
      `The recipe ${name} slows down by a validation score, and where everybody is learnt from there is none: choose another schedule.`,
    );
  }
  const persons = personsOf(windows).size;
  if (folds > persons || folds < 2) {
    throw new TrainingRefused(
      `${folds} folds cannot be made of ${persons} persons: two folds or more, and a person for each, are needed.`,
    );
  }
}

/** Those to learn from, prepared; `watched` give the history's validation loss and nothing else. */
async function jobOf(
  options: CrossFitting,
  name: string,
  learnt: readonly SourcedWindow[],
  watched: readonly SourcedWindow[],
): Promise<PredictorJob> {
  const { recipe, signal, seed, expand, further, onEpoch, abort } = options;
  const { train } = sided({ train: learnt, validation: [], test: [] });
  const { validation } = sided({ train: [], validation: watched, test: [] });
  const prepared = await prepareSide(
    {
      recipe,
      signal,
      seed,
      ...(expand === undefined ? {} : { expand: (side) => expand(side, seed) }),
      ...(further === undefined ? {} : { further: { scaler: further.scaler } }),
    },
    train,
  );
  return {
    recipe,
    featureCount: signal.features.length,
    output: outputOf(recipe.labels),
    prepared: { ...prepared, sides: { train, validation, test: validation } },
    seed,
    fingerprint: `${recipe.name} ${recipe.version} ${seed} ${name}`,
    ...(further === undefined ? {} : { initial: further.initial }),
    onEpoch,
    abort,
  };
}

/** The recipe on everybody. Throws TrainingRefused, TrainingFailed, and the reason of `abort`. */
export async function fitEverybody(options: CrossFitting) {
  refuseChoice(options);
  const { windows } = options;
  const job = await jobOf(options, 'everybody', windows, windows);
  return { job, predictor: await trainPredictor(job, options.ports) };
}

/**
 * The recipe once a fold on all the others, and raw outputs for everybody from weights that never
 * saw them, beside the logistic baseline's on windows as they were recorded. The same options on
 * the same backend give the same. Throws TrainingRefused, TrainingFailed, and the reason of `abort`.
 */
export function crossFit(options: CrossFitting): Promise<PooledAnswers<SourcedWindow>> {
  refuseChoice(options);
  const { recipe, windows, folds, seed, ports } = options;
  const dealt = kFolds(windows, folds, labelCountOf(recipe.labels), seededRandom(seed));
  return crossValidate(
    dealt,
    async (fold) => {
      const job = await jobOf(options, fold.name, fold.rest, fold.heldOut);
      const predictor = await trainPredictor(job, ports);
      try {
        const baseline =
          recipe.model.kind === 'logistic' ? null : await trainLogistic(L2, plainly(job));
        const raw = await predictor.predict(fold.heldOut);
        await options.onModel?.(fold, predictor);
        return {
          raw,
          probabilities: raw,
          logistic: (await baseline?.predict(fold.heldOut)) ?? null,
        };
      } finally {
        predictor.close();
      }
    },
    options.onFold,
  );
}
