import { at } from '../numeric/at.ts';
import { seededRandom } from '../numeric/seeded-random.ts';
import type { Recipe } from '../recipes/recipe.ts';
import type { Signal } from '../signals/signal.ts';
import { augmentedSide } from './augment.ts';
import { balanced } from './balance.ts';
import { realRows } from './cut-windows.ts';
import { givenLabels, labelCountOf, labelNames } from './label-rule.ts';
import { labelCounts } from './labelled-window.ts';
import { fitMinMax } from './min-max.ts';
import { type ColumnMoments, columnMoments, fitScaler, type Scaler } from './scaler.ts';
import {
  sided,
  type SidedWindows,
  type SourcedWindow,
  type TrainingWindow,
} from './sided-window.ts';
import { personsOf, SIDES, splitByPerson } from './split-by-person.ts';
import { drawnSplit, splitAsFiled, type SplitFile } from './split-file.ts';
import { TrainingRefused } from './training-refusal.ts';

export interface TrainingMaterial {
  readonly recipe: Recipe;
  readonly signal: Signal;
  readonly windows: readonly SourcedWindow[];
  /** To be used again; null: drawn by the recipe's shares and the seed. */
  readonly split: SplitFile | null;
  /** What `person` of the windows stands for. */
  readonly by: SplitFile['by'];
  readonly seed: number;
  /** A bundle's that is trained further: its scaler stays, and labels may be missing. */
  readonly further?: { readonly scaler: Scaler };
  /** What the training side alone becomes before it is balanced; as it is where not given. */
  readonly expand?: (train: readonly TrainingWindow[]) => Promise<readonly TrainingWindow[]>;
  /** Awaited amid what takes long, to let others have their turn. */
  readonly giveWay?: () => Promise<void>;
}

/** A training side, ready to be learnt from. */
export interface PreparedSide {
  readonly scaler: Scaler;
  /** The training side as it is learnt from: expanded, balanced, augmented. */
  readonly train: readonly TrainingWindow[];
  /** What each of `train` counts for. */
  readonly weights: readonly number[];
  /** One per label that windows are dealt by; 0 for one that does not occur. */
  readonly classWeights: readonly number[];
}

export interface PreparedTraining extends PreparedSide {
  readonly split: SplitFile;
  /** As they were recorded. */
  readonly sides: SidedWindows;
}

function splitOf({ recipe, windows, split, by, seed }: TrainingMaterial) {
  if (split !== null) return { file: split, sides: sided(splitAsFiled(windows, split)) };
  const persons = personsOf(windows).size;
  if (persons < SIDES.length) {
    throw new TrainingRefused(
      `There ${persons === 1 ? 'is one person' : `are ${persons} persons`} with labelled windows, and training needs three at least: one to learn from, one to stop by, one to judge by. Add recordings of others.`,
    );
  }
  const drawn = splitByPerson(
    windows,
    labelCountOf(recipe.labels),
    recipe.split,
    seededRandom(seed),
  );
  return { file: drawnSplit(by, drawn, seed, recipe.split), sides: sided(drawn) };
}

function checkLabels(train: readonly TrainingWindow[], recipe: Recipe): void {
  const names = labelNames(recipe.labels);
  const missing = givenLabels(recipe.labels)
    .filter((label) => train.every(({ targets }) => (targets[label] ?? 0) < 0.5))
    .map((label) => names[label]);
  if (missing.length === 0) return;
  throw new TrainingRefused(
    `Nobody on the training side shows ${missing.join(' or ')}, so it cannot be learnt. Add recordings that show it, split anew, or choose another label rule.`,
  );
}

async function augmentedAll(
  windows: readonly TrainingWindow[],
  settings: NonNullable<Recipe['augmentation']>,
  { signal, seed, giveWay }: Pick<TrainingMaterial, 'signal' | 'seed' | 'giveWay'>,
  moments: ColumnMoments,
): Promise<TrainingWindow[]> {
  const all: TrainingWindow[] = [];
  const random = seededRandom(seed + 2);
  for (const window of augmentedSide(windows, settings, { signal, moments }, random)) {
    all.push(window);
    await giveWay?.();
  }
  return all;
}

/** Labels without those that do not occur, which nothing could be balanced against. */
function balancedSide(train: readonly TrainingWindow[], recipe: Recipe, seed: number) {
  const counts = labelCounts(train, labelCountOf(recipe.labels));
  const present = counts.flatMap((count, label) => (count > 0 ? [label] : []));
  const dense = new Map(train.map((window) => [window, present.indexOf(window.label)]));
  const relabelled = train.map((window) => ({ ...window, label: dense.get(window) ?? 0 }));
  const side = balanced(recipe.balance, relabelled, present.length, seededRandom(seed + 1));
  const classWeights = counts.map((_, label) => {
    const position = present.indexOf(label);
    return position < 0 ? 0 : at(side.classWeights, position);
  });
  const windows = side.windows.map((window) => ({ ...window, label: at(present, window.label) }));
  return { windows, classWeights };
}

/** Shares stay as they are: whether somebody is there must not weigh the more the rarer it is. */
function scalerOf(recipe: Recipe, signal: Signal, rows: Iterable<Float32Array>): Scaler {
  const fit = recipe.scaling === 'standard' ? fitScaler : fitMinMax;
  const { mean, std } = fit(rows, signal.features.length);
  const isShare = (feature: number) => signal.features[feature]?.unit === 'share';
  return {
    mean: mean.map((value, feature) => (isShare(feature) ? 0 : value)),
    std: std.map((value, feature) => (isShare(feature) ? 1 : value)),
    limit: recipe.scaleLimit,
  };
}

/**
 * Fits the scaler on the training side, and expands, balances and augments it. The same side and
 * seed give the same. Throws TrainingRefused.
 */
export async function prepareSide(
  material: Omit<TrainingMaterial, 'windows' | 'split' | 'by'>,
  recorded: readonly TrainingWindow[],
): Promise<PreparedSide> {
  const { recipe, signal, seed, further, expand } = material;
  const expanded = expand === undefined ? recorded : await expand(recorded);
  if (further === undefined) checkLabels(expanded, recipe);
  const features = signal.features.length;
  const data = function* () {
    for (const window of recorded) yield realRows(window, features);
  };
  const side = balancedSide(expanded, recipe, seed);
  const train =
    recipe.augmentation === null
      ? side.windows
      : await augmentedAll(
          side.windows,
          recipe.augmentation,
          material,
          columnMoments(data(), features),
        );
  return {
    scaler: further?.scaler ?? scalerOf(recipe, signal, data()),
    train,
    weights: train.map(({ label }) => at(side.classWeights, label)),
    classWeights: side.classWeights,
  };
}

/**
 * Splits and prepares the training side alone. The same material and seed give the same. Throws
 * SplitRefused, TrainingRefused.
 */
export async function prepareTraining(material: TrainingMaterial): Promise<PreparedTraining> {
  const { file, sides } = splitOf(material);
  return { split: file, sides, ...(await prepareSide(material, sides.train)) };
}
