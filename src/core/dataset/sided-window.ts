import type { TimestampMs } from '../units.ts';
import type { StateLevels } from './dominant-state.ts';
import type { LabelledWindow } from './labelled-window.ts';
import { personsOf, type Side, SIDES, type Split } from './split-by-person.ts';

export type Augmentation =
  'time_warp' | 'mirror' | 'noise' | 'feature_dropout' | 'motion' | 'lost_face' | 'jitter';

/** A labelled window that knows where it comes from. */
export interface SourcedWindow extends LabelledWindow {
  /** What a model is to answer: one number 0..1 for each of the recipe's labels. */
  readonly targets: readonly number[];
  /** 0 to 3 for each learning state, where the data say more than whether it is there. */
  readonly levels?: StateLevels;
  /** Rows at the beginning that are padding and not data. */
  readonly padding: number;
  readonly source: {
    /** The recording's name; in the lab its `recordingKey`. */
    readonly file: string;
    /** null for a still. */
    readonly endsAt: TimestampMs | null;
  };
  /** What was done to it, in order; nothing for a window as it was recorded. */
  readonly augmentedBy: readonly Augmentation[];
}

/** Of the training side: the only one that scalers, balancing and augmentation take. */
export interface TrainingWindow extends SourcedWindow {
  readonly side: 'train';
}

/** Of a side that judges: as it was recorded. */
export interface HeldOutWindow extends SourcedWindow {
  readonly side: 'validation' | 'test';
  readonly augmentedBy: readonly [];
}

export interface SidedWindows {
  readonly train: readonly TrainingWindow[];
  readonly validation: readonly HeldOutWindow[];
  readonly test: readonly HeldOutWindow[];
}

/** A split that must not be used; the message names who or what is wrong and what to do. */
export class SplitRefused extends Error {
  readonly kind:
    'not_a_split' | 'newer_format' | 'on_two_sides' | 'unknown_group' | 'empty_side' | 'augmented';

  constructor(kind: SplitRefused['kind'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SplitRefused';
    this.kind = kind;
  }
}

/** The first names of a list, for a sentence. */
export const named = (names: readonly string[]): string =>
  names.length > 5
    ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more`
    : names.join(', ');

/** Throws SplitRefused `on_two_sides` with the names. */
export function refuseSharedGroups(sides: Readonly<Record<Side, Iterable<string>>>): void {
  const sideOf = new Map<string, Side>();
  const shared = new Set<string>();
  for (const side of SIDES) {
    for (const group of sides[side]) {
      if ((sideOf.get(group) ?? side) !== side) shared.add(group);
      sideOf.set(group, side);
    }
  }
  if (shared.size === 0) return;
  throw new SplitRefused(
    'on_two_sides',
    `The split has ${named([...shared].sort())} on two sides, so its figures would be of known faces; nothing was split. Put each on one side alone.`,
  );
}

function heldOut(window: SourcedWindow, side: HeldOutWindow['side']): HeldOutWindow {
  if (window.augmentedBy.length > 0) {
    throw new SplitRefused(
      'augmented',
      `A window of ${window.person} (${window.source.file}) was augmented by ${window.augmentedBy.join(', ')} and would judge the model; augment the training side alone, after the split.`,
    );
  }
  return { ...window, augmentedBy: [], side };
}

/**
 * Puts each window's side into its type. Throws SplitRefused where anybody is on two sides, or
 * where an augmented window would judge.
 */
export function sided(split: Split<SourcedWindow>): SidedWindows {
  refuseSharedGroups({
    train: personsOf(split.train),
    validation: personsOf(split.validation),
    test: personsOf(split.test),
  });
  return {
    train: split.train.map((window) => ({ ...window, side: 'train' })),
    validation: split.validation.map((window) => heldOut(window, 'validation')),
    test: split.test.map((window) => heldOut(window, 'test')),
  };
}
