import type { Random } from '../../ports.ts';
import { leaveOthersOut } from './leave-others-out.ts';
import { contains, difference, type MemberSet } from './member-set.ts';

/**
 * Which students a figure stands for, so that no figure, and no two of them together, tell of fewer
 * than `minimumGroup` students (docs/CLASS.md). One family for each kind of figure: score, statuses,
 * paused and each learning state. Within a kind, two figures can be subtracted from each other:
 * six times a mean of six scores less five times that of five of them is the sixth's score. Across
 * kinds they can't: a score less a share of statuses is nobody's value. So the sets of one kind are
 * bound by each other, and by no other kind's; were they, a set of those with a score (fewer than
 * those present) would hold back nearly every figure of those present. All places where a kind is
 * shown (now, both axes, the whole lecture) share its family.
 *
 * Only students who share without a name are ever asked about: what the others sent is shown beside
 * the figure and can be subtracted from it anyway.
 */
export interface Disclosure {
  /**
   * The set to show a figure over: a part of the contributors. What is chosen counts as shown from
   * then on. The same contributors get the same set as long as nothing else is asked in between.
   */
  choose(contributors: MemberSet): DisclosureChoice;
  /** Every set that was chosen, once. */
  readonly shown: readonly MemberSet[];
}

export type DisclosureChoice =
  | { readonly kind: 'set'; readonly set: MemberSet }
  | { readonly kind: 'too_few' }
  | { readonly kind: 'held_back' };

export interface DisclosureOptions {
  readonly minimumGroup: number;
  readonly random: Random;
}

/** An earlier set of so many of the contributors is shown again, rather than one set more. */
const ENOUGH_OF_THEM = 0.8;
/** Beyond so many, only sets that were shown before are shown. */
const MOST_SETS = 8000;

const TOO_FEW: DisclosureChoice = { kind: 'too_few' };
const HELD_BACK: DisclosureChoice = { kind: 'held_back' };

export function createDisclosure({ minimumGroup, random }: DisclosureOptions): Disclosure {
  const shown: MemberSet[] = [];

  function largestWithin(contributors: MemberSet): MemberSet | null {
    let largest: MemberSet | null = null;
    for (const set of shown) {
      if (set.size > (largest?.size ?? 0) && contains(contributors, set)) largest = set;
    }
    return largest;
  }

  const isAllowed = (set: MemberSet): boolean =>
    shown.every((other) => difference(set, other, minimumGroup) >= minimumGroup);

  function fresh(contributors: MemberSet, moreThan: number): MemberSet | null {
    if (shown.length >= MOST_SETS) return null;
    if (isAllowed(contributors)) {
      return { words: contributors.words.slice(), size: contributors.size };
    }
    return leaveOthersOut(contributors, shown, minimumGroup, moreThan, random);
  }

  return {
    shown,
    choose: (contributors) => {
      if (contributors.size < minimumGroup) return TOO_FEW;
      const earlier = largestWithin(contributors);
      if (earlier !== null && earlier.size >= ENOUGH_OF_THEM * contributors.size) {
        return { kind: 'set', set: earlier };
      }
      const set = fresh(contributors, earlier?.size ?? 0);
      if (set !== null) {
        shown.push(set);
        return { kind: 'set', set };
      }
      return earlier === null ? HELD_BACK : { kind: 'set', set: earlier };
    },
  };
}
