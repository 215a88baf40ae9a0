import type { LayerSpec } from '../../models/layer-spec.ts';
import type { Recipe } from '../recipe.ts';

/** Paths of what can be set within `Value`, such as `window.length`; lists are set as a whole. */
type PathIn<Value, Path extends string> = Value extends readonly unknown[]
  ? Path
  : Value extends object
    ? { [Key in keyof Value & string]: PathIn<Value[Key], `${Path}.${Key}`> }[keyof Value & string]
    : Path;

type Head = 'format' | 'formatVersion';

/** Every setting of a recipe. */
export type SettingPath = {
  [Key in Exclude<keyof Recipe, Head>]: PathIn<Recipe[Key], Key>;
}[Exclude<keyof Recipe, Head>];

type KeysOf<Value> = Value extends unknown ? keyof Value & string : never;

/** Every setting of a layer, by its key alone: those of the two directions are the layer's own. */
export type LayerKey = KeysOf<LayerSpec>;

export const SETTING_GROUPS = [
  'data',
  'split',
  'scaling',
  'augmentation',
  'model',
  'training',
  'smoothing',
] as const;
export type SettingGroup = (typeof SETTING_GROUPS)[number];

/** Plain JSON, as a form has it while it is filled in; it may be no recipe yet. */
export type DraftValue =
  string | number | boolean | null | readonly DraftValue[] | { readonly [key: string]: DraftValue };

export interface Option {
  readonly value: string;
  readonly label: string;
}

export type SettingControl =
  | {
      readonly kind: 'number';
      readonly least: number;
      /** Whether `least` itself is too little. */
      readonly above?: boolean;
      readonly most?: number;
      readonly whole?: boolean;
      readonly step?: number;
      readonly unit?: string;
      /** It may be left off: what that is called, and what it starts from when it is put on. */
      readonly off?: { readonly label: string; readonly start: number };
    }
  | {
      readonly kind: 'choice';
      readonly options: readonly Option[];
      /** What each option puts in the place of the whole `at`, where it does more than name itself. */
      readonly puts?: {
        readonly at: string;
        readonly fresh: Readonly<Record<string, DraftValue>>;
      };
    }
  | { readonly kind: 'switch' }
  /** A part that may be left off as a whole. */
  | { readonly kind: 'part'; readonly fresh: DraftValue }
  | { readonly kind: 'text' }
  /** Words, one a line. */
  | { readonly kind: 'words' }
  | { readonly kind: 'layers' }
  /** Said by another setting. */
  | { readonly kind: 'follows' };

/** What a setting is called, what it does, and how it is set. */
export interface Setting {
  readonly label: string;
  readonly why: string;
  readonly control: SettingControl;
}

export interface GroupedSetting extends Setting {
  readonly group: SettingGroup;
  /** Folded away: its default is nearly always right. */
  readonly rare?: boolean;
}
