import { describe, expect, it } from 'vitest';
import { ENGAGEMENT_STATUSES, STATUS_REASONS } from '#core/engagement/reading.ts';
import {
  ABSTENTION_REASONS,
  ATTENTION_LEVELS,
  LEARNING_STATES,
  type Prediction,
} from '#core/models/prediction.ts';
import { at } from '#core/numeric/at.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { decodeSample, decodeSamples, SampleFormatError } from '#core/sessions/decode-sample.ts';
import { encodePrediction, encodeSample } from '#core/sessions/encode-sample.ts';
import { COLUMN, SAMPLE_COLUMN_COUNT, SAMPLE_COLUMNS } from '#core/sessions/sample-layout.ts';
import type { StoredSample } from '#core/sessions/stored-sample.ts';
import { ABSENCE_REASONS, type Observation } from '#core/signals/face-sample.ts';
import { FACE_FEATURE_COUNT } from '#core/signals/face-signal.ts';
import type { BodyReading } from '#core/signals/body-reading.ts';
import { QUALITY_ISSUES } from '#core/signals/quality-issues.ts';
import {
  lectureTimeS,
  probability,
  radians,
  score,
  type TimestampMs,
  timestampMs,
} from '#core/units.ts';

const STARTED_AT = timestampMs(1_763_700_000_000.25);
const random = seededRandom(31);
const some = (): number => Math.fround(random() * 2 - 1);
const oneOf = <T>(list: readonly T[]): T => at(list, Math.floor(random() * list.length));
const maybe = <T>(value: T): T | null => (random() < 0.3 ? null : value);
const vector = () => ({ x: some(), y: some(), z: some() });

function someBody(capturedAt: TimestampMs): BodyReading {
  if (random() < 0.2) return { kind: 'absent', capturedAt };
  return {
    kind: 'body',
    capturedAt,
    shoulderTilt: maybe(radians(some())),
    lean: maybe(some()),
    slouch: maybe(some()),
    handOnFace: maybe(random() < 0.5),
    handRaised: maybe(random() < 0.5),
    motion: maybe(Math.fround(random())),
  };
}

function someSample(offset: number): StoredSample {
  const capturedAt = timestampMs(STARTED_AT + offset);
  const observation: Observation =
    random() < 0.3
      ? { kind: 'absent', capturedAt, reason: oneOf(ABSENCE_REASONS) }
      : {
          kind: 'face',
          capturedAt,
          features: Float32Array.from({ length: FACE_FEATURE_COUNT }, some),
          gaze0: vector(),
          gaze1: vector(),
          position: vector(),
          confidence: probability(Math.fround(random())),
          quality: probability(Math.fround(random())),
          issues: QUALITY_ISSUES.filter(() => random() < 0.3),
          faceCount: 1 + Math.floor(3 * random()),
          person: Math.floor(3 * random()),
          baselineShift: maybe(Math.fround(random())),
        };
  const prediction: Prediction =
    random() < 0.5
      ? { kind: 'abstained', at: capturedAt, reason: oneOf(ABSTENTION_REASONS) }
      : {
          kind: 'predicted',
          at: capturedAt,
          probabilities: LEARNING_STATES.map(() => probability(Math.fround(random()))),
        };
  return {
    at: capturedAt,
    lectureTime: maybe(lectureTimeS(Math.fround(3600 * random()))),
    observation,
    engagement: {
      score: maybe(score(Math.fround(100 * random()))),
      status: oneOf(ENGAGEMENT_STATUSES),
      reason: maybe(oneOf(STATUS_REASONS)),
      perclos: maybe(probability(Math.fround(random()))),
      blinkRate: maybe(Math.fround(30 * random())),
      drowsiness: maybe(probability(Math.fround(random()))),
    },
    prediction,
    attention: maybe(
      random() < 0.5
        ? { kind: 'abstained', at: capturedAt, reason: oneOf(ABSTENTION_REASONS) }
        : {
            kind: 'predicted',
            at: capturedAt,
            probabilities: ATTENTION_LEVELS.map(() => probability(Math.fround(random()))),
          },
    ),
    body: maybe(someBody(capturedAt)),
    gazeOnScreen: maybe(probability(Math.fround(random()))),
  };
}

