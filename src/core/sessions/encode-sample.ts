import { ENGAGEMENT_STATUSES, STATUS_REASONS } from '../engagement/reading.ts';
import { ABSTENTION_REASONS, type LiveModel, type Prediction } from '../models/prediction.ts';
import type { BodyReading } from '../signals/body-reading.ts';
import { ABSENCE_REASONS, type Observation } from '../signals/face-sample.ts';
import { FACE_FEATURE_COUNT } from '../signals/face-signal.ts';
import type { TimestampMs } from '../units.ts';
import { COLUMN, issueBit, MODEL_COLUMNS, SAMPLE_COLUMN_COUNT } from './sample-layout.ts';
import type { StoredSample } from './stored-sample.ts';

const unknownAsNaN = (value: number | null): number => value ?? Number.NaN;
const flag = (value: boolean | null): number => (value === null ? Number.NaN : Number(value));

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
  row[COLUMN.offset_ms] = sample.at - chunkStartedAt;
  row[COLUMN.lecture_time_s] = unknownAsNaN(sample.lectureTime);
  encodeObservation(sample.observation, row);
  const { score, status, reason, perclos, blinkRate, drowsiness } = sample.engagement;
  row[COLUMN.engagement_score] = unknownAsNaN(score);
  row[COLUMN.status] = ENGAGEMENT_STATUSES.indexOf(status) + 1;
  row[COLUMN.status_reason] = reason === null ? 0 : STATUS_REASONS.indexOf(reason) + 1;
  row[COLUMN.perclos] = unknownAsNaN(perclos);
  row[COLUMN.blink_rate] = unknownAsNaN(blinkRate);
  row[COLUMN.drowsiness] = unknownAsNaN(drowsiness);
  row[COLUMN.gaze_on_screen] = unknownAsNaN(sample.gazeOnScreen);
  encodeBody(sample.body, row);
  encodePrediction('learning_states', sample.prediction, rows, index);
  if (sample.attention !== null) {
    encodePrediction('attention_level', sample.attention, rows, index);
  }
}

function encodeBody(body: BodyReading | null, row: Float32Array): void {
  if (body === null) return;
  row[COLUMN.body_present] = body.kind === 'body' ? 1 : 0;
  if (body.kind === 'absent') return;
  row[COLUMN.shoulder_tilt] = unknownAsNaN(body.shoulderTilt);
  row[COLUMN.lean] = unknownAsNaN(body.lean);
  row[COLUMN.slouch] = unknownAsNaN(body.slouch);
  row[COLUMN.hand_on_face] = flag(body.handOnFace);
  row[COLUMN.hand_raised] = flag(body.handRaised);
  row[COLUMN.body_motion] = unknownAsNaN(body.motion);
}

function encodeObservation(observation: Observation, row: Float32Array): void {
  if (observation.kind === 'absent') {
    row[COLUMN.absence] = ABSENCE_REASONS.indexOf(observation.reason) + 1;
    return;
  }
  if (observation.features.length !== FACE_FEATURE_COUNT) {
    throw new RangeError(
      `a face sample has ${FACE_FEATURE_COUNT} features, this one ${observation.features.length}`,
    );
  }
  const { gaze0, gaze1, position } = observation;
  row[COLUMN.absence] = 0;
  row.set(observation.features, COLUMN.AU01);
  row.set([gaze0.x, gaze0.y, gaze0.z, gaze1.x, gaze1.y, gaze1.z], COLUMN.gaze_0_x);
  row.set([position.x, position.y, position.z], COLUMN.pose_Tx);
  row[COLUMN.confidence] = observation.confidence;
  row[COLUMN.quality] = observation.quality;
  row[COLUMN.face_count] = observation.faceCount;
  row[COLUMN.quality_issues] = observation.issues.reduce((sum, issue) => sum + issueBit(issue), 0);
  row[COLUMN.person] = observation.person;
  row[COLUMN.baseline_shift] = unknownAsNaN(observation.baselineShift);
}

/** Rewrites a model's answer in row `index`: it comes after the sample it belongs to. */
export function encodePrediction(
  model: LiveModel,
  prediction: Prediction,
  rows: Float32Array,
  index: number,
): void {
  const start = index * SAMPLE_COLUMN_COUNT;
  if (start + SAMPLE_COLUMN_COUNT > rows.length) {
    throw new RangeError(`no room for sample row ${index}`);
  }
  const { labels, abstention } = MODEL_COLUMNS[model];
  if (prediction.kind === 'abstained') {
    for (const column of labels) rows[start + column] = Number.NaN;
    rows[start + abstention] = ABSTENTION_REASONS.indexOf(prediction.reason) + 1;
    return;
  }
  if (prediction.probabilities.length !== labels.length) {
    throw new RangeError(
      `${labels.length} probabilities of ${model} are stored, got ${prediction.probabilities.length}`,
    );
  }
  for (const [position, column] of labels.entries()) {
    rows[start + column] = prediction.probabilities[position] as number;
  }
  rows[start + abstention] = 0;
}
