import type { Survey } from '#core/lab/survey.ts';
import type { Recipe } from '#core/recipes/recipe.ts';

export type DataCommands = Readonly<{
  /** What one source is worth under a recipe; null where it is not there any more. */
  survey: {
    readonly args: { readonly sourceId: string; readonly recipe: Recipe };
    readonly result: Survey | null;
  };
}>;
