import { describe, expect, it } from 'vitest';
import { undefuse } from '#core/csv/cell.ts';
import { csvHeader, csvLine, type CsvLayout } from '#core/csv/csv-layout.ts';
import { readRecords } from '#core/csv/csv-records.ts';
import { parseIsoTimestamp } from '#core/csv/iso-timestamp.ts';
import { READINGS, type ReadingsRow } from '#core/csv/readings.ts';
import { isSeenEvent, SEEN_EVENTS } from '#core/csv/seen-events.ts';
import { at } from '#core/numeric/at.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { EVENT_TYPES, SPAN_EVENTS, type SessionEvent } from '#core/sessions/records.ts';
import type { StoredSample } from '#core/sessions/stored-sample.ts';
import { lectureTimeS, probability, radians, score, timestampMs } from '#core/units.ts';
import { collected, someFace, STARTED_AT, torn } from './rows.ts';

async function table<Row>(
  layout: CsvLayout<Row>,
  rows: readonly Row[],
): Promise<Record<string, string>[]> {
  const csv = csvHeader(layout) + rows.map((row) => csvLine(layout, row)).join('');
  const records = await collected(readRecords('x.csv', torn(csv, seededRandom(7))));
  const header = at(records, 0).cells;
  return records
    .slice(1)
    .map(({ cells }) => Object.fromEntries(header.map((name, i) => [name, at(cells, i)])));
}

const random = seededRandom(41);
const maybe = <T>(value: T): T | null => (random() < 0.3 ? null : value);

function someSample(index: number): StoredSample {
  const capturedAt = timestampMs(STARTED_AT + index * 33);
  return {
    at: capturedAt,
    lectureTime: maybe(lectureTimeS(100 * random())),
    observation: {
      ...someFace(random),
      capturedAt,
      quality: probability(random()),
      issues: index % 3 === 0 ? ['too_dark', 'low_frame_rate'] : [],
      faceCount: 1 + Math.floor(2 * random()),
      person: Math.floor(3 * random()),
      baselineShift: maybe(3 * random()),
    },
    engagement: {
      score: score(50),
      status: 'partially_engaged',
      reason: 'slumped',
      perclos: maybe(probability(random())),
      blinkRate: maybe(30 * random()),
      drowsiness: maybe(probability(random())),
    },
    prediction: { kind: 'abstained', at: capturedAt, reason: 'not_chosen' },
    attention: null,
    body: {
      kind: 'body',
      capturedAt,
      shoulderTilt: maybe(radians(random() - 0.5)),
      lean: maybe(random() - 0.5),
      slouch: maybe(random() - 0.5),
      handOnFace: maybe(random() < 0.5),
      handRaised: maybe(random() < 0.5),
      motion: maybe(random()),
    },
    gazeOnScreen: maybe(probability(random())),
  };
}

describe('readings', () => {
  const rows = Array.from({ length: 40 }, (_, index): ReadingsRow => ({
    frame: index + 1,
    sessionId: 's1',
    sample: someSample(index),
  }));

  it('[CSV-15] read back to the last written decimal; what is not known is empty', async () => {
    const read = await table(READINGS, rows);
    expect(read).toHaveLength(40);
    for (const [index, cells] of read.entries()) {
      const { sample } = at(rows, index);
      const { observation, body, engagement } = sample;
      if (observation.kind !== 'face' || body?.kind !== 'body') throw new Error('not this row');
      const tilt = body.shoulderTilt;
      const expected: Record<string, readonly [number | null, number]> = {
        lecture_time_s: [sample.lectureTime, 3],
        quality: [observation.quality, 4],
        face_count: [observation.faceCount, 0],
        person: [observation.person, 0],
        baseline_shift_sd: [observation.baselineShift, 3],
        gaze_on_screen: [sample.gazeOnScreen, 4],
        perclos: [engagement.perclos, 4],
        blinks_per_min: [engagement.blinkRate, 2],
        drowsiness: [engagement.drowsiness, 4],
        body_present: [1, 0],
        shoulder_tilt_deg: [tilt === null ? null : (tilt * 180) / Math.PI, 2],
        lean: [body.lean, 4],
        slouch_sw: [body.slouch, 4],
        hand_on_face: [body.handOnFace === null ? null : Number(body.handOnFace), 0],
        hand_raised: [body.handRaised === null ? null : Number(body.handRaised), 0],
        motion_sw_per_s: [body.motion, 4],
      };
      for (const [name, [value, decimals]] of Object.entries(expected)) {
        const cell = cells[name] ?? 'no such column';
        if (value === null) expect(cell, name).toBe('');
        else
          expect(Math.abs(Number(cell) - value), name).toBeLessThanOrEqual(0.5001 / 10 ** decimals);
      }
      expect(parseIsoTimestamp(cells['timestamp'] ?? '')).toBeCloseTo(sample.at, 3);
      expect(cells['quality_issues']).toBe(index % 3 === 0 ? 'too_dark;low_frame_rate' : '');
      expect(cells['absence']).toBe('');
      expect(cells['status_reason']).toBe('slumped');
    }
  });

  it('[CSV-15] of nobody hold the reason and nothing of a face; an unread body is not an absent one', async () => {
    const capturedAt = STARTED_AT;
    const absent: StoredSample = {
      ...someSample(0),
      lectureTime: null,
      observation: { kind: 'absent', capturedAt, reason: 'too_dark' },
      engagement: {
        score: null,
        status: 'not_detected',
        reason: 'too_dark',
        perclos: null,
        blinkRate: null,
        drowsiness: null,
      },
      gazeOnScreen: null,
      body: null,
    };
    const [unread, nobody] = await table(READINGS, [
      { frame: 1, sessionId: 's1', sample: absent },
      { frame: 2, sessionId: 's1', sample: { ...absent, body: { kind: 'absent', capturedAt } } },
    ]);
    const filled = Object.entries(unread ?? {}).filter(([, cell]) => cell !== '');
    expect(filled.map(([name]) => name)).toEqual([
      'timestamp',
      'frame',
      'session_id',
      'absence',
      'status_reason',
    ]);
    expect(unread?.['body_present']).toBe('');
    expect(nobody?.['body_present']).toBe('0');
    expect(nobody?.['hand_raised']).toBe('');
  });
});

