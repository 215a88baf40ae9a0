import { describe, expect, it } from 'vitest';
import { readFeatures } from '#core/csv/read-features.ts';
import { readRecords } from '#core/csv/csv-records.ts';
import { at } from '#core/numeric/at.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import type { SessionArchive } from '#core/ports.ts';
import type { SampleChunk, SessionEvent, SessionRecord } from '#core/sessions/records.ts';
import { SAMPLE_COLUMN_COUNT } from '#core/sessions/sample-layout.ts';
import { encodeSample } from '#core/sessions/encode-sample.ts';
import type { StoredSample } from '#core/sessions/stored-sample.ts';
import { probability, score, timestampMs } from '#core/units.ts';
import {
  EXPORT_KINDS,
  exportEverything,
  exportFile,
  exportKindsOf,
  rowsToExport,
  type ExportKind,
} from '#pipelines/export-session.ts';
import { STARTED_AT, collected, someFace } from '../csv/rows.ts';

const ROWS = 30;
const HOUR_S = 3600;
const random = seededRandom(3);

const sessionOf = (seconds: number): SessionRecord => ({
  id: 's-1',
  formatVersion: 3,
  studentId: 'student_4',
  lectureId: 'lec_1',
  courseId: 'cv101',
  signal: { name: 'face', version: 1 },
  mode: 'learning_states',
  startedAt: STARTED_AT,
  endedAt: timestampMs(STARTED_AT + seconds * 1000),
  end: 'stopped',
  sampleCount: seconds * ROWS,
  eventCount: 3,
  meanScore: null,
  reliabilityWeight: null,
  modelId: 'm',
  attentionModelId: 'a',
});

/** Every tenth sample has no face. */
function sampleAt(offsetMs: number, index: number): StoredSample {
  const moment = timestampMs(STARTED_AT + offsetMs);
  const absent = index % 10 === 9;
  return {
    at: moment,
    lectureTime: null,
    observation: absent
      ? { kind: 'absent', capturedAt: moment, reason: 'no_face' }
      : { ...someFace(random), capturedAt: moment },
    engagement: {
      score: absent ? null : score(64),
      status: absent ? 'not_detected' : 'engaged',
      reason: absent ? 'no_face' : null,
      perclos: null,
      blinkRate: null,
      drowsiness: null,
    },
    prediction: absent
      ? { kind: 'abstained', at: moment, reason: 'absent' }
      : { kind: 'predicted', at: moment, probabilities: [0.1, 0.6, 0.2, 0.1].map(probability) },
    attention: absent
      ? { kind: 'predicted', at: moment, probabilities: [0.8, 0.15, 0.05].map(probability) }
      : { kind: 'abstained', at: moment, reason: 'gap' },
    body: null,
    gazeOnScreen: null,
  };
}

const secondOfRows = new Float32Array(ROWS * SAMPLE_COLUMN_COUNT);
for (let row = 0; row < ROWS; row++) {
  encodeSample(sampleAt((row * 1000) / ROWS, row), STARTED_AT, secondOfRows, row);
}

const EVENTS: readonly SessionEvent[] = [
  {
    sessionId: 's-1',
    sequence: 0,
    at: STARTED_AT,
    lectureTime: null,
    type: 'session_start',
    data: {},
  },
  {
    sessionId: 's-1',
    sequence: 1,
    at: timestampMs(STARTED_AT + 500),
    lectureTime: null,
    type: 'mouse_click',
    data: { count: 4, interval_s: 10 },
  },
  {
    sessionId: 's-1',
    sequence: 2,
    at: timestampMs(STARTED_AT + 700),
    lectureTime: null,
    type: 'blink',
    data: { duration_s: 0.2, offset_lecture_s: null, seen_to_end: true, peak: 1.8 },
  },
];

