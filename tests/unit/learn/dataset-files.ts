import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseRecipe, type RecipeInput } from '#core/recipes/recipe.ts';
import { featuresCsv } from '../../support/features-csv.ts';

/** A second at ten rows a second makes one window. */
export const recipe = (given: Partial<RecipeInput> = {}) =>
  parseRecipe({
    format: 'heed-recipe',
    formatVersion: 1,
    name: 'test',
    window: { length: 10, rateHz: 10, maxGapMs: 250 },
    cut: { hop: 10 },
    labels: { kind: 'dominant_state' },
    model: { kind: 'logistic' },
    ...given,
  });

const ROWS_A_CLIP = 20;

/** Two seconds: two windows. */
export const clip = (seed: number, rows = ROWS_A_CLIP): string =>
  featuresCsv({ rows, seed, time: (row) => row / 10 });

/** Writes files of a folder, by their paths in it. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

const HEADER = 'ClipID,Boredom,Engagement,Confusion,Frustration \n';
export const daisee = (...clips: readonly (readonly [string, string])[]): string =>
  HEADER + clips.map(([name, levels]) => `${name}.avi,${levels}\n`).join('');
