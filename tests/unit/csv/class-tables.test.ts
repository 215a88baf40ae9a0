import { describe, expect, it } from 'vitest';
import { readRecords } from '#core/csv/csv-records.ts';
import { undefuse } from '#core/csv/cell.ts';
import { CLASS_STUDENTS, classStudentsTable } from '#core/csv/class-students.ts';
import {
  CLASS_TIMELINE,
  classTimelineHeader,
  classTimelineLines,
} from '#core/csv/class-timeline.ts';
import { COLUMN_GUIDE } from '#core/csv/column-guide.ts';
import { columnsReadme } from '#core/csv/columns-readme.ts';
import { OPENFACE } from '#core/csv/openface.ts';
import { predictionsLayout } from '#core/csv/predictions.ts';
import { READINGS } from '#core/csv/readings.ts';
import { SEEN_EVENTS } from '#core/csv/seen-events.ts';
import { SMART_LMS_BEHAVIOUR } from '#core/csv/smart-lms-behaviour.ts';
import { SMART_LMS_ENGAGEMENT } from '#core/csv/smart-lms-engagement.ts';
import { SMART_LMS_FEATURES } from '#core/csv/smart-lms-features.ts';
import { readClassRecordJson, classRecordJson } from '#core/live/records/class-record-json.ts';
import type { ClassRecord } from '#core/live/records/class-record.ts';
import { ATTENTION_LEVELS, LEARNING_STATES } from '#core/models/prediction.ts';
import { at } from '#core/numeric/at.ts';
import { exampleClassRecord } from '../../support/class-records.ts';

type Row = Readonly<Record<string, string>>;

async function rowsOf(table: string): Promise<readonly Row[]> {
  const records = [];
  for await (const { cells } of readRecords('table.csv', [table])) records.push(cells);
  const [header = [], ...rows] = records;
  return rows.map((cells) => {
    expect(cells).toHaveLength(header.length);
    return Object.fromEntries(header.map((name, index) => [name, at(cells, index)]));
  });
}

const timeline = (record: ClassRecord): Promise<readonly Row[]> =>
  rowsOf(classTimelineHeader() + classTimelineLines(record));

describe('the timeline of a class as a table', () => {
  it('[REC-5] has a row for each cell of both axes, with its stretch in seconds', async () => {
    const record = exampleClassRecord();
    const rows = await timeline(record);
    expect(rows).toHaveLength(record.lecture.length + record.wall.length);
    expect(rows.filter(({ axis }) => axis === 'lecture')).toHaveLength(record.lecture.length);
    for (const [row, { index }] of record.lecture.map((cell, i) => [at(rows, i), cell] as const)) {
      expect(row).toMatchObject({
        record_id: record.id,
        course_id: 'bio-101',
        lecture_id: 'week-3',
        started_at: '2026-10-05T09:30:00.000000+00:00',
        index: String(index),
        from_s: String(index * 10),
        to_s: String(index * 10 + 10),
      });
    }
  });

  it('[REC-5] has what was shown, with for how many it stands', async () => {
    const record = exampleClassRecord();
    const cell = at(record.lecture, 10);
    const row = at(await timeline(record), 10);
    if (cell.score.kind !== 'shown' || cell.statuses.kind !== 'shown') throw new Error('not shown');
    expect(Number(row['score_mean'])).toBeCloseTo(cell.score.figure.mean, 2);
    expect(Number(row['score_sd'])).toBeCloseTo(cell.score.figure.standardDeviation, 2);
    expect(row).toMatchObject({
      score_students: String(cell.score.students),
      score_shown: 'shown',
      status_shown: 'shown',
      paused_share: '0.0500',
      confusion_mean: '0.1500',
      confusion_sd: '0.0800',
    });
    expect(Number(row['engaged_share'])).toBeCloseTo(cell.statuses.figure.engaged, 4);
  });

  it('[REC-6] is empty where something was not shown, and says why; never 0', async () => {
    const rows = await timeline(exampleClassRecord());
    const why = (index: number): Row => {
      const row = rows.find((one) => one['axis'] === 'lecture' && one['index'] === String(index));
      if (row === undefined) throw new Error(`no row ${index}`);
      return row;
    };
    for (const [row, reason] of [
      [why(0), 'too_few'],
      [why(60), 'held_back'],
    ] as const) {
      for (const name of [
        'score_mean',
        'score_sd',
        'score_students',
        'engaged_share',
        'paused_share',
        'boredom_mean',
        'boredom_students',
      ]) {
        expect(row[name]).toBe('');
      }
      expect(row).toMatchObject({
        score_shown: reason,
        status_shown: reason,
        paused_shown: reason,
        boredom_shown: reason,
      });
    }
    expect(why(20)).toMatchObject({ frustration_mean: '', frustration_shown: 'too_few' });
    expect(rows.some(({ index }) => index === '71')).toBe(false);
  });

  it('[REC-5] names every column once', () => {
    for (const layout of [CLASS_TIMELINE, CLASS_STUDENTS]) {
      const names = layout.columns.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
    }
  });
});

