import { seededRandom } from '#core/numeric/seeded-random.ts';
import { SAMPLE_COLUMN_COUNT } from '#core/sessions/sample-layout.ts';
import type { StoredSample } from '#core/sessions/stored-sample.ts';
import { encodeSample } from '#core/sessions/encode-sample.ts';
import {
  SESSION_FORMAT_VERSION,
  type SampleChunk,
  type SessionEvent,
  type SessionRecord,
} from '#core/sessions/records.ts';
import { FACE_FEATURE_COUNT } from '#core/signals/face-signal.ts';
import { lectureTimeS, probability, score, timestampMs } from '#core/units.ts';

export const STARTED_AT = timestampMs(Date.UTC(2026, 0, 5, 8, 0, 0));
export const ROWS = 30;

export const session = (id: string): SessionRecord => ({
  id,
  formatVersion: SESSION_FORMAT_VERSION,
  studentId: 'student_4',
  lectureId: 'lec_1',
  courseId: 'cv101',
  signal: { name: 'face', version: 1 },
  mode: 'attention',
  startedAt: STARTED_AT,
  endedAt: null,
  end: null,
  sampleCount: 0,
  eventCount: 0,
  meanScore: null,
  reliabilityWeight: null,
  modelId: null,
  attentionModelId: null,
});

/** Noise, as real samples are: what repeats would be stored in far less room. */
function sample(second: number, row: number): StoredSample {
  const noise = seededRandom(second * ROWS + row);
  const at = timestampMs(STARTED_AT + second * 1000 + row * 32);
  return {
    at,
    lectureTime: lectureTimeS(second),
    observation: {
      kind: 'face',
      capturedAt: at,
      features: Float32Array.from({ length: FACE_FEATURE_COUNT }, noise),
      gaze0: { x: noise(), y: noise(), z: -1 },
      gaze1: { x: 0, y: 0, z: -1 },
      position: { x: 1, y: 2, z: 600 },
      confidence: probability(1),
      quality: probability(1),
      faceCount: 1,
      issues: [],
      person: 0,
      baselineShift: null,
    },
    engagement: {
      score: score(70 + noise()),
      status: 'engaged',
      reason: null,
      perclos: probability(0.05),
      blinkRate: 12,
      drowsiness: null,
    },
    prediction: { kind: 'abstained', at, reason: 'not_chosen' },
    attention: { kind: 'abstained', at, reason: 'low_confidence' },
    body: null,
    gazeOnScreen: null,
  };
}

/** The second `second` of a session: 30 rows, 32 ms apart. */
export function chunk(sessionId: string, second: number): SampleChunk {
  const startedAt = timestampMs(STARTED_AT + second * 1000);
  const rows = new Float32Array(ROWS * SAMPLE_COLUMN_COUNT);
  for (let row = 0; row < ROWS; row++) encodeSample(sample(second, row), startedAt, rows, row);
  const meanScore = score(50 + (second % 50));
  const reliabilityWeight = probability(0.75);
  return {
    sessionId,
    sequence: second,
    startedAt,
    rowCount: ROWS,
    meanScore,
    reliabilityWeight,
    rows,
  };
}

export const event = (sessionId: string, sequence: number, afterMs: number): SessionEvent => ({
  sessionId,
  sequence,
  at: timestampMs(STARTED_AT + afterMs),
  lectureTime: null,
  type: 'mouse_click',
  data: { count: 2, interval_s: 10 },
});

export async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}
