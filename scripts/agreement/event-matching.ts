/** A stretch of time, seconds. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export interface Match {
  readonly ours: Stretch;
  readonly theirs: Stretch;
}

/** How well two events fit each other: more is better, below 0 is not at all. */
export type Fit = (a: Stretch, b: Stretch) => number;

export const overlap: Fit = (a, b) => Math.min(a.to, b.to) - Math.max(a.from, b.from);

/** By how far their middles lie apart, seconds. */
export const closeness =
  (furthest: number): Fit =>
  (a, b) =>
    furthest - Math.abs(a.from + a.to - b.from - b.to) / 2;

/** Pairs events one to one, those that fit best first. */
export function matchEvents(
  ours: readonly Stretch[],
  theirs: readonly Stretch[],
  fit: Fit = overlap,
): readonly Match[] {
  const candidates = ours
    .flatMap((mine) =>
      theirs.map((other) => ({ ours: mine, theirs: other, fit: fit(mine, other) })),
    )
    .filter((pair) => pair.fit >= 0)
    .sort((a, b) => b.fit - a.fit);
  const taken = new Set<Stretch>();
  return candidates.filter((pair) => {
    if (taken.has(pair.ours) || taken.has(pair.theirs)) return false;
    taken.add(pair.ours).add(pair.theirs);
    return true;
  });
}
