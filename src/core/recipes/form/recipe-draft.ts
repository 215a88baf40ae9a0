import * as v from 'valibot';
import { labelNames, LABEL_RULE, outputOf } from '../../dataset/label-rule.ts';
import type { Recipe } from '../recipe.ts';
import { FRESH_LOSSES } from './fresh-parts.ts';
import type { DraftValue, SettingControl } from './setting.ts';

/** A recipe while it is filled in. */
export type Draft = Readonly<Record<string, DraftValue>>;

const isPart = (value: DraftValue | undefined): value is Draft =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value at a path such as `model.layers.0.units`; undefined where there is none. */
export function valueAt(draft: DraftValue, path: string): DraftValue | undefined {
  let value: DraftValue | undefined = draft;
  for (const key of path.split('.')) {
    if (Array.isArray(value)) value = (value as readonly DraftValue[])[Number(key)];
    else if (isPart(value)) value = value[key];
    else return undefined;
  }
  return value;
}

function put(
  value: DraftValue | undefined,
  keys: readonly string[],
  fresh: DraftValue,
): DraftValue {
  const [key, ...rest] = keys;
  if (key === undefined) return fresh;
  if (Array.isArray(value)) {
    return (value as readonly DraftValue[]).map((item, index) =>
      index === Number(key) ? put(item, rest, fresh) : item,
    );
  }
  const part = isPart(value) ? value : {};
  return { ...part, [key]: put(part[key], rest, fresh) };
}

const withValue = (draft: Draft, path: string, value: DraftValue): Draft =>
  put(draft, path.split('.'), value) as Draft;

export const draftOf = (recipe: Recipe): Draft => recipe;

/** The last layer with an output for each label, and a loss that goes with them. */
export function fittedEnd(draft: Draft): Draft {
  const labels = v.safeParse(LABEL_RULE, draft['labels']);
  const layers = valueAt(draft, 'model.layers');
  if (!labels.success || !Array.isArray(layers)) return draft;
  const output = outputOf(labels.output);
  const end = {
    kind: 'dense',
    units: labelNames(labels.output).length,
    useBias: true,
    activation: output === 'exclusive' ? 'softmax' : 'sigmoid',
  };
  const list = layers as readonly DraftValue[];
  const last = list.at(-1);
  const before = isPart(last) && last['kind'] === 'dense' ? list.slice(0, -1) : list;
  const fitted = withValue(draft, 'model.layers', [...before, end]);
  const loss = valueAt(draft, 'model.settings.loss.kind');
  const own = output === 'exclusive' ? 'cross_entropy' : 'binary_cross_entropy';
  return loss === 'focal' || loss === own
    ? fitted
    : withValue(fitted, 'model.settings.loss', FRESH_LOSSES[own]);
}

/** Sets what a control gives; a choice may put a whole part in place. */
export function changed(
  draft: Draft,
  path: string,
  control: SettingControl,
  value: DraftValue,
): Draft {
  const puts = control.kind === 'choice' ? control.puts : undefined;
  const next =
    puts === undefined
      ? withValue(draft, path, value)
      : withValue(draft, puts.at, (typeof value === 'string' ? puts.fresh[value] : null) ?? null);
  return path.startsWith('labels') || path === 'model.kind' ? fittedEnd(next) : next;
}

const same = (one: DraftValue | undefined, other: DraftValue | undefined): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** Whether a setting is another than the recipe's that the draft began with. */
export const isChanged = (draft: Draft, base: Draft, path: string): boolean =>
  !same(valueAt(draft, path), valueAt(base, path));

/** The setting as it was; where its whole part was chosen anew, the part as it was. */
export function putBack(draft: Draft, base: Draft, path: string, control: SettingControl): Draft {
  const puts = control.kind === 'choice' ? control.puts : undefined;
  const at = puts?.at ?? path;
  const before = valueAt(base, at);
  return before === undefined ? draft : withValue(draft, at, before);
}
