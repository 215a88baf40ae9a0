import { at } from '../numeric/at.ts';
import { shuffled } from '../numeric/seeded-random.ts';
import type { Random } from '../ports.ts';
import { labelCounts, type LabelledWindow } from './labelled-window.ts';

interface Group<Window> {
  readonly windows: readonly Window[];
  readonly counts: readonly number[];
}

function groupsOf<Window extends LabelledWindow>(windows: readonly Window[], labelCount: number) {
  const byName = new Map<string, Window[]>();
  for (const window of windows) {
    const known = byName.get(window.person);
    if (known === undefined) byName.set(window.person, [window]);
    else known.push(window);
  }
  // Sorted by name first: what comes of it must not depend on the order of the rows.
  return [...byName.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, own]): Group<Window> => ({ windows: own, counts: labelCounts(own, labelCount) }));
}

/**
 * Deals whole persons to as many parts as there are shares, as evenly by label as whole persons
 * allow: greedy, after the idea of scikit-learn's StratifiedGroupKFold. Throws RangeError where
 * there are fewer persons than parts.
 */
export function dealGroups<Window extends LabelledWindow>(
  windows: readonly Window[],
  labelCount: number,
  shares: readonly number[],
  random: Random,
): readonly (readonly Window[])[] {
  const everybody = shuffled(groupsOf(windows, labelCount), random).sort(
    (a, b) => b.windows.length - a.windows.length,
  );
  if (everybody.length < shares.length) {
    throw new RangeError(`${everybody.length} persons cannot be split into ${shares.length} parts`);
  }
  const totals = labelCounts(windows, labelCount);
  const parts = shares.map((share) => ({
    windows: [] as Window[],
    groups: 0,
    counts: totals.map(() => 0),
    share,
  }));

  // Squared distance of a part's share of each label from what it should have, after `added`.
  const distance = (part: (typeof parts)[number], added: readonly number[] | null) =>
    totals.reduce((sum, total, label) => {
      if (total === 0) return sum;
      const count = at(part.counts, label) + (added === null ? 0 : at(added, label));
      return sum + (count / total - part.share) ** 2;
    }, 0);

  everybody.forEach((group, index) => {
    const empty = parts.filter((part) => part.groups === 0);
    const mustFill = everybody.length - index <= empty.length;
    const [first, ...others] = mustFill ? empty : parts;
    if (first === undefined) return;
    const worsening = (part: typeof first) => distance(part, group.counts) - distance(part, null);
    const best = others.reduce((a, b) => (worsening(b) < worsening(a) ? b : a), first);
    for (const window of group.windows) best.windows.push(window);
    best.groups++;
    group.counts.forEach((count, label) => {
      best.counts[label] = at(best.counts, label) + count;
    });
  });
  return parts.map((part) => part.windows);
}
