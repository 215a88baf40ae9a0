import { FACE_FEATURES } from '../signals/face-signal.ts';

/**
 * Columns of one stored sample, format 2: 59 float32 = 236 bytes; format 1 was the first 48. NaN means "not known at that
 * moment"; why is in `absence` and `abstention`. Codes are positions in the lists they name, plus
 * one; 0 means "none of them".
 */
export const SAMPLE_COLUMNS = [
  /** Milliseconds since the chunk's `startedAt`. */
  'offset_ms',
  /** Position in the lecture, seconds. */
  'lecture_time_s',
  /** 0: a face was read; else 1 + index into ABSENCE_REASONS. */
  'absence',
  ...FACE_FEATURES,
  'gaze_0_x',
  'gaze_0_y',
  'gaze_0_z',
  'gaze_1_x',
  'gaze_1_y',
  'gaze_1_z',
  /** Millimetres, camera space. */
  'pose_Tx',
  'pose_Ty',
  'pose_Tz',
  'confidence',
  'quality',
  'face_count',
  /** 0..100 */
  'engagement_score',
  /** Index into ENGAGEMENT_STATUSES, plus one. */
  'status',
  /** Index into STATUS_REASONS, plus one; 0 where the status needs no reason. */
  'status_reason',
  'boredom',
  'engagement',
  'confusion',
  'frustration',
  /** 0: predicted; else 1 + index into ABSTENTION_REASONS. */
  'abstention',
  /** Share of the last minute with closed eyes, 0..1. */
  'perclos',
  /** Blinks per minute over the last minute. */
  'blink_rate',
  /** 1 a body was found, 0 none was, NaN the body was not read. */
  'body_present',
  /** Sum of 2^i over the positions i in QUALITY_ISSUES. */
  'quality_issues',
  /** Which sitter, from 0. */
  'person',
  /** The person's own baseline against the population's, in standard deviations. */
  'baseline_shift',
  /** Probability that the gaze is on the screen; known after a calibration only. */
  'gaze_on_screen',
  /** 0 awake .. 1 falling asleep. */
  'drowsiness',
  /** Radians, > 0 clockwise in the image. */
  'shoulder_tilt',
  /** Share of the usual shoulder width, > 0 towards the camera. */
  'lean',
  /** Shoulder widths, > 0 lower than usual. */
  'slouch',
  'hand_on_face',
  'hand_raised',
  /** Shoulder widths a second. */
  'body_motion',
] as const;
export type SampleColumn = (typeof SAMPLE_COLUMNS)[number];
export const SAMPLE_COLUMN_COUNT = SAMPLE_COLUMNS.length;
/** Samples of format 1 had the first of the columns. */
export const SAMPLE_COLUMN_COUNT_1 = 48;

const INDEX = new Map<string, number>(SAMPLE_COLUMNS.map((name, index) => [name, index]));

export function sampleColumn(name: SampleColumn): number {
  const index = INDEX.get(name);
  if (index === undefined) throw new RangeError(`no sample column is called ${name}`);
  return index;
}
