import type { Random } from '../ports.ts';
import type { SplitFractions } from '../recipes/recipe.ts';
import { dealGroups } from './deal-groups.ts';
import type { LabelledWindow } from './labelled-window.ts';

export const SIDES = ['train', 'validation', 'test'] as const;
export type Side = (typeof SIDES)[number];
export type Split<Window> = Readonly<Record<Side, readonly Window[]>>;

export const SPLIT_RULE =
  'By person: nobody is on two sides. Persons in seeded order, those with most windows first, each to the side where every label then lies closest to its share.';

/**
 * Splits by person and as evenly by label as whole persons allow. Throws RangeError where there
 * are fewer persons than sides.
 */
export function splitByPerson<Window extends LabelledWindow>(
  windows: readonly Window[],
  labelCount: number,
  fractions: SplitFractions,
  random: Random,
): Split<Window> {
  const shares = SIDES.map((side) => fractions[side]);
  const [train, validation, test] = dealGroups(windows, labelCount, shares, random);
  return { train: train ?? [], validation: validation ?? [], test: test ?? [] };
}

export const personsOf = (
  windows: readonly Pick<LabelledWindow, 'person'>[],
): ReadonlySet<string> => new Set(windows.map((window) => window.person));