/** An archive whose chunks come into being as they are asked for; `made` counts them. */
function archiveOf(seconds: number) {
  const counted = { made: 0 };
  const archive: Pick<SessionArchive, 'samples' | 'events' | 'frames' | 'frameNames'> = {
    async *samples(sessionId) {
      for (let second = 0; second < seconds; second++) {
        counted.made++;
        const startedAt = timestampMs(STARTED_AT + second * 1000);
        const chunk: SampleChunk = {
          sessionId,
          sequence: second,
          startedAt,
          rowCount: ROWS,
          meanScore: null,
          reliabilityWeight: null,
          rows: secondOfRows.slice(),
        };
        yield await Promise.resolve(chunk);
      }
    },
    async *events() {
      yield* await Promise.resolve(EVENTS);
    },
    async *frames(sessionId) {
      const picture = timestampMs(STARTED_AT + 990);
      const frame = { sessionId, at: picture, name: 'p.jpg', jpeg: new Uint8Array([0xff, 0xd8]) };
      yield await Promise.resolve(frame);
    },
    async *frameNames() {
      yield await Promise.resolve({ at: timestampMs(STARTED_AT + 990), name: 'p.jpg' });
    },
  };
  return { archive, counted };
}

async function textOf(content: AsyncIterable<string | Uint8Array>): Promise<string> {
  const parts = await collected(content);
  return parts.map((part) => (typeof part === 'string' ? part : '<bytes>')).join('');
}

const exported = (kind: ExportKind, seconds = 3): Promise<string> =>
  textOf(exportFile(archiveOf(seconds).archive, sessionOf(seconds), kind).content);

