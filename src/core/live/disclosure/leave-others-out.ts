import { at } from '../../numeric/at.ts';
import type { Random } from '../../ports.ts';
import { difference, GrowingMemberSet, has, indicesOf, type MemberSet } from './member-set.ts';

/** Independent tries; the largest set that was found counts. */
const TRIES = 4;
/** Members looked at for each that is left out. */
const CANDIDATES = 24;
/** More than so many groups of others are never left out. */
const MOST_GROUPS = 3;

interface Near {
  readonly set: MemberSet;
  /** From the set that is being put together. */
  distance: number;
}

/**
 * The contributors less as few as could be found, so that what is left differs by `minimumGroup` or
 * more from every earlier set, and has as many members itself. Greedy: whoever brings it furthest
 * from the sets that are too close goes first, chance deciding among equals. null where no try
 * found one of more than `moreThan` members; there may be one all the same.
 */
export function leaveOthersOut(
  contributors: MemberSet,
  earlier: readonly MemberSet[],
  minimumGroup: number,
  moreThan: number,
  random: Random,
): MemberSet | null {
  const least = Math.max(
    minimumGroup,
    moreThan + 1,
    contributors.size - MOST_GROUPS * minimumGroup,
  );
  const most = contributors.size - least;
  if (most < 1) return null;
  const near: Near[] = [];
  for (const set of earlier) {
    const distance = difference(contributors, set, minimumGroup + most);
    if (distance < minimumGroup + most) near.push({ set, distance });
  }
  let best: MemberSet | null = null;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const found = tryOnce(
      contributors,
      near,
      minimumGroup,
      best === null ? least : best.size + 1,
      random,
    );
    if (found !== null) best = found;
  }
  return best;
}

/** One of `least` members or more, or null. */
function tryOnce(
  contributors: MemberSet,
  near: readonly Near[],
  minimumGroup: number,
  least: number,
  random: Random,
): MemberSet | null {
  const left = new GrowingMemberSet();
  left.words = contributors.words.slice();
  left.size = contributors.size;
  const sets = near.map(({ set, distance }) => ({ set, distance }));
  const members = indicesOf(contributors);
  for (;;) {
    const close = sets.filter(({ distance }) => distance < minimumGroup);
    if (close.length === 0) return left.copy();
    if (left.size <= least) return null;
    const edge = sets.filter(({ distance }) => distance === minimumGroup);
    const place = worthiest(members, close, edge, random);
    const member = at(members, place);
    members[place] = at(members, members.length - 1);
    members.pop();
    left.delete(member);
    for (const other of sets) other.distance += has(other.set, member) ? 1 : -1;
  }
}

/** The place in `members` of who is best left out next. */
function worthiest(
  members: readonly number[],
  close: readonly Near[],
  edge: readonly Near[],
  random: Random,
): number {
  const looks = Math.min(CANDIDATES, members.length);
  const from = Math.floor(random() * members.length);
  let place = from;
  let worth = -Infinity;
  for (let look = 0; look < looks; look++) {
    const here = (from + look) % members.length;
    const member = at(members, here);
    // Chance below one whole step decides among equals.
    let own = random();
    for (const { set } of close) own += has(set, member) ? 2 : -2;
    for (const { set } of edge) if (!has(set, member)) own -= 2;
    if (own > worth) {
      worth = own;
      place = here;
    }
  }
  return place;
}
