import type { Dataset } from '#core/dataset/dataset.ts';
import { labelNames } from '#core/dataset/label-rule.ts';
import { isOf } from '#core/lab/explore/distribution.ts';
import type { FeatureExploration, WindowCurves } from '#core/lab/explore/exploration.ts';
import { exploring } from '#core/lab/explore/explore.ts';
import { at } from '#core/numeric/at.ts';
import type { Recipe } from '#core/recipes/recipe.ts';
import { modelSignal } from '#core/signals/model-signals.ts';
import { inTurns, turns } from '../in-turns.ts';

function signalOf(recipe: Recipe) {
  const signal = modelSignal(recipe.signal);
  if (signal === null) throw new RangeError(`the signal ${recipe.signal.name} is not known`);
  return signal;
}

/** Describes the windows of a data set; rejects where there are none. */
export function exploreData(
  { windows }: Pick<Dataset, 'windows'>,
  recipe: Recipe,
  onFeature: (done: number, all: number) => void,
): Promise<FeatureExploration> {
  const signal = signalOf(recipe);
  return inTurns(exploring(windows, signal, labelNames(recipe.labels)), turns(), (done) => {
    onFeature(done, signal.features.length);
  });
}

/** One window as it was recorded. Throws RangeError where there is none of that index. */
export function windowCurves(
  { windows }: Pick<Dataset, 'windows'>,
  recipe: Recipe,
  index: number,
): WindowCurves {
  const window = at(windows, index);
  const { values, padding, person, source } = window;
  return {
    index,
    person,
    recording: source.file,
    endsAt: source.endsAt,
    classes: labelNames(recipe.labels).filter((_, label) => isOf(window, label)),
    rateHz: recipe.window.rateHz,
    padding,
    values,
  };
}
