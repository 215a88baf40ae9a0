import { cellOf, type LayerSpec } from '../../models/layer-spec.ts';
import type { Recipe } from '../recipe.ts';
import { LAYER_KINDS } from './layer-settings.ts';
import { draftOf, valueAt } from './recipe-draft.ts';
import type { DraftValue, GroupedSetting, SettingPath } from './setting.ts';
import { SETTING_PATHS, SETTINGS } from './settings.ts';

/** A layer in a word or two, such as `LSTM 128` or `dropout 0.3`. */
export function layerWords(layer: LayerSpec): string {
  switch (layer.kind) {
    case 'dense':
      return `dense ${layer.units} ${layer.activation}`;
    case 'dropout':
      return `dropout ${layer.rate}`;
    case 'masking':
      return 'masking';
    case 'bidirectional':
      return `${LAYER_KINDS[layer.inner.kind]} ${layer.inner.units} both ways`;
    default:
      return `${LAYER_KINDS[layer.kind]} ${cellOf(layer)?.units ?? ''}`;
  }
}

const plain = (value: DraftValue): string =>
  typeof value === 'object' ? JSON.stringify(value) : String(value);

/** A setting's value as it is read out; a dash where the recipe has no such setting. */
export function valueWords(setting: GroupedSetting, value: DraftValue | undefined): string {
  const { control } = setting;
  if (value === undefined) return '–';
  if (value === null) return control.kind === 'number' ? (control.off?.label ?? 'none') : 'no';
  switch (control.kind) {
    case 'choice':
      return control.options.find((option) => option.value === value)?.label ?? plain(value);
    case 'number':
      return [plain(value), control.unit].join(' ').trim();
    case 'layers':
      return (value as unknown as readonly LayerSpec[]).map(layerWords).join(' → ');
    case 'words':
      return (value as readonly string[]).join(', ');
    case 'switch':
      return value === true ? 'yes' : 'no';
    case 'part':
      return 'yes';
    case 'text':
    case 'follows':
      return typeof value === 'string' || typeof value === 'number' ? String(value) : '–';
  }
}

export interface SettingRow {
  readonly path: SettingPath;
  readonly label: string;
  /** One for each recipe, in their order. */
  readonly values: readonly string[];
  readonly differs: boolean;
}

/** The settings of several recipes side by side; those that none of them has are left out. */
export function recipesBeside(recipes: readonly Recipe[]): readonly SettingRow[] {
  return SETTING_PATHS.flatMap((path) => {
    const found = recipes.map((recipe) => valueAt(draftOf(recipe), path));
    if (found.every((value) => value === undefined)) return [];
    const values = found.map((value) => valueWords(SETTINGS[path], value));
    const texts = new Set(found.map((value) => (value === undefined ? '' : JSON.stringify(value))));
    return [{ path, label: SETTINGS[path].label, values, differs: texts.size > 1 }];
  });
}
