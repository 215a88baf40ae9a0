import { describe, expect, it } from 'vitest';
import { undefuse } from '#core/csv/cell.ts';
import { csvHeader, csvLine, type CsvLayout } from '#core/csv/csv-layout.ts';
import { readRecords } from '#core/csv/csv-records.ts';
import type { FeatureRow } from '#core/csv/feature-row.ts';
import { isoTimestamp, parseIsoTimestamp } from '#core/csv/iso-timestamp.ts';
import { OPENFACE, OPENFACE_STILLS } from '#core/csv/openface.ts';
import { readFeatures } from '#core/csv/read-features.ts';
import { SMART_LMS_BEHAVIOUR } from '#core/csv/smart-lms-behaviour.ts';
import { SMART_LMS_ENGAGEMENT, type EngagementRow } from '#core/csv/smart-lms-engagement.ts';
import { SMART_LMS_FEATURES } from '#core/csv/smart-lms-features.ts';
import { at } from '#core/numeric/at.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { lectureTimeS } from '#core/units.ts';
import { STARTED_AT, collected, someFace, someRow, torn } from './rows.ts';

const written = <Row>(layout: CsvLayout<Row>, rows: readonly Row[]): string =>
  csvHeader(layout) + rows.map((row) => csvLine(layout, row)).join('');

async function table(csv: string): Promise<Record<string, string>[]> {
  const records = await collected(readRecords('x.csv', torn(csv, seededRandom(7))));
  const header = at(records, 0).cells;
  return records
    .slice(1)
    .map(({ cells }) => Object.fromEntries(header.map((name, i) => [name, at(cells, i)])));
}

const random = seededRandom(20251024);
const rows = Array.from({ length: 60 }, (_, index) => someRow(index, random));

/** Half of the last decimal that is written: 4 of an intensity or degree, 6 of a radian. */
const closeness = { 'smart-lms-features': 5.1e-5, openface: 5.1e-5 };

describe('features', () => {
  it.each([SMART_LMS_FEATURES, OPENFACE] as const)(
    '[CSV-3] written as $name read back the same, however the text is torn',
    async (layout: CsvLayout<FeatureRow>) => {
      const csv = await readFeatures('f.csv', torn(written(layout, rows), random));
      expect(csv.layout).toBe(layout.name);
      expect(csv.timed).toBe(true);
      const back = await collected(csv.rows);
      expect(back).toHaveLength(rows.length);
      for (const [index, row] of back.entries()) {
        const { observation, time } = at(rows, index);
        expect(row.row).toBe(index);
        expect(row.line).toBe(index + 2);
        expect(row.timestampS).toBeCloseTo(time.kind === 'moment' ? time.elapsed / 1000 : NaN, 5);
        expect(row.reading.kind).toBe(observation.kind);
        if (row.reading.kind === 'absent' || observation.kind === 'absent') continue;
        expect(row.reading.confidence).toBeCloseTo(observation.confidence, 3);
        for (const [feature, value] of observation.features.entries()) {
          const difference = Math.abs(at(row.reading.features, feature) - value);
          expect(difference).toBeLessThan(closeness[csv.layout]);
        }
      }
    },
  );

  it.each([
    [OPENFACE_STILLS, 'openface'],
    [SMART_LMS_FEATURES, 'smart-lms-features'],
  ] as const)('[CSV-4] of stills have no time, and are told by that', async (layout, name) => {
    const stills = rows.map((row): FeatureRow => ({ ...row, time: { kind: 'still' } }));
    const csv = await readFeatures('stills.csv', [written(layout, stills)]);
    expect(csv.layout).toBe(name);
    expect(csv.timed).toBe(false);
    const back = await collected(csv.rows);
    expect(back.map(({ timestampS }) => timestampS)).toEqual(rows.map(() => null));
    expect(back.map(({ reading }) => reading.kind)).toEqual(
      rows.map(({ observation }) => observation.kind),
    );
  });

  it('[CSV-5] leave cells empty where no face was found, never 0', async () => {
    const absent = at(rows, 4);
    const [cells] = await table(written(SMART_LMS_FEATURES, [absent]));
    expect(cells).toMatchObject({ face_detected: '0', status: 'not_detected', frame: '5' });
    const said = Object.entries(cells ?? {}).filter(([, cell]) => cell !== '');
    expect(said.map(([name]) => name)).toEqual([
      'timestamp',
      'frame',
      'session_id',
      'lecture_id',
      'course_id',
      'face_detected',
      'status',
    ]);
    const [openface] = await table(written(OPENFACE, [absent]));
    const filled = Object.entries(openface ?? {}).filter(([, cell]) => cell !== '');
    expect(filled.map(([name]) => name)).toEqual(['frame', 'face_id', 'timestamp', 'success']);
  });

  it('[CSV-6] give degrees in the Smart LMS layout and radians in the OpenFace layout', async () => {
    const face = someFace(random);
    face.features.set([Math.PI / 6, -Math.PI / 4], 17);
    const row = { ...at(rows, 0), observation: face };
    expect(at(await table(written(SMART_LMS_FEATURES, [row])), 0)).toMatchObject({
      gaze_angle_x: '30.0000',
      gaze_angle_y: '-45.0000',
    });
    expect(at(await table(written(OPENFACE, [row])), 0)).toMatchObject({
      gaze_angle_x: '0.523599',
      gaze_angle_y: '-0.785398',
    });
  });

  it('[CSV-7] derive smile, confusion and drowsiness as the original system defines them', async () => {
    const face = someFace(random);
    // AU01 02 04 05 06 07 09 10 12 … 45
    face.features.set([1, 2, 3, 0.5, 4, 2, 0, 0, 1]);
    face.features[16] = 1.5;
    const row = { ...at(rows, 0), observation: face };
    expect(at(await table(written(SMART_LMS_FEATURES, [row])), 0)).toMatchObject({
      smile_intensity: '2.5000',
      confusion_level: '2.0000',
      drowsiness_level: '3.0000',
    });
    face.features[3] = 5;
    const awake = await table(written(SMART_LMS_FEATURES, [row]));
    expect(at(awake, 0)).toMatchObject({ drowsiness_level: '0.0000' });
  });
});

