import type { FeatureRow } from '#core/csv/feature-row.ts';
import type { Random } from '#core/ports.ts';
import type { FaceSample } from '#core/signals/face-sample.ts';
import { FACE_FEATURE_COUNT, FACE_SIGNAL } from '#core/signals/face-signal.ts';
import { durationMs, probability, score, timestampMs } from '#core/units.ts';

export const STARTED_AT = timestampMs(Date.UTC(2025, 9, 24, 9, 38, 13) + 710.855);

export function someFace(random: Random): FaceSample {
  const features = new Float32Array(FACE_FEATURE_COUNT);
  for (const [index, { min, max }] of FACE_SIGNAL.features.entries()) {
    features[index] = Math.min(max, Math.max(min, min + random() * (max - min)));
  }
  const vector = () => ({ x: random() - 0.5, y: random() - 0.5, z: -random() });
  return {
    kind: 'face',
    capturedAt: STARTED_AT,
    features,
    gaze0: vector(),
    gaze1: vector(),
    position: { x: 20.5, y: -31.25, z: 640.125 },
    confidence: probability(random()),
    quality: probability(1),
    faceCount: 1,
    issues: [],
    person: 0,
    baselineShift: null,
  };
}

/** Row `index` at 30 Hz; every fifth one has no face. */
export function someRow(index: number, random: Random): FeatureRow {
  const elapsed = durationMs((index * 1000) / 30);
  const absent = index % 5 === 4;
  return {
    frame: index + 1,
    time: { kind: 'moment', at: timestampMs(STARTED_AT + elapsed), elapsed },
    sessionId: 'session-1',
    lectureId: 'lec, "two"',
    courseId: 'cv101',
    observation: absent
      ? { kind: 'absent', capturedAt: STARTED_AT, reason: 'no_face' }
      : someFace(random),
    score: absent ? null : score(63.125),
    status: absent ? 'not_detected' : 'engaged',
  };
}

/** Cuts text into pieces of random length, so that records and quotes are torn apart. */
export function* torn(whole: string, random: Random): Generator<string> {
  for (let at = 0; at < whole.length;) {
    const length = 1 + Math.floor(random() * 97);
    yield whole.slice(at, at + length);
    at += length;
  }
}

export async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}