describe('exports', () => {
  it.each(['features', 'openface'] as const)(
    '[EXP-1] %s are read back as samples',
    async (kind) => {
      const csv = await readFeatures('x.csv', [await exported(kind)]);
      const rows = await collected(csv.rows);
      expect(rows).toHaveLength(90);
      expect(rows.filter(({ reading }) => reading.kind === 'absent')).toHaveLength(9);
      expect(rows[89]?.timestampS).toBeCloseTo(2 + 29 / 30, 3);
    },
  );

  it('[EXP-1] engagement has a row per sample, a picture at the first sample after it', async () => {
    const records = await collected(readRecords('x.csv', [await exported('engagement')]));
    expect(records).toHaveLength(91);
    const pictures = records.map(({ cells }) => at(cells, 5));
    expect(pictures.flatMap((name, row) => (name === '' ? [] : [[name, row]]))).toEqual([
      ['frame_path', 0],
      ['captured_frames/p.jpg', 31],
    ]);
  });

  it('[EXP-1] behaviour has a row per event', async () => {
    const records = await collected(readRecords('x.csv', [await exported('behaviour')]));
    expect(records.map(({ cells }) => at(cells, 5))).toEqual([
      'event_type',
      'session_start',
      'mouse_click',
    ]);
  });

  it('[EXP-14] events has a row per event that was seen, and behaviour none of them', async () => {
    const records = await collected(readRecords('x.csv', [await exported('events')]));
    expect(records.map(({ cells }) => at(cells, 4))).toEqual(['event_type', 'blink']);
  });

  it('[EXP-15] readings has a row per sample', async () => {
    const records = await collected(readRecords('x.csv', [await exported('readings')]));
    expect(records).toHaveLength(91);
    expect(records.filter(({ cells }) => at(cells, 4) === 'no_face')).toHaveLength(9);
  });

  it('[EXP-2] the summary says which format it is and adds up', async () => {
    const summary: unknown = JSON.parse(await exported('summary'));
    expect(summary).toMatchObject({
      format: 'heed-session-summary',
      version: 3,
      session: { id: 's-1', started_at: '2025-10-24T09:38:13.710855+00:00', end: 'stopped' },
      samples: { count: 90, with_face: 81, without_face: { no_face: 9, tab_hidden: 0 } },
      engagement: { mean_score: 64 },
      learning_states: { predicted_samples: 81, mean_probability: { engagement: 0.6 } },
      events: {
        session_start: { count: 1, total_s: null },
        mouse_click: { count: 1, total_s: null },
        blink: { count: 1, total_s: 0.2 },
      },
    });
  });

  it('[EXP-17] attention levels are a table of probabilities or reasons, where a model gave them', async () => {
    const lines = (await exported('levels')).trimEnd().split('\n');
    expect(lines).toHaveLength(1 + 3 * ROWS);
    expect(lines[0]).toBe('row,timestamp_s,not_engaged,nominally_engaged,very_engaged,reason');
    const answered = lines.slice(1).filter((line) => line.endsWith(','));
    expect(answered).toHaveLength((3 * ROWS) / 10);
    for (const line of answered) {
      const [first, second, third] = line.split(',').slice(2).map(Number);
      expect([first, second, third].map((value) => value?.toFixed(3))).toEqual([
        '0.800',
        '0.150',
        '0.050',
      ]);
    }
    expect(exportKindsOf({ mode: 'attention', attentionModelId: null })).not.toContain('levels');
  });

  it('[EXP-13] learning states are a table of probabilities or reasons, where they were chosen', async () => {
    const lines = (await exported('states')).trimEnd().split('\n');
    expect(lines).toHaveLength(1 + 3 * ROWS);
    expect(lines[0]).toBe('row,timestamp_s,boredom,engagement,confusion,frustration,reason');
    const outcomes = lines.slice(1).map((line) => line.split(',').slice(2));
    expect(outcomes.filter(([first]) => first !== '')).not.toHaveLength(0);
    for (const [boredom = '', engagement, confusion, frustration, reason] of outcomes) {
      const sum = Number(boredom) + Number(engagement) + Number(confusion) + Number(frustration);
      if (reason === '') expect(sum).toBeCloseTo(1, 3);
      else expect([boredom, engagement, confusion, frustration]).toEqual(['', '', '', '']);
    }
    expect(exportKindsOf({ mode: 'attention', attentionModelId: 'a' })).not.toContain('states');
    expect(exportKindsOf({ mode: 'learning_states', attentionModelId: 'a' })).toEqual(EXPORT_KINDS);
    expect(exportKindsOf({ mode: 'events_only', attentionModelId: null })).toEqual([
      'behaviour',
      'summary',
    ]);
  });

  it('[EXP-3] are named after student, lecture and session', () => {
    const { archive } = archiveOf(1);
    const names = EXPORT_KINDS.map((kind) => exportFile(archive, sessionOf(1), kind).name);
    expect(names).toEqual([
      'features_student_4_lec_1_s-1.csv',
      'engagement_student_4_lec_1_s-1.csv',
      'readings_student_4_lec_1_s-1.csv',
      'levels_student_4_lec_1_s-1.csv',
      'states_student_4_lec_1_s-1.csv',
      'events_student_4_lec_1_s-1.csv',
      'behaviour_student_4_lec_1_s-1.csv',
      'openface_student_4_lec_1_s-1.csv',
      'summary_student_4_lec_1_s-1.json',
    ]);
  });

  it('[EXP-4] all together are the tables and the pictures, where the tables say they are', async () => {
    const { archive } = archiveOf(2);
    const names: string[] = [];
    for await (const { name, content } of exportEverything(archive, sessionOf(2))) {
      names.push(name);
      expect(await textOf(content)).not.toBe('');
    }
    expect(names.slice(0, EXPORT_KINDS.length)).toEqual(
      EXPORT_KINDS.map((kind) => exportFile(archive, sessionOf(2), kind).name),
    );
    expect(names.slice(EXPORT_KINDS.length)).toEqual(['captured_frames/p.jpg']);
  });

  it(
    '[EXP-5] eight hours, 864,000 rows: never more than one chunk is held',
    { timeout: 120_000 },
    async () => {
      const seconds = 8 * HOUR_S;
      const { archive, counted } = archiveOf(seconds);
      const session = sessionOf(seconds);
      let rows = 0;
      let told = 0;
      let longest = 0;
      const onRows = (more: number) => (told += more);
      for await (const part of exportFile(archive, session, 'engagement', { onRows }).content) {
        if (typeof part !== 'string') throw new TypeError('a table is text');
        if (rows === 0 && counted.made === 0) continue;
        rows += part.split('\n').length - 1;
        longest = Math.max(longest, part.length);
        expect(counted.made).toBe(rows / ROWS);
      }
      expect(rows).toBe(864_000);
      expect(told).toBe(rowsToExport(session, ['engagement']));
      expect(longest).toBeLessThan(10_000);
    },
  );

  it('[EXP-6] stop when told to, without reading further', async () => {
    const { archive, counted } = archiveOf(HOUR_S);
    const controller = new AbortController();
    const { content } = exportFile(archive, sessionOf(HOUR_S), 'features', {
      signal: controller.signal,
      onRows: () => {
        if (counted.made === 5) controller.abort(new Error('enough'));
      },
    });
    await expect(textOf(content)).rejects.toThrow('enough');
    expect(counted.made).toBe(6);
  });
});
