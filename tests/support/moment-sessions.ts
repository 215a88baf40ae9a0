import type { AnsweredMoment, MomentAnswer } from '#core/moments/answered-moment.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import type { Random } from '#core/ports.ts';
import { encodeSample } from '#core/sessions/encode-sample.ts';
import {
  SESSION_FORMAT_VERSION,
  type SampleChunk,
  type SessionRecord,
} from '#core/sessions/records.ts';
import { SAMPLE_COLUMN_COUNT } from '#core/sessions/sample-layout.ts';
import type { StoredSample } from '#core/sessions/stored-sample.ts';
import { FACE_FEATURE_COUNT, FACE_SIGNAL, featureIndex } from '#core/signals/face-signal.ts';
import { lectureTimeS, probability, score, timestampMs } from '#core/units.ts';

/** Made sessions: a student who says now and then whether they were distracted. */
const RATE = 30;
const PART_S = 6;
const STARTED_AT = Date.UTC(2026, 10, 2, 8, 0, 0);

/** Where this student looks, in radians to the side, for each answer that they give. */
export type Looks = (answer: MomentAnswer, random: Random) => number;

/** Somebody who follows on another screen, and rests their eyes on this one. */
export const REVERSED: Looks = (answer) => (answer === 'attentive' ? 0.55 : 0);
/** Somebody whose looks say nothing of it. */
export const NOISE: Looks = (_, random) => (random() < 0.5 ? 0.55 : 0);

export interface MadeSession {
  readonly record: SessionRecord;
  readonly chunks: readonly SampleChunk[];
  readonly moments: readonly AnsweredMoment[];
}

function sampleAt(at: number, aside: number, random: Random): StoredSample {
  const features = new Float32Array(FACE_FEATURE_COUNT);
  const put = (name: Parameters<typeof featureIndex>[0], value: number, noise: number) => {
    features[featureIndex(name)] = value + noise * (random() - 0.5);
  };
  put('AU45', 0.2, 0.2);
  put('gaze_angle_x', aside, 0.1);
  put('gaze_angle_y', 0.3, 0.1);
  put('pose_Rx', 0.2, 0.06);
  put('pose_Ry', -aside / 2, 0.06);
  put('pose_Rz', 0, 0.06);
  const moment = timestampMs(at);
  return {
    at: moment,
    lectureTime: lectureTimeS((at - STARTED_AT) / 1000),
    observation: {
      kind: 'face',
      capturedAt: moment,
      features,
      gaze0: { x: 0, y: 0, z: -1 },
      gaze1: { x: 0, y: 0, z: -1 },
      position: { x: 0, y: 0, z: 600 },
      confidence: probability(1),
      quality: probability(1),
      faceCount: 1,
      issues: [],
      person: 0,
      baselineShift: null,
    },
    engagement: {
      score: score(70),
      status: 'engaged',
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

/** Twelve seconds: six before each of two answers, one of each kind. */
function madeSession(studentId: string, number: number, looks: Looks): MadeSession {
  const random = seededRandom(100 + number);
  const id = `made-${studentId}-${number}`;
  const startedAt = STARTED_AT + number * 86_400_000;
  const order: readonly MomentAnswer[] =
    number % 2 === 0 ? ['distracted', 'attentive'] : ['attentive', 'distracted'];
  const asides = order.map((answer) => looks(answer, random));
  const chunks = Array.from({ length: order.length * PART_S }, (_, second): SampleChunk => {
    const from = timestampMs(startedAt + second * 1000);
    const rows = new Float32Array(RATE * SAMPLE_COLUMN_COUNT);
    const aside = asides[Math.floor(second / PART_S)] ?? 0;
    for (let row = 0; row < RATE; row++) {
      encodeSample(sampleAt(from + (row * 1000) / RATE, aside, random), from, rows, row);
    }
    return {
      sessionId: id,
      sequence: second,
      startedAt: from,
      rowCount: RATE,
      meanScore: score(70),
      reliabilityWeight: null,
      rows,
    };
  });
  return {
    record: {
      id,
      formatVersion: SESSION_FORMAT_VERSION,
      studentId,
      lectureId: 'lec_1',
      courseId: 'cv101',
      signal: { name: FACE_SIGNAL.name, version: FACE_SIGNAL.version },
      mode: 'attention',
      startedAt: timestampMs(startedAt),
      endedAt: timestampMs(startedAt + order.length * PART_S * 1000),
      end: 'stopped',
      sampleCount: chunks.length * RATE,
      eventCount: 0,
      meanScore: score(70),
      reliabilityWeight: null,
      modelId: null,
      attentionModelId: null,
    },
    chunks,
    moments: order.map((answer, part) => ({
      studentId,
      sessionId: id,
      formatVersion: 1,
      at: timestampMs(startedAt + (part + 1) * PART_S * 1000),
      answer,
    })),
  };
}

export const madeSessions = (
  studentId: string,
  count: number,
  looks: Looks,
): readonly MadeSession[] =>
  Array.from({ length: count }, (_, number) => madeSession(studentId, number, looks));
