import type { SourcedWindow } from '#core/dataset/sided-window.ts';
import { personsOf } from '#core/dataset/split-by-person.ts';
import { kFolds, leaveOnePersonOut } from '#core/dataset/folds.ts';
import { labelCountOf } from '#core/dataset/label-rule.ts';
import type { SplitFile } from '#core/dataset/split-file.ts';
import type { Answers } from '#core/evaluation/report/report-of.ts';
import { calibrated } from '#core/models/calibration.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import type { Recipe } from '#core/recipes/recipe.ts';
import { crossValidate } from '#pipelines/cross-validate.ts';
import { trainFold } from '#pipelines/train-fold.ts';
import { UserError } from '../extract/user-error.ts';
import { nodePorts } from '../learn/node-training.ts';
import type { OpenModel } from '../learn/open-model.ts';

const BATCH = 256;
const LINE_EVERY_MS = 5000;

/** The bundle as it is, on all windows. */
export async function bundleAnswers(
  model: OpenModel,
  windows: readonly SourcedWindow[],
): Promise<Answers> {
  const raw: (readonly number[])[] = [];
  let told = performance.now();
  for (let start = 0; start < windows.length; start += BATCH) {
    raw.push(...(await model.outputs(windows.slice(start, start + BATCH))));
    if (performance.now() - told < LINE_EVERY_MS) continue;
    told = performance.now();
    console.error(`${raw.length} of ${windows.length} windows answered`);
  }
  const { calibration } = model.manifest;
  return {
    windows,
    raw,
    probabilities: raw.map((row) => calibrated(row, calibration)),
    logistic: null,
    method: { kind: 'bundle' },
  };
}

export type Folding = { readonly kind: 'k'; readonly k: number } | { readonly kind: 'leave_one' };

export interface FoldSettings {
  readonly folding: Folding;
  readonly recipe: Recipe;
  readonly by: SplitFile['by'];
  readonly seed: number;
}

/** Models trained anew by the bundle's recipe, each answering for those it was trained without. */
export async function foldAnswers(
  { signal }: OpenModel,
  windows: readonly SourcedWindow[],
  { folding, recipe, by, seed }: FoldSettings,
): Promise<Answers> {
  const persons = personsOf(windows).size;
  const count = folding.kind === 'k' ? folding.k : persons;
  if (count > persons || persons < 3) {
    throw new UserError(
      `${count} folds cannot be made of ${persons} ${by}s: at least one for each fold, and three in all, are needed.`,
    );
  }
  const folds =
    folding.kind === 'k'
      ? kFolds(windows, folding.k, labelCountOf(recipe.labels), seededRandom(seed))
      : leaveOnePersonOut(windows);
  const ports = await nodePorts(recipe.model.kind, null);
  let fold = 0;
  const pooled = await crossValidate(
    folds,
    (own) => trainFold(own, { recipe, signal, by, seed, ports }),
    (name) => {
      fold++;
      console.error(`${name}: training ${fold} of ${count} …`);
    },
  );
  return { ...pooled, method: { kind: 'cross_validation', folds: pooled.folds } };
}