describe('engagement and behaviour', () => {
  const identity = { studentId: 'student_4', lectureId: '=HYPERLINK("x")', courseId: 'cv101' };

  it('[CSV-3] engagement reads back, its formulas defused', async () => {
    const cells = at(
      await table(
        written<EngagementRow>(SMART_LMS_ENGAGEMENT, [
          {
            ...identity,
            at: STARTED_AT,
            sessionId: 's1',
            framePath: null,
            score: at(rows, 0).score,
            status: 'engaged',
            observation: at(rows, 0).observation,
          },
        ]),
      ),
      0,
    );
    expect(cells['timestamp']).toBe('2025-10-24T09:38:13.710855+00:00');
    expect(cells['lecture_id']).toBe(`'${identity.lectureId}`);
    expect(undefuse(cells['lecture_id'] ?? '')).toBe(identity.lectureId);
    expect(cells['frame_path']).toBe('');
    expect(cells['engagement_score']).toBe('63.13');
  });

  it('[CSV-3] behaviour reads back with its data as JSON', async () => {
    const event = {
      sessionId: 's1',
      sequence: 0,
      at: STARTED_AT,
      lectureTime: lectureTimeS(12.5),
      type: 'mouse_click',
      data: { count: 3, note: 'a "b", c\nd' },
    } as const;
    const cells = at(await table(written(SMART_LMS_BEHAVIOUR, [{ ...identity, event }])), 0);
    expect(cells['event_type']).toBe('mouse_click');
    expect(JSON.parse(cells['event_data'] ?? '')).toEqual({
      lecture_id: identity.lectureId,
      course_id: 'cv101',
      lecture_time_s: 12.5,
      count: 3,
      note: 'a "b", c\nd',
    });
  });
});

describe('timestamps', () => {
  it('[CSV-8] keep their microseconds and say that they are UTC', () => {
    for (let i = 0; i < 200; i++) {
      const moment = (Math.floor(random() * 2e12) +
        Math.floor(random() * 1000) / 1000) as typeof STARTED_AT;
      const iso = isoTimestamp(moment);
      expect(iso).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/);
      expect(Math.abs((parseIsoTimestamp(iso) ?? NaN) - moment)).toBeLessThan(6e-4);
    }
    expect(parseIsoTimestamp('2025-10-24T09:38:13.710855')).toBe(STARTED_AT);
    expect(parseIsoTimestamp('2025-10-24T11:38:13.710855+02:00')).toBe(STARTED_AT);
    expect(parseIsoTimestamp('2025-10-24T11:38:13.710855+0200')).toBe(STARTED_AT);
    expect(parseIsoTimestamp('yesterday')).toBeNull();
    expect(parseIsoTimestamp('2025-13-45T09:38:13')).toBeNull();
  });
});
