import type { EngagementStatus } from '../engagement/reading.ts';
import type { LearningState } from '../models/prediction.ts';
import type { DurationMs, LectureTimeS, Probability, TimestampMs } from '../units.ts';

/**
 * A figure of a class, or why it is not shown. The population of any two figures that are shown is
 * the same, or differs by at least `minimumGroup` students (docs/CLASS.md).
 */
export type Shown<Figure> =
  | { readonly kind: 'shown'; readonly students: number; readonly figure: Figure }
  /** Fewer than `minimumGroup` students. */
  | { readonly kind: 'too_few' }
  /** Enough students, but beside another figure it would tell of fewer than `minimumGroup`. */
  | { readonly kind: 'held_back' };

/** Mean over students, each once, weighted by how well each is seen. */
export interface MeanFigure {
  readonly mean: number;
  /** Between students, unweighted, divided by n - 1; 0..100 for scores, 0..1 for states. */
  readonly standardDeviation: number;
}

/** Shares of the students, adding up to 1. */
export type StatusShares = Readonly<Record<EngagementStatus, Probability>>;

export interface ClassFigures {
  /** 0..100, over those with a score. */
  readonly score: Shown<MeanFigure>;
  /** Over those with a camera. */
  readonly statuses: Shown<StatusShares>;
  /**
   * Share with the lecture paused by themselves, over those whose lecture plays or did; in a cell of
   * the lecture's time, of those who paused there at all.
   */
  readonly paused: Shown<Probability>;
  /** Over those who share learning states and have this one told. */
  readonly states: Readonly<Record<LearningState, Shown<MeanFigure>>>;
}

/** One stretch of the lecture, or of wall time, and the class in it. */
export interface ClassCell extends ClassFigures {
  /** Counts from 0 in steps of the axis. */
  readonly index: number;
}

/** A cell of the lecture's time, and of wall time from the record's start. */
export const CELL_SECONDS = 10;

/** Something that the whole class did, at a place in the lecture. */
export interface ClassMoment {
  readonly kind: 'attention_fell' | 'confusion_rose' | 'many_paused';
  readonly from: LectureTimeS;
  /** null while it lasts. */
  readonly to: LectureTimeS | null;
  /** Score points, or share of the class, before and at the worst of it. */
  readonly before: number;
  readonly worst: number;
  /** The fewest students that its figures stand for. */
  readonly students: number;
}

/** A student who chose to be shown by name. */
export interface NamedStudent {
  /** Of this dashboard; says nothing of the student. */
  readonly key: string;
  readonly name: string;
  readonly presence: 'here' | 'left' | 'lost';
  readonly status: EngagementStatus | null;
  readonly score: number | null;
  readonly lectureTime: LectureTimeS | null;
  readonly paused: boolean;
  /** In the order of LEARNING_STATES; null where not shared. */
  readonly states: readonly (Probability | null)[] | null;
}

/** How many there are, as far as it may be told. */
export type ClassCount =
  | { readonly kind: 'all'; readonly students: number }
  /** Those who share by name, and fewer than `minimumGroup` others. */
  | { readonly kind: 'named_and_few'; readonly named: number };

/** The class at this moment. */
export interface ClassNow extends ClassFigures {
  readonly at: TimestampMs;
  readonly present: ClassCount;
  /** Where the class is in the lecture: median over the population of `paused`; for that alone. */
  readonly lectureTime: LectureTimeS | null;
  readonly lastHeard: DurationMs | null;
}
