import { ENGAGEMENT_STATUSES, STATUS_REASONS } from '../engagement/reading.ts';
import { ABSTENTION_REASONS, type LiveModel, type Prediction } from '../models/prediction.ts';
import type { BodyReading } from '../signals/body-reading.ts';
import { ABSENCE_REASONS, type Observation } from '../signals/face-sample.ts';
import { FACE_FEATURE_COUNT } from '../signals/face-signal.ts';
import { QUALITY_ISSUES, type QualityIssue } from '../signals/quality-issues.ts';
import {
  type LectureTimeS,
  type Probability,
  type Radians,
  type Score,
  type TimestampMs,
  timestampMs,
} from '../units.ts';
import type { SampleChunk } from './records.ts';
import { COLUMN, issueBit, MODEL_COLUMNS, SAMPLE_COLUMN_COUNT } from './sample-layout.ts';
import type { StoredSample } from './stored-sample.ts';

/** A stored row that no version of this program wrote. */
export class SampleFormatError extends Error {
  override readonly name = 'SampleFormatError';
}

type Rows = Pick<SampleChunk, 'startedAt' | 'rowCount' | 'rows'>;

/**
 * Reads row `index` of a chunk. The features are a view into the chunk, not a copy.
 * Throws RangeError for a row that the chunk does not have, SampleFormatError for codes that
 * format 3 does not know.
 */
export function decodeSample(chunk: Rows, index: number): StoredSample {
  const start = index * SAMPLE_COLUMN_COUNT;
  const row = chunk.rows.subarray(start, start + SAMPLE_COLUMN_COUNT);
  if (index < 0 || index >= chunk.rowCount || row.length !== SAMPLE_COLUMN_COUNT) {
    throw new RangeError(`the chunk has no sample row ${index}`);
  }
  const at = timestampMs(chunk.startedAt + value(row, COLUMN.offset_ms));
  const status = coded(ENGAGEMENT_STATUSES, row, COLUMN.status, 'status');
  if (status === null) throw new SampleFormatError(`sample row ${index} has no status`);
  return {
    at,
    lectureTime: known(row, COLUMN.lecture_time_s) as LectureTimeS | null,
    observation: decodeObservation(row, at),
    engagement: {
      score: known(row, COLUMN.engagement_score) as Score | null,
      status,
      reason: coded(STATUS_REASONS, row, COLUMN.status_reason, 'status reason'),
      perclos: known(row, COLUMN.perclos) as Probability | null,
      blinkRate: known(row, COLUMN.blink_rate),
      drowsiness: known(row, COLUMN.drowsiness) as Probability | null,
    },
    prediction: decodePrediction('learning_states', row, at),
    attention:
      known(row, COLUMN.attention_abstention) === null
        ? null
        : decodePrediction('attention_level', row, at),
    body: decodeBody(row, at),
    gazeOnScreen: known(row, COLUMN.gaze_on_screen) as Probability | null,
  };
}

/** All rows of a chunk, in order. */
export function* decodeSamples(chunk: Rows): Generator<StoredSample> {
  for (let index = 0; index < chunk.rowCount; index++) yield decodeSample(chunk, index);
}

function decodeBody(row: Float32Array, capturedAt: TimestampMs): BodyReading | null {
  const present = known(row, COLUMN.body_present);
  if (present === null) return null;
  if (present === 0) return { kind: 'absent', capturedAt };
  return {
    kind: 'body',
    capturedAt,
    shoulderTilt: known(row, COLUMN.shoulder_tilt) as Radians | null,
    lean: known(row, COLUMN.lean),
    slouch: known(row, COLUMN.slouch),
    handOnFace: knownFlag(row, COLUMN.hand_on_face),
    handRaised: knownFlag(row, COLUMN.hand_raised),
    motion: known(row, COLUMN.body_motion),
  };
}

function decodeObservation(row: Float32Array, capturedAt: TimestampMs): Observation {
  const reason = coded(ABSENCE_REASONS, row, COLUMN.absence, 'absence');
  if (reason !== null) return { kind: 'absent', capturedAt, reason };
  const vector = (column: number) => ({
    x: value(row, column),
    y: value(row, column + 1),
    z: value(row, column + 2),
  });
  return {
    kind: 'face',
    capturedAt,
    features: row.subarray(COLUMN.AU01, COLUMN.AU01 + FACE_FEATURE_COUNT),
    gaze0: vector(COLUMN.gaze_0_x),
    gaze1: vector(COLUMN.gaze_0_x + 3),
    position: vector(COLUMN.pose_Tx),
    confidence: value(row, COLUMN.confidence) as Probability,
    quality: value(row, COLUMN.quality) as Probability,
    faceCount: value(row, COLUMN.face_count),
    issues: decodeIssues(known(row, COLUMN.quality_issues)),
    person: known(row, COLUMN.person) ?? 0,
    baselineShift: known(row, COLUMN.baseline_shift),
  };
}

function decodePrediction(model: LiveModel, row: Float32Array, at: TimestampMs): Prediction {
  const { labels, abstention } = MODEL_COLUMNS[model];
  const reason = coded(ABSTENTION_REASONS, row, abstention, 'abstention');
  if (reason !== null) return { kind: 'abstained', at, reason };
  return {
    kind: 'predicted',
    at,
    probabilities: labels.map((column) => value(row, column) as Probability),
  };
}

const value = (row: Float32Array, column: number): number => row[column] as number;

function known(row: Float32Array, column: number): number | null {
  const number = value(row, column);
  return Number.isNaN(number) ? null : number;
}

function knownFlag(row: Float32Array, column: number): boolean | null {
  const number = known(row, column);
  return number === null ? null : number === 1;
}

const decodeIssues = (bits: number | null): readonly QualityIssue[] =>
  bits === null || bits === 0
    ? []
    : QUALITY_ISSUES.filter((issue) => Math.floor(bits / issueBit(issue)) % 2 === 1);

/** Codes are positions plus one; 0 is "none of them". */
function coded<Name extends string>(
  names: readonly Name[],
  row: Float32Array,
  column: number,
  what: string,
): Name | null {
  const code = value(row, column);
  if (code === 0) return null;
  const name = names[code - 1];
  if (name === undefined) {
    throw new SampleFormatError(
      `a stored sample has the unknown ${what} code ${code}; it was left as it is. ` +
        'A newer version of Heed may be able to read it.',
    );
  }
  return name;
}
