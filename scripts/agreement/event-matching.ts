/** A stretch of time, seconds. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export interface Match {
  readonly ours: Stretch;
  readonly theirs: Stretch;
}

const overlap = (a: Stretch, b: Stretch): number => Math.min(a.to, b.to) - Math.max(a.from, b.from);

/**
 * Pairs events one to one, those that overlap most first. `slack`: events this far apart, seconds,
 * still belong together.
 */
export function matchEvents(
  ours: readonly Stretch[],
  theirs: readonly Stretch[],
  slack = 0,
): readonly Match[] {
  const candidates = ours
    .flatMap((mine) => theirs.map((other) => ({ ours: mine, theirs: other })))
    .map((pair) => ({ ...pair, shared: overlap(pair.ours, pair.theirs) }))
    .filter(({ shared }) => shared >= -slack)
    .sort((a, b) => b.shared - a.shared);
  const taken = new Set<Stretch>();
  return candidates.filter((pair) => {
    if (taken.has(pair.ours) || taken.has(pair.theirs)) return false;
    taken.add(pair.ours).add(pair.theirs);
    return true;
  });
}
