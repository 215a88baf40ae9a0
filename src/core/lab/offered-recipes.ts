import { ATTENTION_LEVEL_RECIPE } from '../recipes/attention-level.ts';
import { LEARNING_STATES_RECIPE } from '../recipes/learning-states.ts';
import { PRESETS } from '../recipes/presets.ts';
import type { Recipe } from '../recipes/recipe.ts';
import { modelSignal } from '../signals/model-signals.ts';

/** Recipes to look at data under: those whose signal can be made here. */
export const OFFERED_RECIPES: readonly Recipe[] = [
  ...PRESETS,
  LEARNING_STATES_RECIPE,
  ATTENTION_LEVEL_RECIPE,
].filter(({ signal }) => modelSignal(signal) !== null);

export const offeredRecipe = (name: string): Recipe | undefined =>
  OFFERED_RECIPES.find((recipe) => recipe.name === name);
