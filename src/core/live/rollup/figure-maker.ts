import { at } from '../../numeric/at.ts';
import { wereHereAtOnce, type Stay } from '../disclosure/at-once.ts';
import type { ClassFigures } from '../class-figures.ts';
import { CONTRIBUTION_LENGTH, type Contributions } from './contribution.ts';
import {
  createDisclosure,
  type Disclosure,
  type DisclosureOptions,
} from '../disclosure/disclosure.ts';
import {
  clearSums,
  contributes,
  countIn,
  emptySums,
  FIGURE_KINDS,
  type FigureSums,
  type PauseMeasure,
} from './figure-kinds.ts';
import { has, GrowingMemberSet, type MemberSet } from '../disclosure/member-set.ts';
import { readFigures, type Outcome } from './read-figures.ts';

/** Who takes part in a place, and how. */
export interface Population {
  /** -1: not at all. -2: by name. Else the index that disclosure knows them by. */
  indexOf(slot: number): number;
  /** Of the person with this index. */
  stayOf(index: number): Stay;
}
export const NOT_COUNTED = -1;
export const BY_NAME = -2;

/** Sums of every kind, who is behind each, and how it came out. */
export interface Chosen {
  readonly sums: readonly FigureSums[];
  readonly outcomes: Outcome[];
  /** Those without a name; null where the figure is of the named alone, or not shown. */
  readonly sets: (MemberSet | null)[];
}

const kinds = <Item>(make: () => Item): Item[] => Array.from({ length: FIGURE_KINDS }, make);

export const createChosen = (): Chosen => ({
  sums: kinds(emptySums),
  outcomes: kinds(() => 'too_few'),
  sets: kinds(() => null),
});

/** Makes figures that may be shown; the one place that knows which sets were. */
export class FigureMaker {
  readonly families: readonly Disclosure[];
  private readonly minimumGroup: number;
  private readonly unnamed = kinds(() => new GrowingMemberSet());
  private readonly contribution = new Float64Array(CONTRIBUTION_LENGTH);
  private readonly chosen = createChosen();

  constructor(options: DisclosureOptions) {
    this.minimumGroup = options.minimumGroup;
    this.families = kinds(() => createDisclosure(options));
  }

  /** Chooses the sets anew and sums over them; costs a pass over the slots. */
  choose(
    contributions: Contributions,
    population: Population,
    pauses: PauseMeasure,
    into: Chosen,
  ): void {
    const { contribution, unnamed } = this;
    for (const set of unnamed) set.clear();
    for (const sums of into.sums) clearSums(sums);
    for (let slot = 0; slot < contributions.length; slot++) {
      const index = population.indexOf(slot);
      if (index === NOT_COUNTED) continue;
      contributions.read(slot, contribution);
      for (let kind = 0; kind < FIGURE_KINDS; kind++) {
        if (index === BY_NAME) countIn(at(into.sums, kind), contribution, kind, pauses, 1);
        else if (contributes(contribution, kind)) at(unnamed, kind).add(index);
      }
    }
    for (let kind = 0; kind < FIGURE_KINDS; kind++) this.chooseKind(kind, population, into);
    for (let slot = 0; slot < contributions.length; slot++) {
      const index = population.indexOf(slot);
      if (index < 0) continue;
      contributions.read(slot, contribution);
      for (let kind = 0; kind < FIGURE_KINDS; kind++) {
        const set = into.sets[kind];
        if (set === null || set === undefined || !has(set, index)) continue;
        countIn(at(into.sums, kind), contribution, kind, pauses, 1);
      }
    }
  }

  /** The figures of one place. */
  figures(
    contributions: Contributions,
    population: Population,
    pauses: PauseMeasure,
  ): ClassFigures {
    this.choose(contributions, population, pauses, this.chosen);
    return readFigures(this.chosen.sums, this.chosen.outcomes);
  }

  private chooseKind(kind: number, population: Population, into: Chosen): void {
    const unnamed = at(this.unnamed, kind);
    const areEnough = (set: MemberSet): boolean =>
      wereHereAtOnce(set, this.minimumGroup, (index) => population.stayOf(index));
    into.sets[kind] = null;
    if (unnamed.size < this.minimumGroup || !areEnough(unnamed)) {
      into.outcomes[kind] = at(into.sums, kind).students > 0 ? 'shown' : 'too_few';
      return;
    }
    const choice = at(this.families, kind).choose(unnamed);
    if (choice.kind !== 'set') into.outcomes[kind] = choice.kind;
    else if (!areEnough(choice.set)) into.outcomes[kind] = 'held_back';
    else {
      into.outcomes[kind] = 'shown';
      into.sets[kind] = choice.set;
    }
  }
}