describe('events that were seen', () => {
  const identity = { studentId: 'student_4', lectureId: '@lec', courseId: 'cv101' };
  const event = (type: SessionEvent['type'], data: SessionEvent['data']): SessionEvent => ({
    sessionId: 's1',
    sequence: 0,
    at: timestampMs(STARTED_AT + 12_345.678),
    lectureTime: lectureTimeS(61.25),
    type,
    data,
  });
  const span = { duration_s: 1.234, offset_lecture_s: 62.484, seen_to_end: true };
  const rowOf = (seen: SessionEvent) => ({ ...identity, startedAt: STARTED_AT, event: seen });

  it('[CSV-16] have onset and offset on the clock, in the session and in the lecture', async () => {
    const [turn, blink, changed] = await table(
      SEEN_EVENTS,
      [
        event('head_turn', { ...span, direction: 'left', peak_deg: 31.5 }),
        event('blink', { ...span, offset_lecture_s: null, seen_to_end: false, peak: 1.87 }),
        event('person_changed', { person: 1, of_note: 'a,"b"' }),
      ].map(rowOf),
    );
    expect(turn).toMatchObject({
      session_id: 's1',
      event_type: 'head_turn',
      onset_s: '12.346',
      offset_s: '13.580',
      onset_lecture_s: '61.250',
      offset_lecture_s: '62.484',
      duration_s: '1.234',
      seen_to_end: '1',
      direction: 'left',
      peak_deg: '31.5',
      peak: '',
      details: '',
    });
    expect(undefuse(turn?.['lecture_id'] ?? '')).toBe('@lec');
    const [onset, offset] = [turn?.['onset'], turn?.['offset']].map(
      (iso) => parseIsoTimestamp(iso ?? '') ?? NaN,
    );
    expect(onset).toBeCloseTo(STARTED_AT + 12_345.678, 2);
    expect((offset ?? NaN) - (onset ?? NaN)).toBeCloseTo(1234, 2);
    expect(blink).toMatchObject({ offset_lecture_s: '', seen_to_end: '0', peak: '1.87' });
    expect(changed).toMatchObject({ offset: '', offset_s: '', duration_s: '', person: '1' });
    expect(JSON.parse(changed?.['details'] ?? '')).toEqual({ of_note: 'a,"b"' });
  });

  it('[CSV-16] lose no field, whatever an event holds', async () => {
    const fields = {
      ...span,
      direction: 'up',
      count: 3,
      peak: 2.25,
      peak_deg: 12.5,
      most_faces: 2,
      person: 4,
      other: 7,
      said: 'x',
    };
    const [row] = await table(SEEN_EVENTS, [rowOf(event('nod', fields))]);
    const details = JSON.parse(row?.['details'] ?? '{}') as Record<string, unknown>;
    for (const [field, value] of Object.entries(fields)) {
      const cell = field in details ? details[field] : row?.[field];
      if (typeof value === 'boolean') expect(cell, field).toBe(value ? '1' : '0');
      else if (typeof value === 'string') expect(cell, field).toBe(value);
      else expect(Number(cell), field).toBe(value);
    }
  });

  it('[CSV-16] are the spans and the change of a person; what a student does is behaviour', () => {
    const seen = EVENT_TYPES.filter((type) => isSeenEvent({ type }));
    expect([...seen].sort()).toEqual([...SPAN_EVENTS, 'person_changed'].sort());
  });
});
