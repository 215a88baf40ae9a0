import { isOrdinal } from '#core/dataset/label-rule.ts';
import type { SourcedWindow } from '#core/dataset/sided-window.ts';
import { personsOf } from '#core/dataset/split-by-person.ts';
import { featureGroups } from '#core/evaluation/study/feature-groups.ts';
import { type Asking, meanFigures } from '#core/evaluation/study/mean-figures.ts';
import {
  donorsOf,
  type Importance,
  spreadOf,
  withLentCurves,
} from '#core/evaluation/study/permutation-importance.ts';
import type { BundlePredictor } from '#core/models/bundle-predictor.ts';
import { at } from '#core/numeric/at.ts';
import { seededRandom, shuffled } from '#core/numeric/seeded-random.ts';
import type { Recipe } from '#core/recipes/recipe.ts';
import { nextTurn } from '../next-turn.ts';
import { signalOf } from './explain-window.ts';

/** More windows tell little more, and every feature takes all of them anew. */
export const MOST_WINDOWS = 1000;
export const REPEATS = 5;

export interface WeighOptions {
  readonly recipe: Recipe;
  /** Of the training side, for the majority that figures are asked beside. */
  readonly train: Asking['train'];
  readonly seed: number;
  readonly repeats?: number;
  readonly onWeighed?: (done: number, all: number, what: string) => void;
  /** Ends it after the running repeat; rejects with its reason where none is through. */
  readonly abort?: AbortSignal;
}

/** A draw of windows where there are more than `MOST_WINDOWS`, in their order. */
function sampleOf(test: readonly SourcedWindow[], seed: number): readonly SourcedWindow[] {
  if (test.length <= MOST_WINDOWS) return test;
  const drawn = shuffled([...test.keys()], seededRandom(seed)).slice(0, MOST_WINDOWS);
  return drawn.sort((a, b) => a - b).map((index) => at(test, index));
}

/**
 * How much worse a model does on its test side where a feature's, or a group's, curves are those of
 * other windows (Breiman 2001). Every repeat mixes windows anew, and all features in the same way.
 * Gives way after each feature; rejects with the reason of `abort`.
 */
export async function weighFeatures(
  predictor: BundlePredictor,
  test: readonly SourcedWindow[],
  options: WeighOptions,
): Promise<Importance> {
  const { recipe, train, seed, repeats = REPEATS, onWeighed, abort } = options;
  const { manifest } = predictor;
  const signal = signalOf(manifest);
  const featureCount = signal.features.length;
  const windows = sampleOf(test, seed);
  const asking: Asking = {
    labels: manifest.labels,
    ordinal: isOrdinal(recipe.labels),
    output: manifest.output,
    truth: windows.map(({ targets }) => targets),
    train,
  };
  const figuresOf = (rows: readonly (readonly number[])[]) => {
    const { macroF1, logLoss } = meanFigures(asking, rows)(null);
    return { macroF1: macroF1 ?? 0, logLoss: logLoss ?? 0 };
  };
  const base = figuresOf(await predictor.probabilities(windows));
  const single = signal.features.map(({ name }, feature) => ({ name, features: [feature] }));
  const grouped = featureGroups(signal).map(({ id, features }) => ({ name: id, features }));
  const weighed = [...single, ...grouped];
  const drops = weighed.map((): number[] => []);
  const rises = weighed.map((): number[] => []);
  let done = 0;
  for (let repeat = 0; repeat < repeats; repeat++) {
    const donors = donorsOf(windows, seededRandom(seed + 1 + repeat));
    for (const [index, { name, features }] of weighed.entries()) {
      abort?.throwIfAborted();
      const lent = withLentCurves(windows, features, donors, featureCount);
      const own = figuresOf(await predictor.probabilities(lent));
      at(drops, index).push(base.macroF1 - own.macroF1);
      at(rises, index).push(own.logLoss - base.logLoss);
      onWeighed?.(++done, repeats * weighed.length, name);
      await nextTurn();
    }
  }
  const results = weighed.map(({ name }, index) => ({
    name,
    macroF1Drop: spreadOf(at(drops, index)),
    logLossRise: spreadOf(at(rises, index)),
  }));
  return {
    windows: windows.length,
    persons: personsOf(windows).size,
    repeats,
    seed,
    base,
    features: results.slice(0, featureCount),
    groups: results.slice(featureCount),
  };
}