const NASTY = ['=1+1', '+49', '-7', '@SUM(A1)', '\tx', "'=x", ' =1', 'a,"b"\nc', '<img src=x>'];

describe('the table of those who share by name', () => {
  it('[REC-7] has a row for each student and cell, empty where nothing was sent', async () => {
    const rows = await rowsOf(classStudentsTable(exampleClassRecord()));
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({
      student: 'n1',
      name: 'Ada Obi',
      from_s: '0',
      score: '81.25',
      engaged_share: '0.7500',
      boredom: '0.1000',
      engagement: '',
    });
    expect(rows[1]).toMatchObject({
      from_s: '30',
      score: '',
      engaged_share: '',
      paused_share: '',
      boredom: '',
    });
  });

  it('[REC-8] defuses what a spreadsheet would run, and loses nothing', async () => {
    const cells = at(exampleClassRecord().named, 0).cells;
    const named = NASTY.map((name, index) => ({
      key: `n${index}`,
      name,
      cells: cells.slice(0, 1),
    }));
    const text = classStudentsTable(
      exampleClassRecord({ named, courseId: '-x', lectureId: '-2+3' }),
    );
    const rows = await rowsOf(text);
    expect(rows.map((row) => row['name'] ?? '').some((name) => /^\s*[=+\-@\t]/.test(name))).toBe(
      false,
    );
    // The reader trims, so the tab and the space in front are the quotes' to keep.
    expect(rows.map((row) => undefuse(row['name'] ?? '').trim())).toEqual(
      NASTY.map((name) => name.trim()),
    );
    expect(rows[0]).toMatchObject({ course_id: "'-x", lecture_id: "'-2+3" });
    const [line = ''] = classTimelineLines(exampleClassRecord({ courseId: '-x' })).split('\n');
    expect(line).toContain(",'-x,");
  });
});

describe('a record as JSON', () => {
  it('[REC-9] reads back as it was, and says what it is', () => {
    const record = exampleClassRecord();
    expect(readClassRecordJson(classRecordJson(record))).toEqual(record);
    expect(JSON.parse(classRecordJson(record))).toMatchObject({
      format: 'heed-class-record',
      formatVersion: 1,
    });
  });

  it('[REC-9] refuses another file, and a newer version, in a sentence', () => {
    expect(() => readClassRecordJson('{')).toThrow(/not JSON/);
    expect(() => readClassRecordJson('{"format":"other"}')).toThrow(/heed-class-record/);
    expect(() => readClassRecordJson('{"format":"heed-class-record","formatVersion":2}')).toThrow(
      /newer/,
    );
  });
});

describe('the guide to columns', () => {
  const LAYOUTS = {
    features: SMART_LMS_FEATURES,
    engagement: SMART_LMS_ENGAGEMENT,
    readings: READINGS,
    levels: predictionsLayout(ATTENTION_LEVELS),
    states: predictionsLayout(LEARNING_STATES),
    events: SEEN_EVENTS,
    behaviour: SMART_LMS_BEHAVIOUR,
    openface: OPENFACE,
  } as const satisfies Record<keyof typeof COLUMN_GUIDE, unknown>;

  it.each(Object.entries(LAYOUTS))(
    '[REC-11] tells every column of %s, and no other',
    (table, { columns }) => {
      const told = COLUMN_GUIDE[table as keyof typeof COLUMN_GUIDE].flatMap(
        (entry): readonly string[] => entry.columns,
      );
      expect(told.toSorted()).toEqual(columns.map(({ name }) => name).toSorted());
    },
  );

  it('[REC-11] says which sessions are not whole', () => {
    const text = columnsReadme([
      { folder: 'a_b_c', missing: null },
      { folder: 'd_e_f', missing: 'A stored event is damaged.' },
    ]);
    expect(text).toContain('- a_b_c\n');
    expect(text).toContain('- d_e_f: not whole. A stored event is damaged.');
  });
});
