import { readFile } from 'node:fs/promises';
import { PRESETS } from '#core/recipes/presets.ts';
import { RecipeRefused } from '#core/recipes/recipe-refusal.ts';
import { parseRecipe, type Recipe } from '#core/recipes/recipe.ts';
import { UserError } from '../extract/user-error.ts';

/** A preset's name, or a file. Throws UserError. */
export async function recipeOf(nameOrFile: string): Promise<Recipe> {
  const preset = PRESETS.find(({ name }) => name === nameOrFile);
  if (preset !== undefined) return preset;
  const text = await readFile(nameOrFile, 'utf8').catch((cause: unknown) => {
    const names = PRESETS.map(({ name }) => name).join(', ');
    throw new UserError(`${nameOrFile}: no such file, and no such recipe; there are ${names}.`, {
      cause,
    });
  });
  try {
    return parseRecipe(JSON.parse(text));
  } catch (cause) {
    const why = cause instanceof RecipeRefused ? cause.message : 'This is not valid JSON.';
    throw new UserError(`${nameOrFile}: ${why}`, { cause });
  }
}
