import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readNetworkBundle } from '#adapters/bundles/read-bundle.ts';
import { foldFile, parseFoldFile } from '#core/dataset/fold-file.ts';
import { labelNames, outputOf } from '#core/dataset/label-rule.ts';
import type { BundleManifest } from '#core/models/bundle-manifest.ts';
import { modelCard } from '#core/models/card/model-card.ts';
import { at } from '#core/numeric/at.ts';
import { ATTENTION_LEVEL_RECIPE } from '#core/recipes/attention-level.ts';
import { LEARNING_STATES_RECIPE } from '#core/recipes/learning-states.ts';
import { ABSENT_ROW } from '#core/signals/attention-signal.ts';
import { filesOf } from '../../../scripts/model/node-tfjs.ts';
import { openModelFolder } from '../../../scripts/learn/open-model.ts';

const RECIPES = [ATTENTION_LEVEL_RECIPE, LEARNING_STATES_RECIPE];
const folderOf = (name: string) => join(import.meta.dirname, '../../../public/models', name);
const shipped = async (name: string) => (await readNetworkBundle(filesOf(folderOf(name)))).manifest;

const trainedOf = ({ origin }: BundleManifest) => {
  if (origin.kind !== 'trained') throw new TypeError('it was trained');
  return origin;
};
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

describe.each(RECIPES)('the shipped bundle $name', (recipe) => {
  it('[SHP-1] reads, and is its recipe’s', async () => {
    const manifest = await shipped(recipe.name);
    const { model, labels, output, signal, window, scaler } = manifest;
    expect(trainedOf(manifest).recipe).toEqual(recipe);
    expect(labels).toEqual(labelNames(recipe.labels));
    expect(output).toBe(outputOf(recipe.labels));
    expect(signal).toMatchObject(recipe.signal);
    expect(window).toEqual(recipe.window);
    expect(scaler.limit).toBe(recipe.scaleLimit);
    if (model.kind !== 'network' || recipe.model.kind !== 'network') throw new TypeError('network');
    expect(model.layers).toEqual(recipe.model.layers);
    expect(manifest.id).toBe(`${recipe.name}-${model.weights.sha256.slice(0, 12)}`);
  });

  it('[SHP-2] was judged on every person by weights that never saw them, beside its baselines', async () => {
    const { data, split, evaluation, perPerson } = trainedOf(await shipped(recipe.name));
    expect(split.judging).toBe('cross_validation');
    const persons = sum(data.map((own) => own.persons));
    const windows = sum(data.map((own) => own.windows));
    expect(evaluation).toMatchObject({ persons, windows });
    expect(split.train).toMatchObject({ persons, windows });
    const text = await readFile(join(folderOf(recipe.name), split.file), 'utf8');
    const { by, seed, folds } = parseFoldFile(split.file, text);
    expect(foldFile(by, seed, folds).rule).toBe(split.rule);
    expect(folds.flatMap((fold) => fold.persons).sort()).toEqual(
      perPerson.map(({ person }) => person).sort(),
    );
    expect(evaluation.questions.every(({ logistic }) => logistic !== null)).toBe(true);
  });

  it('[SHP-3] tells every label apart better than chance, and the attention model by more than its interval', async () => {
    const { evaluation } = trainedOf(await shipped(recipe.name));
    for (const { subject, model } of evaluation.questions) {
      const { figures, intervals, majority } = model;
      const asked = subject === null ? figures.perLabel.map((_, label) => label) : [1];
      for (const label of asked) {
        expect(at(figures.perLabel, label).rocAuc ?? 0).toBeGreaterThan(0.5);
        const interval = at(intervals.perLabel, label).rocAuc;
        expect(interval).toMatchObject({ kind: 'interval' });
        if (subject !== null || interval.kind === 'none') continue;
        expect(interval.low).toBeGreaterThan(0.5);
      }
      expect(figures.summary.logLoss ?? 9).toBeLessThan(majority.summary.logLoss ?? 0);
      // Of a rare state, calibrated honestly, the likelier is nearly always that it is not there.
      if (subject !== null) continue;
      expect(figures.summary.macroF1 ?? 0).toBeGreaterThan(majority.summary.macroF1 ?? 1);
    }
  });

  it('[SHP-4] has the card that its manifest makes, for research use alone', async () => {
    const manifest = await shipped(recipe.name);
    const card = await readFile(join(folderOf(recipe.name), 'MODEL_CARD.md'), 'utf8');
    const words = (text: string) => text.replaceAll(/\s+|-{3,}/g, '');
    expect(words(card)).toBe(words(modelCard(manifest)));
    expect(card).toContain('The labels are of stills');
    expect(card).toContain('figures are of other weights of the same recipe');
    expect(trainedOf(manifest).data.map(({ licence }) => licence)).toEqual(['research use only']);
  });
});

describe('what the shipped bundle attention-level says', () => {
  const heldRows = async (...rows: readonly Float32Array[]) => {
    const model = await openModelFolder(folderOf('attention-level'));
    const { length } = model.manifest.window;
    const answers = await model.outputs(
      rows.map((row) => ({
        values: Float32Array.from({ length: length * row.length }, (_, index) =>
          at(row, index % row.length),
        ),
        padding: 0,
      })),
    );
    model.close();
    return answers;
  };

  it('[SHP-5] is of a missing face that it is not engaged, and of eyes on the screen that it is', async () => {
    const facing = ABSENT_ROW.slice();
    facing[0] = 1;
    const [gone, there] = await heldRows(ABSENT_ROW, facing);
    expect(at(gone ?? [], 0)).toBeGreaterThan(0.5);
    expect(at(there ?? [], 0)).toBeLessThan(0.1);
  });
});
