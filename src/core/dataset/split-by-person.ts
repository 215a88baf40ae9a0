import { at } from '../numeric/at.ts';
import { shuffled } from '../numeric/seeded-random.ts';
import type { Random } from '../ports.ts';
import type { SplitFractions } from '../recipes/recipe.ts';
import { labelCounts, type LabelledWindow } from './labelled-window.ts';

export const SIDES = ['train', 'validation', 'test'] as const;
export type Side = (typeof SIDES)[number];
export type Split<Window> = Readonly<Record<Side, readonly Window[]>>;

export const SPLIT_RULE =
  'By person: nobody is on two sides. Persons in seeded order, those with most windows first, each to the side where every label then lies closest to its share.';

interface Person<Window> {
  readonly windows: readonly Window[];
  readonly counts: readonly number[];
}

function persons<Window extends LabelledWindow>(windows: readonly Window[], labelCount: number) {
  const byName = new Map<string, Window[]>();
  for (const window of windows) {
    const known = byName.get(window.person);
    if (known === undefined) byName.set(window.person, [window]);
    else known.push(window);
  }
  // Sorted by name first: the split must not depend on the order of the rows.
  return [...byName.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, own]): Person<Window> => ({ windows: own, counts: labelCounts(own, labelCount) }));
}

/**
 * Splits by person and as evenly by label as whole persons allow (greedy, after the idea of
 * scikit-learn's StratifiedGroupKFold). Throws RangeError where there are fewer persons than sides.
 */
export function splitByPerson<Window extends LabelledWindow>(
  windows: readonly Window[],
  labelCount: number,
  fractions: SplitFractions,
  random: Random,
): Split<Window> {
  const everybody = shuffled(persons(windows, labelCount), random).sort(
    (a, b) => b.windows.length - a.windows.length,
  );
  if (everybody.length < SIDES.length) {
    throw new RangeError(`${everybody.length} persons cannot be split into ${SIDES.length} sides`);
  }
  const totals = labelCounts(windows, labelCount);
  const placed = SIDES.map((side) => ({
    windows: [] as Window[],
    persons: 0,
    counts: totals.map(() => 0),
    share: fractions[side],
  }));

  // Squared distance of a side's share of each label from what it should have, after `added`.
  const distance = (side: (typeof placed)[number], added: readonly number[] | null) =>
    totals.reduce((sum, total, label) => {
      if (total === 0) return sum;
      const count = at(side.counts, label) + (added === null ? 0 : at(added, label));
      return sum + (count / total - side.share) ** 2;
    }, 0);

  everybody.forEach((person, index) => {
    const empty = placed.filter((side) => side.persons === 0);
    const mustFill = everybody.length - index <= empty.length;
    const [first, ...others] = mustFill ? empty : placed;
    if (first === undefined) return;
    const worsening = (side: typeof first) => distance(side, person.counts) - distance(side, null);
    const best = others.reduce((a, b) => (worsening(b) < worsening(a) ? b : a), first);
    best.windows.push(...person.windows);
    best.persons++;
    person.counts.forEach((count, label) => {
      best.counts[label] = at(best.counts, label) + count;
    });
  });
  const [train, validation, test] = placed;
  return {
    train: train?.windows ?? [],
    validation: validation?.windows ?? [],
    test: test?.windows ?? [],
  };
}

export const personsOf = (windows: readonly LabelledWindow[]): ReadonlySet<string> =>
  new Set(windows.map((window) => window.person));