function chunkOf(samples: readonly StoredSample[]) {
  const rows = new Float32Array(samples.length * SAMPLE_COLUMN_COUNT);
  for (const [index, sample] of samples.entries()) encodeSample(sample, STARTED_AT, rows, index);
  return { startedAt: STARTED_AT, rowCount: samples.length, rows };
}
const nothingSeen: StoredSample = {
  at: STARTED_AT,
  lectureTime: null,
  observation: { kind: 'absent', capturedAt: STARTED_AT, reason: 'no_face' },
  engagement: {
    score: null,
    status: 'not_detected',
    reason: 'no_face',
    perclos: null,
    blinkRate: null,
    drowsiness: null,
  },
  prediction: { kind: 'abstained', at: STARTED_AT, reason: 'absent' },
  attention: { kind: 'abstained', at: STARTED_AT, reason: 'gap' },
  body: null,
  gazeOnScreen: null,
};

describe('stored samples', () => {
  it('[LIVE-1] round-trip exactly, whatever they hold', () => {
    for (let round = 0; round < 40; round++) {
      const samples = Array.from({ length: 25 }, (_, index) => someSample(index * 31.25));
      expect([...decodeSamples(chunkOf(samples))]).toEqual(samples);
    }
  });

  it('[LIVE-2] hold NaN, never 0, for everything that is not known', () => {
    const { rows } = chunkOf([nothingSeen]);
    const written = SAMPLE_COLUMNS.filter((_, index) => !Number.isNaN(rows[index]));
    expect(written).toEqual([
      'offset_ms',
      'absence',
      'status',
      'status_reason',
      'abstention',
      'attention_abstention',
    ]);
    expect(rows[COLUMN.absence]).not.toBe(0);
    expect(rows[COLUMN.abstention]).not.toBe(0);
  });

  it('[LIVE-2] leave nothing of an earlier row in a reused buffer', () => {
    const rows = new Float32Array(SAMPLE_COLUMN_COUNT).fill(7);
    encodeSample(nothingSeen, STARTED_AT, rows, 0);
    expect(decodeSample({ startedAt: STARTED_AT, rowCount: 1, rows }, 0)).toEqual(nothingSeen);
  });

  it('[LIVE-3] take a prediction that comes later, in its own row only', () => {
    const chunk = chunkOf([nothingSeen, nothingSeen, nothingSeen]);
    const probabilities = [0.5, 0.25, 0.125, 0.125].map(probability);
    encodePrediction(
      'learning_states',
      { kind: 'predicted', at: STARTED_AT, probabilities },
      chunk.rows,
      1,
    );
    expect(decodeSample(chunk, 1).prediction).toMatchObject({ kind: 'predicted', probabilities });
    expect(decodeSample(chunk, 0)).toEqual(nothingSeen);
    expect(decodeSample(chunk, 2)).toEqual(nothingSeen);
  });

  it('[LIVE-1] refuse what they cannot hold and what they do not know', () => {
    const chunk = chunkOf([nothingSeen]);
    expect(() => decodeSample(chunk, 1)).toThrow(RangeError);
    expect(() => decodeSample({ ...chunk, rowCount: 2 }, 1)).toThrow(RangeError);
    expect(() => {
      encodeSample(nothingSeen, STARTED_AT, chunk.rows, 1);
    }).toThrow(RangeError);
    const three = [0.5, 0.25, 0.25].map(probability);
    expect(() => {
      encodePrediction(
        'learning_states',
        { kind: 'predicted', at: STARTED_AT, probabilities: three },
        chunk.rows,
        0,
      );
    }).toThrow(RangeError);
    for (const column of [
      'absence',
      'status',
      'status_reason',
      'abstention',
      'attention_abstention',
    ] as const) {
      for (const code of [99, 1.5, Number.NaN]) {
        // Of the attention levels NaN is what older formats have there: not known.
        if (column === 'attention_abstention' && Number.isNaN(code)) continue;
        const rows = chunk.rows.slice();
        rows[COLUMN[column]] = code;
        expect(() => decodeSample({ ...chunk, rows }, 0), column).toThrow(SampleFormatError);
      }
    }
  });
});
