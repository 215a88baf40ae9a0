import * as v from 'valibot';
import { labelNames, outputOf } from '../../dataset/label-rule.ts';
import { modelSignal } from '../../signals/model-signals.ts';
import { outputCount } from '../../training/check-job.ts';
import { parseRecipe, RECIPE, type Recipe } from '../recipe.ts';
import { LAYER_SETTINGS } from './layer-settings.ts';
import { type Draft, valueAt } from './recipe-draft.ts';
import type { LayerKey, SettingControl, SettingPath } from './setting.ts';
import { SETTINGS } from './settings.ts';

/** A draft as a recipe, or what is wrong with it: a sentence for each path. */
export type ReadDraft =
  | { readonly kind: 'recipe'; readonly recipe: Recipe }
  | { readonly kind: 'faulty'; readonly faults: ReadonlyMap<string, string> };

const isSetting = (path: string): path is SettingPath => Object.hasOwn(SETTINGS, path);
const isLayerKey = (key: string): key is LayerKey => Object.hasOwn(LAYER_SETTINGS, key);

function controlAt(path: string): SettingControl | null {
  if (isSetting(path)) return SETTINGS[path].control;
  const key = path.split('.').at(-1) ?? '';
  return path.startsWith('model.layers.') && isLayerKey(key) ? LAYER_SETTINGS[key].control : null;
}

/** What a number may be, such as `a whole number from 1 to 20`. */
export function rangeWords(control: Extract<SettingControl, { kind: 'number' }>): string {
  const { least, above = false, most, whole = false } = control;
  const kind = whole ? 'a whole number' : 'a number';
  if (above)
    return most === undefined
      ? `${kind} above ${least}`
      : `${kind} above ${least} and up to ${most}`;
  return most === undefined ? `${kind} from ${least} on` : `${kind} from ${least} to ${most}`;
}

function sentence(path: string, message: string): string {
  const control = controlAt(path);
  if (control?.kind === 'number') return `Give ${rangeWords(control)}.`;
  if (control?.kind === 'words') return 'Give two classes or more, one a line.';
  if (path === 'labels.name') return 'Give the word that the labels use.';
  if (path === 'name')
    return 'Begin with a small letter; small letters, digits and hyphens, 40 at most.';
  if (path.startsWith('split')) return 'The three shares sum to 1.';
  return `${message}.`;
}

/** Beyond what the schema can say: the range of a control, where it is narrower. */
function rangeFaults(draft: Draft): readonly (readonly [string, string])[] {
  return Object.entries(SETTINGS).flatMap(([path, { control }]) => {
    const value = valueAt(draft, path);
    if (control.kind !== 'number' || typeof value !== 'number') return [];
    const { least, most = Infinity } = control;
    return value >= least && value <= most ? [] : [[path, `Give ${rangeWords(control)}.`] as const];
  });
}

/** What only shows when the parts are held against each other. */
function fitFaults(recipe: Recipe): readonly (readonly [string, string])[] {
  const { labels, model, window, cut } = recipe;
  const faults: (readonly [string, string])[] = [];
  const names = labelNames(labels);
  if (new Set(names).size < names.length) {
    faults.push(['labels.names', 'Each class once.']);
  }
  if (cut.short.kind === 'pad' && cut.short.atLeast > window.length) {
    faults.push(['cut.short.atLeast', 'At most as long as the window.']);
  }
  if (model.kind !== 'network') return faults;
  const featureCount = modelSignal(recipe.signal)?.features.length ?? 1;
  const shape = { layers: model.layers, length: window.length, featureCount };
  const output = outputOf(labels);
  try {
    const outputs = outputCount({ shape, output, settings: model.settings });
    if (outputs !== names.length) {
      faults.push([
        'model.layers',
        `The last layer has ${outputs} outputs, and there are ${names.length} labels: it needs one for each.`,
      ]);
    }
  } catch (error) {
    const why = error instanceof Error ? error.message.replace('Nothing was trained: ', '') : '';
    const path = why.includes('loss') ? 'model.settings.loss.kind' : 'model.layers';
    faults.push([path, why.charAt(0).toUpperCase() + why.slice(1)]);
  }
  return faults;
}

/** Reads a draft by the recipe's schema, and holds its parts against each other. */
export function readDraft(draft: Draft): ReadDraft {
  const parsed = v.safeParse(RECIPE, draft);
  if (!parsed.success) {
    const faults = new Map<string, string>();
    for (const issue of parsed.issues) {
      const path = v.getDotPath(issue) ?? 'name';
      if (!faults.has(path)) faults.set(path, sentence(path, issue.message));
    }
    return { kind: 'faulty', faults };
  }
  const faults = new Map([...fitFaults(parsed.output), ...rangeFaults(draft)]);
  return faults.size > 0
    ? { kind: 'faulty', faults }
    : { kind: 'recipe', recipe: parseRecipe(parsed.output) };
}
