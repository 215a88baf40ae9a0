import type { Reliability } from '../engagement/reliability.ts';
import type { AttentionLevel, LearningState } from '../models/prediction.ts';
import type { AbsenceReason } from '../signals/face-sample.ts';
import type { FaceFeature } from '../signals/face-signal.ts';
import type { ReliabilityLevel } from '../signals/feature-reliability.ts';
import type { QualityIssue } from '../signals/quality-issues.ts';
import type { EventType, SessionRecord } from './records.ts';

export const SUMMARY_FORMAT = 'heed-session-summary';
export const SUMMARY_VERSION = 3;

export interface MeanAndMax {
  readonly mean: number;
  readonly max: number;
}

/** The session summary as it is exported; times in seconds, shares 0..1, scores 0..100. */
export interface SessionSummaryJson {
  readonly format: typeof SUMMARY_FORMAT;
  readonly version: typeof SUMMARY_VERSION;
  readonly session: {
    readonly id: string;
    readonly student_id: string;
    readonly lecture_id: string;
    readonly course_id: string;
    readonly mode: SessionRecord['mode'];
    readonly started_at: string;
    /** null while the session runs. */
    readonly ended_at: string | null;
    readonly end: SessionRecord['end'];
    readonly signal: SessionRecord['signal'];
    readonly model_id: string | null;
    readonly attention_model_id: string | null;
  };
  readonly samples: {
    readonly count: number;
    readonly with_face: number;
    readonly without_face: Readonly<Record<AbsenceReason, number>>;
  };
  readonly engagement: {
    readonly duration_s: number;
    readonly mean_score: number | null;
    readonly share_seen: number | null;
    readonly longest_away_s: number;
    readonly unaccounted_s: number;
    readonly seconds_in: Readonly<Record<string, number>>;
  };
  /** null where the model never said anything. */
  readonly learning_states: {
    readonly predicted_samples: number;
    readonly mean_probability: Readonly<Record<LearningState, number>>;
  } | null;
  /** The same of the attention levels. */
  readonly attention_levels: {
    readonly predicted_samples: number;
    readonly mean_probability: Readonly<Record<AttentionLevel, number>>;
  } | null;
  /** These four are null where no camera was used. */
  readonly reliability: {
    readonly level: Reliability['level'];
    readonly reasons: Reliability['reasons'];
    readonly weight: number;
    readonly detection_rate: number | null;
    readonly readable_rate: number | null;
    readonly mean_quality: number | null;
    readonly baseline_shift_sd: number | null;
    readonly read_s: number;
  } | null;
  readonly quality: {
    /** Of the time with a face; null where there was none. */
    readonly share_with_issue: Readonly<Record<QualityIssue, number>> | null;
  } | null;
  readonly eyes: {
    /** Mean over the time it was known. */
    readonly blinks_per_min: number | null;
    /** Of the blinks in the log; null where there is none. */
    readonly mean_blink_s: number | null;
    readonly perclos: MeanAndMax | null;
    readonly drowsiness: MeanAndMax | null;
  } | null;
  readonly gaze: {
    /** Whether a calibration was in force at any time. */
    readonly calibrated: boolean;
    readonly mean_on_screen: number | null;
  } | null;
  /**
   * How far each feature agrees with OpenFace 2.2 on the same frames: Pearson's r, see
   * `FEATURE_RELIABILITY`. null without a camera, and where other formulas read the features.
   */
  readonly features: Readonly<
    Record<
      FaceFeature,
      { readonly level: ReliabilityLevel; readonly r: number; readonly r_of_25: number }
    >
  > | null;
  readonly events: Readonly<
    Partial<Record<EventType, { readonly count: number; readonly total_s: number | null }>>
  >;
}
