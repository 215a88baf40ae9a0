import { describe, expect, it } from 'vitest';
import { at } from '#core/numeric/at.ts';
import { LAYER_SETTINGS, FRESH_LAYERS } from '#core/recipes/form/layer-settings.ts';
import {
  FRESH_LABELS,
  FRESH_LOSSES,
  FRESH_MODELS,
  FRESH_SCHEDULES,
  FRESH_SHORT,
  FRESH_SMOOTHINGS,
} from '#core/recipes/form/fresh-parts.ts';
import { changed, draftOf, isChanged, putBack, valueAt } from '#core/recipes/form/recipe-draft.ts';
import { recipesBeside } from '#core/recipes/form/recipe-differences.ts';
import { readDraft } from '#core/recipes/form/recipe-faults.ts';
import type { DraftValue, SettingPath } from '#core/recipes/form/setting.ts';
import { SETTING_PATHS, SETTINGS } from '#core/recipes/form/settings.ts';
import { RECIPE_STARTS } from '#core/recipes/form/starts.ts';
import { ENGAGEMENT_RECIPE } from '#core/recipes/engagement.ts';
import { GRU_RECIPE, LOGISTIC_RECIPE, PRESETS } from '#core/recipes/presets.ts';

/** Every path that holds a value; lists as a whole. */
const leaves = (value: DraftValue, path = ''): readonly string[] =>
  typeof value !== 'object' || value === null || Array.isArray(value)
    ? [path]
    : Object.entries(value).flatMap(([key, own]) =>
        leaves(own, path === '' ? key : `${path}.${key}`),
      );

const ENGAGEMENT = draftOf(ENGAGEMENT_RECIPE);
const set = (path: SettingPath, value: DraftValue, draft = ENGAGEMENT) =>
  changed(draft, path, SETTINGS[path].control, value);
const faultsOf = (draft: typeof ENGAGEMENT) => {
  const read = readDraft(draft);
  return read.kind === 'faulty' ? Object.fromEntries(read.faults) : {};
};

