import { describe, expect, it } from 'vitest';
import { collectSummary } from '#core/sessions/session-summary-json.ts';
import type { SessionEvent, SessionMode, SessionRecord } from '#core/sessions/records.ts';
import type { StoredSample } from '#core/sessions/stored-sample.ts';
import type { Observation } from '#core/signals/face-sample.ts';
import { FACE_FEATURES, FACE_SIGNAL } from '#core/signals/face-signal.ts';
import { reliabilityLevel } from '#core/signals/feature-reliability.ts';
import { probability, score, timestampMs } from '#core/units.ts';
import { absent, face } from '../engagement/faces.ts';

const session = (mode: SessionMode): SessionRecord => ({
  id: 's-1',
  formatVersion: 2,
  studentId: 'student_4',
  lectureId: 'lec_1',
  courseId: 'cv101',
  signal: { name: FACE_SIGNAL.name, version: FACE_SIGNAL.version },
  mode,
  startedAt: timestampMs(0),
  endedAt: timestampMs(120_000),
  end: 'stopped',
  sampleCount: 0,
  eventCount: 0,
  meanScore: null,
  reliabilityWeight: mode === 'events_only' ? null : probability(1),
  modelId: null,
  attentionModelId: null,
});

const sample = (
  observation: Observation,
  read: Partial<StoredSample['engagement']> = {},
  gazeOnScreen: number | null = null,
): StoredSample => ({
  at: observation.capturedAt,
  lectureTime: null,
  observation,
  engagement: {
    score: observation.kind === 'face' ? score(60) : null,
    status: observation.kind === 'face' ? 'partially_engaged' : 'not_detected',
    reason: null,
    perclos: null,
    blinkRate: null,
    drowsiness: null,
    ...read,
  },
  prediction: { kind: 'abstained', at: observation.capturedAt, reason: 'not_chosen' },
  attention: null,
  body: null,
  gazeOnScreen: gazeOnScreen === null ? null : probability(gazeOnScreen),
});

const event = (
  type: SessionEvent['type'],
  sequence: number,
  data: SessionEvent['data'] = {},
): SessionEvent => ({
  sessionId: 's-1',
  sequence,
  at: timestampMs(sequence * 100),
  lectureTime: null,
  type,
  data,
});

describe('session summary', () => {
  it('[EXP-16] is weighed by time, and what was not known takes no part', () => {
    const summary = collectSummary(session('attention'));
    // A minute at 10 Hz without PERCLOS, half of it blurred; then a minute at 30 Hz with it.
    for (let t = 0; t < 60_000; t += 100) {
      const seen = face(t);
      summary.addSample(sample({ ...seen, issues: t < 30_000 ? ['blurred'] : [] }));
    }
    for (let t = 60_000; t <= 120_000; t += 100 / 3) {
      const late = t >= 90_000;
      const read = {
        perclos: probability(late ? 0.3 : 0.1),
        blinkRate: late ? 20 : 10,
        drowsiness: probability(late ? 0.5 : 0),
      };
      summary.addSample(sample(face(t), read, late ? 0.9 : 0.5));
    }
    const { eyes, gaze, quality, reliability } = summary.finish();
    expect(eyes?.perclos?.mean).toBeCloseTo(0.2, 3);
    expect(eyes?.perclos?.max).toBe(0.3);
    expect(eyes?.blinks_per_min).toBeCloseTo(15, 1);
    expect(eyes?.drowsiness).toMatchObject({ max: 0.5 });
    expect(gaze?.calibrated).toBe(true);
    expect(gaze?.mean_on_screen).toBeCloseTo(0.7, 3);
    expect(quality?.share_with_issue?.blurred).toBeCloseTo(0.25, 3);
    expect(quality?.share_with_issue?.too_dark).toBe(0);
    expect(reliability).toMatchObject({ level: 'usual', reasons: [], detection_rate: 1 });
    expect(reliability?.read_s).toBeCloseTo(120, 0);
  });

  it('[EXP-16] counts an unreadable view as its issue, and somebody who is not there as none', () => {
    const summary = collectSummary(session('attention'));
    for (let t = 0; t < 90_000; t += 100) {
      const view = t < 30_000 ? face(t) : absent(t, t < 60_000 ? 'too_dark' : 'no_face');
      summary.addSample(sample(view));
    }
    const { quality, samples, reliability } = summary.finish();
    expect(quality?.share_with_issue?.too_dark).toBeCloseTo(0.5, 2);
    expect(samples.without_face).toMatchObject({ too_dark: 300, no_face: 300 });
    expect(reliability).toMatchObject({ readable_rate: 0.5, detection_rate: 1 });
  });

  it('[EXP-16] adds up how often and how long', () => {
    const summary = collectSummary(session('attention'));
    summary.addEvent(event('session_start', 0));
    summary.addEvent(event('blink', 1, { duration_s: 0.2 }));
    summary.addEvent(event('blink', 2, { duration_s: 0.1 }));
    summary.addEvent(event('looking_away', 3, { duration_s: 4.5, direction: 'left' }));
    summary.addEvent(event('person_changed', 4, { person: 1 }));
    const { events, eyes } = summary.finish();
    expect(events).toEqual({
      session_start: { count: 1, total_s: null },
      blink: { count: 2, total_s: 0.3 },
      looking_away: { count: 1, total_s: 4.5 },
      person_changed: { count: 1, total_s: null },
    });
    expect(eyes).toEqual({
      blinks_per_min: null,
      mean_blink_s: 0.15,
      perclos: null,
      drowsiness: null,
    });
  });

  it('[EXP-16] of a session without a camera says nothing of a face', () => {
    const summary = collectSummary(session('events_only'));
    summary.addEvent(event('session_start', 0));
    expect(summary.finish()).toMatchObject({
      version: 3,
      reliability: null,
      quality: null,
      eyes: null,
      gaze: null,
    });
  });

  it('[FAI-11] carries how reliable each feature is, where these formulas read it', () => {
    const now = session('attention');
    const { features } = collectSummary(now).finish();
    expect(Object.keys(features ?? {})).toEqual([...FACE_FEATURES]);
    for (const { level, r, r_of_25 } of Object.values(features ?? {})) {
      expect(level).toBe(reliabilityLevel(Math.min(r, r_of_25)));
    }
    const formatOne = { ...now, reliabilityWeight: null };
    const another = { ...now, signal: { ...now.signal, version: now.signal.version + 1 } };
    for (const record of [formatOne, another, session('events_only')]) {
      expect(collectSummary(record).finish().features).toBeNull();
    }
  });

  it('[EXP-2] survives being written and read', () => {
    const summary = collectSummary(session('learning_states'));
    for (let t = 0; t < 5000; t += 100) summary.addSample(sample(face(t)));
    const finished = summary.finish();
    expect(JSON.parse(JSON.stringify(finished))).toEqual(finished);
  });
});
