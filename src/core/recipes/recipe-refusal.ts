/** A recipe that cannot be cooked: it does not parse, or its parts do not fit together. */
export class RecipeRefused extends Error {
  override readonly name = 'RecipeRefused';
}