describe('the form of a recipe', () => {
  it('[RUN-10] has words and a control for every setting of every recipe and part', () => {
    const parts: readonly (readonly [string, object])[] = [
      ['labels', FRESH_LABELS],
      ['model', FRESH_MODELS],
      ['model.settings.loss', FRESH_LOSSES],
      ['model.settings.schedule', FRESH_SCHEDULES],
      ['smoothing', FRESH_SMOOTHINGS],
      ['cut.short', FRESH_SHORT],
    ];
    const paths = [
      ...RECIPE_STARTS.flatMap(({ recipe }) => leaves(draftOf(recipe))),
      ...parts.flatMap(([prefix, kinds]) =>
        Object.values(kinds).flatMap((part: DraftValue) => leaves(part, prefix)),
      ),
    ].filter((path) => !path.startsWith('format'));
    expect(paths.filter((path) => !(SETTING_PATHS as readonly string[]).includes(path))).toEqual(
      [],
    );
    for (const { label, why } of [...Object.values(SETTINGS), ...Object.values(LAYER_SETTINGS)]) {
      expect(label.length).toBeGreaterThan(2);
      expect(why).toMatch(/\.$/);
    }
    const keys = Object.values(FRESH_LAYERS).flatMap((layer) => Object.keys(layer));
    expect(keys.filter((key) => !Object.hasOwn(LAYER_SETTINGS, key))).toEqual([]);
  });

  it('[RUN-10] puts a part in place that is whole, whatever is chosen', () => {
    for (const path of SETTING_PATHS) {
      const { control } = SETTINGS[path];
      if (control.kind !== 'choice' || control.puts === undefined) continue;
      for (const { value } of control.options) {
        expect(Object.hasOwn(control.puts.fresh, value), `${path} ${value}`).toBe(true);
        if (valueAt(ENGAGEMENT, control.puts.at) === undefined) continue;
        // A loss that does not go with the labels is said to be one; all else fits.
        expect(
          Object.keys(faultsOf(set(path, value))).filter((at_) => !at_.includes('loss')),
          `${path} ${value}`,
        ).toEqual([]);
      }
    }
  });

  it('[RUN-11] starts from presets that can be trained, and says why one cannot', () => {
    for (const { recipe, refusal, label } of RECIPE_STARTS) {
      if (refusal === null)
        expect(readDraft(draftOf(recipe)), label).toEqual({ kind: 'recipe', recipe });
    }
    expect(
      RECIPE_STARTS.filter(({ refusal }) => refusal !== null).map(({ label }) => label),
    ).toEqual(['Falls']);
    expect(RECIPE_STARTS.length).toBe(PRESETS.length + 2);
  });

  it('[RUN-12] says at the field what it may be', () => {
    expect(faultsOf(set('window.length', 1))).toEqual({
      'window.length': 'Give a whole number from 2 on.',
    });
    expect(faultsOf(set('model.settings.learningRate', null))).toEqual({
      'model.settings.learningRate': 'Give a number above 0.',
    });
    expect(faultsOf(set('split.train', 0.5))).toEqual({ split: 'The three shares sum to 1.' });
    expect(faultsOf(set('name', 'Mine!'))).toHaveProperty('name');
    expect(
      faultsOf(changed(ENGAGEMENT, 'model.layers.1.rate', LAYER_SETTINGS.rate.control, 2)),
    ).toEqual({
      'model.layers.1.rate': 'Give a number from 0 to 0.95.',
    });
    expect(faultsOf(set('model.settings.loss.kind', 'binary_cross_entropy'))).toHaveProperty(
      'model.settings.loss.kind',
    );
    const sequence = changed(
      ENGAGEMENT,
      'model.layers.0.returnSequences',
      { kind: 'switch' },
      false,
    );
    expect(faultsOf(sequence)).toMatchObject({
      'model.layers': expect.stringMatching(/lstm/) as string,
    });
  });

  it('[RUN-13] gives the last layer an output for each label, of the kind that goes with them', () => {
    const several = set('labels.kind', 'states_present');
    expect(valueAt(several, 'model.layers.5')).toMatchObject({ units: 4, activation: 'sigmoid' });
    expect(valueAt(several, 'model.settings.loss.kind')).toBe('binary_cross_entropy');
    const two = set('labels.kind', 'state_present');
    expect(valueAt(two, 'model.layers.5')).toMatchObject({ units: 2, activation: 'softmax' });
    const five = set('labels.names', ['a', 'b', 'c', 'd', 'e'], set('labels.kind', 'classes'));
    expect(valueAt(five, 'model.layers.5')).toMatchObject({ units: 5 });
    for (const draft of [several, two, five]) expect(faultsOf(draft)).toEqual({});
  });

  it('[RUN-14] marks what was changed, and puts it back', () => {
    const draft = set('model.kind', 'logistic', set('cut.hop', 7));
    expect(isChanged(draft, ENGAGEMENT, 'cut.hop')).toBe(true);
    expect(isChanged(draft, ENGAGEMENT, 'window.length')).toBe(false);
    const { control } = SETTINGS['model.kind'];
    const back = putBack(draft, ENGAGEMENT, 'model.kind', control);
    expect(valueAt(back, 'model')).toEqual(ENGAGEMENT_RECIPE.model);
    expect(putBack(back, ENGAGEMENT, 'cut.hop', SETTINGS['cut.hop'].control)).toEqual(ENGAGEMENT);
  });

  it('[RUN-15] holds recipes side by side, and knows in what they differ', () => {
    const rows = recipesBeside([ENGAGEMENT_RECIPE, GRU_RECIPE, LOGISTIC_RECIPE]);
    const row = (path: SettingPath) =>
      at(
        rows.filter((own) => own.path === path),
        0,
      );
    expect(row('window.length')).toMatchObject({ differs: false });
    expect(row('model.kind')).toMatchObject({
      differs: true,
      values: ['Network', 'Network', 'Logistic regression'],
    });
    expect(row('model.layers').values[0]).toMatch(/^LSTM 128 → dropout 0.3 → LSTM 64/);
    expect(row('model.layers').values[2]).toBe('–');
    expect(rows.some(({ path }) => path === 'model.trees')).toBe(false);
  });
});
