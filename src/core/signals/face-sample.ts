import type { Probability, TimestampMs, Vec3 } from '../units.ts';

/** Why there is no face sample for a moment. Never stored or shown as zeros. */
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
  /** Faces in the image, the student's among them; at least 1. */
  readonly faceCount: number;
}

export interface AbsentSample {
  readonly kind: 'absent';
  readonly capturedAt: TimestampMs;
  readonly reason: AbsenceReason;
}

export type Observation = FaceSample | AbsentSample;
