import { isOrdinal, labelNames, outputOf } from '#core/dataset/label-rule.ts';
import { prepareTraining } from '#core/dataset/prepare-training.ts';
import type { SourcedWindow } from '#core/dataset/sided-window.ts';
import {
  type AblationAnswers,
  type AblationCase,
  ablationCases,
  type AblationRow,
  judgingCase,
} from '#core/evaluation/study/ablation.ts';
import { featureGroups } from '#core/evaluation/study/feature-groups.ts';
import { keeping, maskFeatures } from '#core/evaluation/study/mask-features.ts';
import type { AblationModel } from '#core/evaluation/study/study.ts';
import type { BundleManifest } from '#core/models/bundle-manifest.ts';
import type { Epoch } from '#core/models/training.ts';
import { parseRecipe, type Recipe } from '#core/recipes/recipe.ts';
import { inTurns, turns } from '../in-turns.ts';
import { calibrate, perLabel } from '../judge-predictor.ts';
import { type PredictorPorts, trainPredictor } from '../train-predictor.ts';
import { momentsOf, signalOf } from './explain-window.ts';
import type { RunSides } from './judge-run.ts';

const RESAMPLES = 1000;

export interface AblationOptions {
  readonly recipe: Recipe;
  readonly seed: number;
  readonly manifest: BundleManifest;
  readonly model: AblationModel;
  readonly ports: PredictorPorts;
  /** What the run's own model says of windows: everything, as it was trained. */
  readonly own: (windows: readonly SourcedWindow[]) => Promise<readonly (readonly number[])[]>;
  /** Rows that are there already; their cases are not trained again. */
  readonly finished: readonly AblationRow[];
  readonly resamples?: number;
  readonly onCase?: (done: number, all: number, next: AblationCase) => void;
  readonly onEpoch?: (epoch: Epoch) => void;
  /** Told of each row as it is finished. */
  readonly onRow?: (row: AblationRow) => Promise<void> | void;
  /** Stops amid the running case; the rows so far were told. */
  readonly abort?: AbortSignal;
}

/** The run's recipe, or a logistic regression on the same windows and sides. */
const recipeOf = (recipe: Recipe, model: AblationModel): Recipe =>
  model === 'own' ? recipe : parseRecipe({ ...recipe, model: { kind: 'logistic' } });

/** Trains by the recipe on windows of which features outside the case stand at their mean. */
async function trainedCase(
  { features }: AblationCase,
  { dataset, split, sides }: RunSides,
  options: AblationOptions,
) {
  const { seed, manifest, ports, onEpoch, abort } = options;
  const recipe = recipeOf(options.recipe, options.model);
  const signal = signalOf(manifest);
  const featureCount = signal.features.length;
  const { mean } = momentsOf(sides.train, featureCount);
  const kept = keeping(features, featureCount);
  const judged = [...sides.train, ...sides.validation, ...sides.test];
  const prepared = await prepareTraining({
    recipe,
    signal,
    windows: judged.map((window) => ({
      ...window,
      values: maskFeatures(window.values, window.padding, kept, mean),
    })),
    split,
    by: dataset.by,
    seed,
    giveWay: turns(abort),
  });
  const job = {
    recipe,
    featureCount,
    output: outputOf(recipe.labels),
    prepared,
    seed,
    fingerprint: `ablation ${features.join()}`,
    onEpoch,
    abort,
  };
  const predictor = await trainPredictor(job, { ...ports, checkpoints: null });
  try {
    const { probabilities } = await calibrate(predictor, job);
    return await probabilities(prepared.sides.test);
  } finally {
    predictor.close();
  }
}

/**
 * Trains the run's model anew for each group of features alone and without each, by its recipe, its
 * split and its seed, and judges all of them on the same persons beside everything. Features that a
 * case leaves out stand at their mean of the training side, as a signal of other length would be
 * another model. Of the run's own model everything is what is in its bundle. Rejects with
 * TrainingRefused, TrainingFailed and the reason of `abort`.
 */
export async function ablate(
  read: RunSides,
  options: AblationOptions,
): Promise<readonly AblationRow[]> {
  const { recipe, seed, manifest, model, finished, abort } = options;
  const { sides } = read;
  const cases = ablationCases(featureGroups(signalOf(manifest)));
  const [whole] = cases;
  if (whole === undefined) return [];
  options.onCase?.(0, cases.length, whole);
  const everything =
    model === 'own' ? await options.own(sides.test) : await trainedCase(whole, read, options);
  const labels = labelNames(recipe.labels);
  const answers: AblationAnswers = {
    labels,
    ordinal: isOrdinal(recipe.labels),
    output: outputOf(recipe.labels),
    truth: sides.test.map(({ targets }) => targets),
    train: { windows: sides.train.length, perLabel: perLabel(labels, sides.train) },
    persons: sides.test.map(({ person }) => person),
    seed,
    resamples: options.resamples ?? RESAMPLES,
    everything,
  };
  const rows: AblationRow[] = [];
  for (const [index, own] of cases.entries()) {
    options.onCase?.(index, cases.length, own);
    const known = finished.find(({ kind, group }) => kind === own.kind && group === own.group);
    if (known !== undefined) {
      rows.push(known);
      continue;
    }
    const said = own.kind === 'everything' ? everything : await trainedCase(own, read, options);
    const row = await inTurns(judgingCase(own, answers, said), turns(abort));
    rows.push(row);
    await options.onRow?.(row);
  }
  return rows;
}
