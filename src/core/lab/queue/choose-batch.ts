import { resultOf } from '../../numeric/result-of.ts';
import { shuffled } from '../../numeric/seeded-random.ts';
import { at } from '../../numeric/at.ts';
import type { Random } from '../../ports.ts';
import type { DurationMs } from '../../units.ts';
import { lowering } from './nearest.ts';
import type { Stretch } from './stretches.ts';
import { countOf, type Points, pointsAt } from './summary-space.ts';

/** What decides which stretches are asked for. */
export const STRATEGIES = ['both', 'unsure', 'unlike', 'random'] as const;
export type Strategy = (typeof STRATEGIES)[number];

/** Why one was chosen; `typical`: the most ordinary one, where nothing is labelled yet. */
export type ChosenBy = 'unsure' | 'unlike' | 'typical' | 'random';

export interface BatchInput {
  readonly stretches: readonly Stretch[];
  /** One for each stretch. */
  readonly points: Points;
  /** Of what is labelled, in the same space. */
  readonly labelled: Points;
  /** 0..1 for each stretch; null where there is no model to be unsure. */
  readonly uncertainty: readonly number[] | null;
  readonly strategy: Strategy;
  readonly size: number;
  /** Between two of a batch in the same recording. */
  readonly apart: DurationMs;
  readonly random: Random;
}

export interface Chosen {
  /** Position among the stretches. */
  readonly stretch: number;
  readonly by: ChosenBy;
  /** To the nearest that was labelled or chosen before, in deviations; null where there is none. */
  readonly distance: number | null;
}

/** Which reasons take turns. */
function reasonsOf({ strategy, uncertainty }: BatchInput): readonly ('unsure' | 'unlike')[] {
  if (uncertainty === null || strategy === 'unlike') return ['unlike'];
  return strategy === 'unsure' ? ['unsure'] : ['unsure', 'unlike'];
}

const middle = ({ span }: Stretch): number | null =>
  span === null ? null : (span.from + span.to) / 2;

/** Keeps a batch from asking the same thing twice. */
function createSpread({ stretches, apart, size }: BatchInput) {
  const keyOf = ({ recording, person }: Stretch): string => JSON.stringify([recording, person]);
  const keys = stretches.map(keyOf);
  const groups = new Set(keys).size;
  let quota = Math.max(1, Math.ceil(size / Math.max(1, groups)));
  const taken = new Map<string, number>();
  const chosen: Stretch[] = [];
  const isNear = (stretch: Stretch): boolean => {
    const own = middle(stretch);
    return chosen.some((other) => {
      const there = middle(other);
      return (
        other.recording === stretch.recording &&
        own !== null &&
        there !== null &&
        Math.abs(own - there) < apart
      );
    });
  };
  return {
    /** Whether it may still be chosen, whatever others of its recording were. */
    isApart: (index: number): boolean => !isNear(at(stretches, index)),
    isWithinQuota: (index: number): boolean => (taken.get(at(keys, index)) ?? 0) < quota,
    raiseQuota: (): void => {
      quota += 1;
    },
    take(index: number): void {
      chosen.push(at(stretches, index));
      taken.set(at(keys, index), (taken.get(at(keys, index)) ?? 0) + 1);
    },
  };
}

/**
 * Chooses a batch. `unsure`: the stretches of which the model's probabilities say least;
 * `unlike`: one after the other, each drawn with a chance that grows with its squared distance from
 * everything labelled or chosen so far, so that the labels come to cover what there is (the aim of
 * Sener & Savarese, Active Learning for CNNs: A Core-Set Approach, 2018; drawn as by Arthur &
 * Vassilvitskii, k-means++, 2007, since always taking the furthest takes outliers); `both`: these
 * two by turns. Two of a batch in one recording are never less than `apart` from one another, so
 * that a batch may be smaller than `size`, and no recording and person is asked for once more
 * before every other could be as often. `random`: any are as likely as any others. Ties are broken
 * by `random`. Yields now and then, so that a caller may pause.
 */
export function* choosing(input: BatchInput): Generator<null, Chosen[]> {
  const { stretches, points, labelled, uncertainty, strategy, size, random } = input;
  const order = shuffled(
    stretches.map((_, index) => index),
    random,
  );
  if (strategy === 'random') {
    return order.slice(0, size).map((stretch) => ({ stretch, by: 'random', distance: null }));
  }
  const reasons = reasonsOf(input);
  const spread = createSpread(input);
  const nearest = new Float64Array(stretches.length).fill(Infinity);
  yield* lowering(points, labelled, nearest);
  let open: readonly number[] = order;
  const best = (among: readonly number[], worth: (index: number) => number): number | null => {
    let found: number | null = null;
    let most = -Infinity;
    for (const index of among) {
      const own = worth(index);
      if (own > most) [found, most] = [index, own];
    }
    return found;
  };
  const drawn = (among: readonly number[]): number | null => {
    const all = among.reduce((sum, index) => sum + (nearest[index] as number), 0);
    if (!(all > 0)) return among[0] ?? null;
    let left = random() * all;
    return among.find((index) => (left -= nearest[index] as number) < 0) ?? at(among, 0);
  };
  const ordinary = (index: number): number => {
    let squares = 0;
    for (let j = 0; j < points.columns; j++) {
      squares += (points.values[index * points.columns + j] as number) ** 2;
    }
    return -squares;
  };
  const chosen: Chosen[] = [];
  while (chosen.length < size && open.length > 0) {
    const within = open.filter(spread.isWithinQuota);
    if (within.length === 0) {
      spread.raiseQuota();
      continue;
    }
    const reason = at(reasons, chosen.length % reasons.length);
    const nothingYet = countOf(labelled) === 0 && chosen.length === 0;
    const by: ChosenBy = reason === 'unlike' && nothingYet ? 'typical' : reason;
    const stretch =
      by === 'unlike'
        ? drawn(within)
        : best(within, by === 'unsure' ? (index) => at(uncertainty ?? [], index) : ordinary);
    if (stretch === null) break;
    const squared = nearest[stretch] as number;
    chosen.push({ stretch, by, distance: squared === Infinity ? null : Math.sqrt(squared) });
    spread.take(stretch);
    yield* lowering(points, pointsAt(points, [stretch]), nearest);
    open = open.filter((index) => index !== stretch && spread.isApart(index));
  }
  return chosen;
}

/** The same at once. */
export const chooseBatch = (input: BatchInput): Chosen[] => resultOf(choosing(input));
