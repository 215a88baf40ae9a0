import type { SessionStore } from '#adapters/idb/session-store.ts';
import type { EngagementStatus } from '#core/engagement/reading.ts';
import { at } from '#core/numeric/at.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import type { Random } from '#core/ports.ts';
import { encodeSample } from '#core/sessions/encode-sample.ts';
import type { SampleChunk } from '#core/sessions/records.ts';
import { SAMPLE_COLUMN_COUNT } from '#core/sessions/sample-layout.ts';
import type { StoredSample } from '#core/sessions/stored-sample.ts';
import { FACE_FEATURE_COUNT, FACE_SIGNAL } from '#core/signals/face-signal.ts';
import { lectureTimeS, probability, score, timestampMs } from '#core/units.ts';
import { session, STARTED_AT } from '../idb/sessions.ts';

export const RATE = 30;
const STEP_MS = 1000 / RATE;
const STATUSES = ['disengaged', 'engaged', 'partially_engaged'] as const;

export interface TaughtSession {
  readonly id: string;
  readonly student: string;
  readonly seconds: number;
  readonly seed: number;
  /** How far the features that tell the status stand from where other people's do. */
  readonly turned?: number;
}

interface Moment {
  readonly row: number;
  readonly status: EngagementStatus;
  readonly features: Float32Array | null;
}

/** Each status for three seconds in turn, told by one action unit, its course and noise. */
function momentOf(row: number, { turned = 0, seed }: TaughtSession, random: Random): Moment {
  const state = (Math.floor(row / (3 * RATE)) + seed) % STATUSES.length;
  // Every five seconds a blink of the camera, and once nobody for a second.
  const absent = row % (5 * RATE) < 3 || (row >= 7 * RATE && row < 8 * RATE);
  const telling = (state + turned) % STATUSES.length;
  const features = Float32Array.from({ length: FACE_FEATURE_COUNT }, (_, feature) => {
    const noise = random() - 0.5;
    if (feature > 16) return 0.4 * noise;
    return feature === telling ? 2 + 0.5 * Math.sin(row / 4) + noise : 1 + noise;
  });
  return absent
    ? { row, status: 'not_detected', features: null }
    : { row, status: at(STATUSES, state), features };
}

function sampleOf({ row, status, features }: Moment): StoredSample {
  const moment = timestampMs(STARTED_AT + row * STEP_MS);
  return {
    at: moment,
    lectureTime: lectureTimeS(row / RATE),
    observation:
      features === null
        ? { kind: 'absent', capturedAt: moment, reason: 'no_face' }
        : {
            kind: 'face',
            capturedAt: moment,
            features,
            gaze0: { x: 0, y: 0, z: -1 },
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
      score: features === null ? null : score(70),
      status,
      reason: null,
      perclos: null,
      blinkRate: null,
      drowsiness: null,
    },
    prediction: { kind: 'abstained', at: moment, reason: 'not_chosen' },
    attention: null,
    body: null,
    gazeOnScreen: null,
  };
}

function* chunksOf(taught: TaughtSession): Generator<SampleChunk> {
  const random = seededRandom(taught.seed);
  for (let second = 0; second < taught.seconds; second++) {
    const startedAt = timestampMs(STARTED_AT + second * 1000);
    const rows = new Float32Array(RATE * SAMPLE_COLUMN_COUNT);
    for (let index = 0; index < RATE; index++) {
      const sample = sampleOf(momentOf(second * RATE + index, taught, random));
      encodeSample(sample, startedAt, rows, index);
    }
    yield {
      sessionId: taught.id,
      sequence: second,
      startedAt,
      rowCount: RATE,
      meanScore: score(70),
      reliabilityWeight: null,
      rows,
    };
  }
}

/** Records a session whose faces tell its statuses, and ends it. */
export async function record(store: SessionStore, taught: TaughtSession): Promise<void> {
  const { name, version } = FACE_SIGNAL;
  await store.begin({
    ...session(taught.id),
    studentId: taught.student,
    signal: { name, version },
  });
  for (const chunk of chunksOf(taught)) await store.appendSamples(chunk);
  await store.end(taught.id, timestampMs(STARTED_AT + taught.seconds * 1000), 'stopped');
}
