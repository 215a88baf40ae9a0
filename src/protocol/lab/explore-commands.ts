import type { FeatureExploration, WindowCurves } from '#core/lab/explore/exploration.ts';
import type { LabDataSpec } from '#core/lab/lab-run.ts';
import type { Recipe } from '#core/recipes/recipe.ts';

interface OfData {
  readonly data: LabDataSpec;
  readonly recipe: Recipe;
}

export type ExploreCommands = Readonly<{
  explore: { readonly args: OfData; readonly result: FeatureExploration };
  /** `index`: among the windows of the data set, in its order. */
  windowCurves: {
    readonly args: OfData & { readonly index: number };
    readonly result: WindowCurves;
  };
}>;
