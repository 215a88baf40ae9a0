import type { EngagementReading } from '../engagement/reading.ts';
import { ENGAGEMENT_STATUSES, STATUS_REASONS } from '../engagement/reading.ts';
import type { Prediction } from '../models/prediction.ts';
import { ABSTENTION_REASONS, LEARNING_STATES } from '../models/prediction.ts';
import { ABSENCE_REASONS, type Observation } from '../signals/face-sample.ts';
import type { BodyReading } from '../signals/body-reading.ts';
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
import { SAMPLE_COLUMN_COUNT, sampleColumn } from './sample-layout.ts';

/** One stored moment of a session, as it is written into and read back from a chunk's row. */
export interface StoredSample {
  readonly at: TimestampMs;
  /** null where no lecture was loaded. */
  readonly lectureTime: LectureTimeS | null;
  /** The face, or why there was none. Its `capturedAt` is `at`. */
  readonly observation: Observation;
  readonly engagement: Pick<
    EngagementReading,
    'score' | 'status' | 'reason' | 'perclos' | 'blinkRate' | 'drowsiness'
  >;
  /** Probabilities in the order of LEARNING_STATES, or why there are none. */
  readonly prediction: Prediction;
  /** null where the body was not read. */
  readonly body: BodyReading | null;
  /** Probability that the gaze is on the screen; null without a calibration. */
  readonly gazeOnScreen: Probability | null;
}

/** A stored row that no version of this program wrote. */
export class SampleFormatError extends Error {
  override readonly name = 'SampleFormatError';
}

const AT = sampleColumn('offset_ms');
const LECTURE_TIME = sampleColumn('lecture_time_s');
const ABSENCE = sampleColumn('absence');
const FEATURES = sampleColumn('AU01');
const GAZE = sampleColumn('gaze_0_x');
const POSITION = sampleColumn('pose_Tx');
const CONFIDENCE = sampleColumn('confidence');
const QUALITY = sampleColumn('quality');
const FACE_COUNT = sampleColumn('face_count');
const SCORE = sampleColumn('engagement_score');
const STATUS = sampleColumn('status');
const STATUS_REASON = sampleColumn('status_reason');
const STATES = LEARNING_STATES.map(sampleColumn);
const ABSTENTION = sampleColumn('abstention');
const PERCLOS = sampleColumn('perclos');
const BLINK_RATE = sampleColumn('blink_rate');
const BODY = sampleColumn('body_present');
const ISSUES = sampleColumn('quality_issues');
const PERSON = sampleColumn('person');
const BASELINE_SHIFT = sampleColumn('baseline_shift');
const ON_SCREEN = sampleColumn('gaze_on_screen');
const DROWSINESS = sampleColumn('drowsiness');
const SHOULDER_TILT = sampleColumn('shoulder_tilt');
const LEAN = sampleColumn('lean');
const SLOUCH = sampleColumn('slouch');
const HAND_ON_FACE = sampleColumn('hand_on_face');
const HAND_RAISED = sampleColumn('hand_raised');
const MOTION = sampleColumn('body_motion');

const unknownAsNaN = (value: number | null): number => value ?? Number.NaN;
const flag = (value: boolean | null): number => (value === null ? Number.NaN : Number(value));
const issueBit = (issue: QualityIssue): number => 2 ** QUALITY_ISSUES.indexOf(issue);

/**
 * Writes `sample` as row `index` of `rows` (row-major, SAMPLE_COLUMN_COUNT wide).
 * What is not known becomes NaN, never 0. Throws RangeError where the row does not fit.
 */
export function encodeSample(
  sample: StoredSample,
  chunkStartedAt: TimestampMs,
  rows: Float32Array,
  index: number,
): void {
  const start = index * SAMPLE_COLUMN_COUNT;
  const row = rows.subarray(start, start + SAMPLE_COLUMN_COUNT);
  if (row.length !== SAMPLE_COLUMN_COUNT) throw new RangeError(`no room for sample row ${index}`);
  row.fill(Number.NaN);
  row[AT] = sample.at - chunkStartedAt;
  row[LECTURE_TIME] = unknownAsNaN(sample.lectureTime);
  encodeObservation(sample.observation, row);
  const { score, status, reason, perclos, blinkRate, drowsiness } = sample.engagement;
  row[SCORE] = unknownAsNaN(score);
  row[STATUS] = ENGAGEMENT_STATUSES.indexOf(status) + 1;
  row[STATUS_REASON] = reason === null ? 0 : STATUS_REASONS.indexOf(reason) + 1;
  row[PERCLOS] = unknownAsNaN(perclos);
  row[BLINK_RATE] = unknownAsNaN(blinkRate);
  row[DROWSINESS] = unknownAsNaN(drowsiness);
  row[ON_SCREEN] = unknownAsNaN(sample.gazeOnScreen);
  encodeBody(sample.body, row);
  encodePrediction(sample.prediction, rows, index);
}

function encodeBody(body: BodyReading | null, row: Float32Array): void {
  if (body === null) return;
  row[BODY] = body.kind === 'body' ? 1 : 0;
  if (body.kind === 'absent') return;
  row[SHOULDER_TILT] = unknownAsNaN(body.shoulderTilt);
  row[LEAN] = unknownAsNaN(body.lean);
  row[SLOUCH] = unknownAsNaN(body.slouch);
  row[HAND_ON_FACE] = flag(body.handOnFace);
  row[HAND_RAISED] = flag(body.handRaised);
  row[MOTION] = unknownAsNaN(body.motion);
}

