import { ATTENTION_LEVELS, LEARNING_STATES, type LiveModel } from '../models/prediction.ts';
import { FACE_FEATURES } from '../signals/face-signal.ts';
import { QUALITY_ISSUES, type QualityIssue } from '../signals/quality-issues.ts';

/**
 * Columns of one stored sample, format 3: 63 float32 = 252 bytes. NaN means "not known at that
 * moment"; why is in `absence` and `abstention`. Codes are positions in the lists they name, plus
 * one; 0 means "none of them". Columns are added at the end, never moved.
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
  ...ATTENTION_LEVELS,
  /** As `abstention`, of the attention levels. */
  'attention_abstention',
] as const;
export type SampleColumn = (typeof SAMPLE_COLUMNS)[number];
export const SAMPLE_COLUMN_COUNT = SAMPLE_COLUMNS.length;
/** Samples of format 1 had the first of the columns, 192 bytes. */
export const SAMPLE_COLUMN_COUNT_1 = 48;
/** Of format 2, 236 bytes. */
export const SAMPLE_COLUMN_COUNT_2 = 59;

const OLDER_WIDTHS = [SAMPLE_COLUMN_COUNT_1, SAMPLE_COLUMN_COUNT_2];

/** Where each column is in a row. */
export const COLUMN = Object.fromEntries(
  SAMPLE_COLUMNS.map((name, index) => [name, index]),
) as Readonly<Record<SampleColumn, number>>;

/** Where each model's probabilities are, in the order of its labels, and why there are none. */
export const MODEL_COLUMNS: Readonly<
  Record<LiveModel, { readonly labels: readonly number[]; readonly abstention: number }>
> = {
  learning_states: {
    labels: LEARNING_STATES.map((state) => COLUMN[state]),
    abstention: COLUMN.abstention,
  },
  attention_level: {
    labels: ATTENTION_LEVELS.map((level) => COLUMN[level]),
    abstention: COLUMN.attention_abstention,
  },
};

/** What an issue adds to `quality_issues`. */
export const issueBit = (issue: QualityIssue): number => 2 ** QUALITY_ISSUES.indexOf(issue);

/**
 * Rows of `rowCount` samples in the present columns. Which format a chunk has is told by its width
 * alone, because a session of an older format that was running when the page was updated is closed
 * by the newer version. What that format did not hold is not known: NaN. null for any other width.
 */
export function inPresentColumns(rows: Float32Array, rowCount: number): Float32Array | null {
  if (rows.length === rowCount * SAMPLE_COLUMN_COUNT) return rows;
  const width = OLDER_WIDTHS.find((columns) => rows.length === rowCount * columns);
  if (width === undefined) return null;
  const wide = new Float32Array(rowCount * SAMPLE_COLUMN_COUNT).fill(Number.NaN);
  for (let row = 0; row < rowCount; row++) {
    const from = row * width;
    wide.set(rows.subarray(from, from + width), row * SAMPLE_COLUMN_COUNT);
  }
  return wide;
}
