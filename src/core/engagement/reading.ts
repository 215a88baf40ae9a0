import { UNREADABLE_REASONS } from '../signals/quality-issues.ts';
import type { DurationMs, Probability, Score, TimestampMs } from '../units.ts';

export const ENGAGEMENT_STATUSES = [
  'engaged',
  'partially_engaged',
  'disengaged',
  'not_detected',
] as const;
export type EngagementStatus = (typeof ENGAGEMENT_STATUSES)[number];

/**
 * What lowered the score most, or why there is none; in words a person understands elsewhere.
 * Stored by position: entries are added at the end, never moved.
 */
export const STATUS_REASONS = [
  'looking_away',
  'head_turned',
  'head_down',
  'eyes_closed',
  'drowsy',
  'no_face',
  'tab_hidden',
  'paused',
  'camera_lost',
  'landmarker_unavailable',
  'poor_view',
  'starting',
  ...UNREADABLE_REASONS,
  'slumped',
] as const;
export type StatusReason = (typeof STATUS_REASONS)[number];

/** The engagement of one moment. `score` is null exactly where status is `not_detected`. */
export interface EngagementReading {
  readonly at: TimestampMs;
  readonly score: Score | null;
  readonly status: EngagementStatus;
  readonly reason: StatusReason | null;
  /** Share of the last minute with closed eyes; null until enough of it was seen. */
  readonly perclos: Probability | null;
  /** Blinks per minute over the last minute; null until enough of it was seen. */
  readonly blinkRate: number | null;
  /** 0 awake .. 1 falling asleep, from PERCLOS, long closures and yawns; null until enough was seen. */
  readonly drowsiness: Probability | null;
  /** How long the present status has held. */
  readonly heldFor: DurationMs;
}
