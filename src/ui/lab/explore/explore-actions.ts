import type { Recipe } from '#core/recipes/recipe.ts';

/** Outcomes appear in the store; none of these rejects. */
export interface ExploreActions {
  /** Describes the windows that the sources in use have under a recipe. */
  readonly explore: (recipe: Recipe) => Promise<void>;
  /** Shows one of the windows that were described last. */
  readonly showWindow: (index: number) => Promise<void>;
}
