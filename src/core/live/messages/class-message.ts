import type { EngagementStatus } from '../../engagement/reading.ts';
import type { DurationMs, LectureTimeS, Probability, Score, TimestampMs } from '../../units.ts';

/** The version of the format (`v` on the wire); another one is refused. */
export const CLASS_MESSAGE_VERSION = 1;
/** A message on the wire is shorter than this, in UTF-8; a longer one is not even parsed. */
export const CLASS_MESSAGE_LIMIT_BYTES = 300;
/** A student sends no oftener. */
export const CLASS_MESSAGE_EVERY_MS = 1000;

export const PLAYER_STATES = ['playing', 'paused', 'ended'] as const;
export type PlayerState = (typeof PLAYER_STATES)[number];

/**
 * All that a class is told of a student at one moment. There is nothing else: no landmark, no
 * feature, no picture, no reason. Kept as the broker's last message of the student.
 */
export interface StateMessage {
  readonly kind: 'state';
  /** Of one session: 8 random letters and digits. */
  readonly run: string;
  /** Grows by at least one with every message of the run; what does not grow is a replay. */
  readonly number: number;
  /** The moment, by the sender's own clock. */
  readonly at: TimestampMs;
  /** From the moment to sending: 0 live, more for what waited while the student was offline. */
  readonly delay: DurationMs;
  /** null until the lecture's medium is known. To 0.1 s. */
  readonly lectureTime: LectureTimeS | null;
  readonly player: PlayerState | null;
  /** Whole numbers. null exactly where status is `not_detected`, and without a camera. */
  readonly score: Score | null;
  /** null without a camera. */
  readonly status: EngagementStatus | null;
  /** What the score counts for among others': `Reliability.weight`, to 0.01; null without a camera and until known. */
  readonly quality: Probability | null;
  /**
   * In the order of LEARNING_STATES, to 0.01; null where the student did not choose to share them,
   * and without a camera.
   * A state is null where the model's held-out people do not support telling it.
   */
  readonly states: readonly (Probability | null)[] | null;
  /** null unless the student chose to share by name. */
  readonly name: string | null;
}

/** The student is gone: said by themselves, or for them by the channel as their last will. */
export interface LeftMessage {
  readonly kind: 'left';
  readonly run: string;
  readonly why: 'ended' | 'lost';
}

export type ClassMessage = StateMessage | LeftMessage;

/** Why an arrival was dropped; each is counted. */
export const DROP_REASONS = [
  /** Not the format: no JSON, a missing field, a value out of its range, another version. */
  'malformed',
  'oversized',
  /** Sent at a time that lies ahead of the dashboard's clock by more than clocks differ. */
  'from_the_future',
  /** Older than what a student keeps while offline. */
  'too_old',
  /** Its number is not above the last of its run. */
  'replayed',
  /** Its moment follows the last one's too closely, or the student sent more than a second has. */
  'too_frequent',
  /** More students than a dashboard holds. */
  'too_many_students',
] as const;
export type DropReason = (typeof DROP_REASONS)[number];