function encodeObservation(observation: Observation, row: Float32Array): void {
  if (observation.kind === 'absent') {
    row[ABSENCE] = ABSENCE_REASONS.indexOf(observation.reason) + 1;
    return;
  }
  if (observation.features.length !== FACE_FEATURE_COUNT) {
    throw new RangeError(
      `a face sample has ${FACE_FEATURE_COUNT} features, this one ${observation.features.length}`,
    );
  }
  const { gaze0, gaze1, position } = observation;
  row[ABSENCE] = 0;
  row.set(observation.features, FEATURES);
  row.set([gaze0.x, gaze0.y, gaze0.z, gaze1.x, gaze1.y, gaze1.z], GAZE);
  row.set([position.x, position.y, position.z], POSITION);
  row[CONFIDENCE] = observation.confidence;
  row[QUALITY] = observation.quality;
  row[FACE_COUNT] = observation.faceCount;
  row[ISSUES] = observation.issues.reduce((sum, issue) => sum + issueBit(issue), 0);
  row[PERSON] = observation.person;
  row[BASELINE_SHIFT] = unknownAsNaN(observation.baselineShift);
}

/** Rewrites the prediction of row `index`: a model's answer comes after the sample it belongs to. */
export function encodePrediction(prediction: Prediction, rows: Float32Array, index: number): void {
  const start = index * SAMPLE_COLUMN_COUNT;
  if (start + SAMPLE_COLUMN_COUNT > rows.length) {
    throw new RangeError(`no room for sample row ${index}`);
  }
  if (prediction.kind === 'abstained') {
    for (const column of STATES) rows[start + column] = Number.NaN;
    rows[start + ABSTENTION] = ABSTENTION_REASONS.indexOf(prediction.reason) + 1;
    return;
  }
  if (prediction.probabilities.length !== STATES.length) {
    throw new RangeError(
      `${STATES.length} state probabilities are stored, got ${prediction.probabilities.length}`,
    );
  }
  for (const [state, column] of STATES.entries()) {
    rows[start + column] = prediction.probabilities[state] as number;
  }
  rows[start + ABSTENTION] = 0;
}

type Rows = Pick<SampleChunk, 'startedAt' | 'rowCount' | 'rows'>;

/**
 * Reads row `index` of a chunk. The features are a view into the chunk, not a copy.
 * Throws RangeError for a row that the chunk does not have, SampleFormatError for codes that
 * format 2 does not know.
 */
export function decodeSample(chunk: Rows, index: number): StoredSample {
  const start = index * SAMPLE_COLUMN_COUNT;
  const row = chunk.rows.subarray(start, start + SAMPLE_COLUMN_COUNT);
  if (index < 0 || index >= chunk.rowCount || row.length !== SAMPLE_COLUMN_COUNT) {
    throw new RangeError(`the chunk has no sample row ${index}`);
  }
  const at = timestampMs(chunk.startedAt + value(row, AT));
  const status = coded(ENGAGEMENT_STATUSES, row, STATUS, 'status');
  if (status === null) throw new SampleFormatError(`sample row ${index} has no status`);
  return {
    at,
    lectureTime: known(row, LECTURE_TIME) as LectureTimeS | null,
    observation: decodeObservation(row, at),
    engagement: {
      score: known(row, SCORE) as Score | null,
      status,
      reason: coded(STATUS_REASONS, row, STATUS_REASON, 'status reason'),
      perclos: known(row, PERCLOS) as Probability | null,
      blinkRate: known(row, BLINK_RATE),
      drowsiness: known(row, DROWSINESS) as Probability | null,
    },
    prediction: decodePrediction(row, at),
    body: decodeBody(row, at),
    gazeOnScreen: known(row, ON_SCREEN) as Probability | null,
  };
}

/** All rows of a chunk, in order. */
export function* decodeSamples(chunk: Rows): Generator<StoredSample> {
  for (let index = 0; index < chunk.rowCount; index++) yield decodeSample(chunk, index);
}

function decodeBody(row: Float32Array, capturedAt: TimestampMs): BodyReading | null {
  const present = known(row, BODY);
  if (present === null) return null;
  if (present === 0) return { kind: 'absent', capturedAt };
  return {
    kind: 'body',
    capturedAt,
    shoulderTilt: known(row, SHOULDER_TILT) as Radians | null,
    lean: known(row, LEAN),
    slouch: known(row, SLOUCH),
    handOnFace: knownFlag(row, HAND_ON_FACE),
    handRaised: knownFlag(row, HAND_RAISED),
    motion: known(row, MOTION),
  };
}

function decodeObservation(row: Float32Array, capturedAt: TimestampMs): Observation {
  const reason = coded(ABSENCE_REASONS, row, ABSENCE, 'absence');
  if (reason !== null) return { kind: 'absent', capturedAt, reason };
  const vector = (column: number) => ({
    x: value(row, column),
    y: value(row, column + 1),
    z: value(row, column + 2),
  });
  return {
    kind: 'face',
    capturedAt,
    features: row.subarray(FEATURES, FEATURES + FACE_FEATURE_COUNT),
    gaze0: vector(GAZE),
    gaze1: vector(GAZE + 3),
    position: vector(POSITION),
    confidence: value(row, CONFIDENCE) as Probability,
    quality: value(row, QUALITY) as Probability,
    faceCount: value(row, FACE_COUNT),
    issues: decodeIssues(known(row, ISSUES)),
    person: known(row, PERSON) ?? 0,
    baselineShift: known(row, BASELINE_SHIFT),
  };
}

function decodePrediction(row: Float32Array, at: TimestampMs): Prediction {
  const reason = coded(ABSTENTION_REASONS, row, ABSTENTION, 'abstention');
  if (reason !== null) return { kind: 'abstained', at, reason };
  return {
    kind: 'predicted',
    at,
    probabilities: STATES.map((column) => value(row, column) as Probability),
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
