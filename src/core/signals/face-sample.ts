import type { Probability, TimestampMs, Vec3 } from '../units.ts';
import { isUnreadable, UNREADABLE_REASONS, type QualityIssue } from './quality-issues.ts';

/**
 * Why there is no face sample for a moment. Never stored or shown as zeros. Stored by position:
 * entries are added at the end, never moved.
 */
export const ABSENCE_REASONS = [
  /** The camera saw, the landmarker found nobody. */
  'no_face',
  /** The page was hidden, so the browser gave no frames. */
  'tab_hidden',
  /** The student paused the monitor. */
  'paused',
  /** The camera was unplugged, taken or blocked during the session. */
  'camera_lost',
  /** Frames arrive but the landmarker cannot work (context lost, starting again). */
  'landmarker_unavailable',
  /** There is a face, but no features can be had of it. */
  ...UNREADABLE_REASONS,
] as const;
export type AbsenceReason = (typeof ABSENCE_REASONS)[number];

/** One moment of one student's face: what the windows, the score and the log are made from. */
export interface FaceSample {
  readonly kind: 'face';
  readonly capturedAt: TimestampMs;
  /** The 22 of `FACE_FEATURES`, in that order. */
  readonly features: Float32Array;
  /** Unit gaze vectors in camera space (x right, y down, z away); 0 is the eye at image left. */
  readonly gaze0: Vec3;
  readonly gaze1: Vec3;
  /** Head position in camera space, millimetres. */
  readonly position: Vec3;
  /** How sure the landmarker is that this is a face. */
  readonly confidence: Probability;
  /** How far the features can be trusted. */
  readonly quality: Probability;
  /** What lowers the quality noticeably, worst first. */
  readonly issues: readonly QualityIssue[];
  /** Faces in the image, the student's among them; at least 1. */
  readonly faceCount: number;
  /** Which sitter this is: 0 for the first, one more each time another person or camera was noticed. */
  readonly person: number;
  /**
   * How far this person's own baseline lies from the population's, in the population's standard
   * deviations, mean over the units that have one; null until the baseline stands.
   */
  readonly baselineShift: number | null;
}

export interface AbsentSample {
  readonly kind: 'absent';
  readonly capturedAt: TimestampMs;
  readonly reason: AbsenceReason;
}

export type Observation = FaceSample | AbsentSample;

/** Whether the landmarker looked at a frame: it found a face, readable or not, or nobody. */
export const wasLookedAt = (observation: Observation): boolean =>
  observation.kind === 'face' ||
  observation.reason === 'no_face' ||
  isUnreadable(observation.reason);

/** A copy of what a sampler overwrites with its next frame. */
export const keptObservation = (observation: Observation): Observation =>
  observation.kind === 'absent'
    ? { ...observation }
    : {
        ...observation,
        features: observation.features.slice(),
        gaze0: { ...observation.gaze0 },
        gaze1: { ...observation.gaze1 },
        position: { ...observation.position },
      };
