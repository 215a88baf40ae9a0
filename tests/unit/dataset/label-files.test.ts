import { describe, expect, it } from 'vitest';
import { csvKindOf } from '#core/dataset/csv-kind.ts';
import { readEngagementLog } from '#core/dataset/engagement-log.ts';
import { NO_FACTS } from '#core/dataset/file-facts.ts';
import { readFrameLabels, spreadFrameLabels } from '#core/dataset/frame-labels.ts';
import { labelBook, LabelsContradict } from '#core/dataset/label-book.ts';
import type { LabelReading } from '#core/dataset/label-facts.ts';
import { type LabelEntry, readLabelTable } from '#core/dataset/label-table.ts';
import { officialSplitOf } from '#core/dataset/official-split.ts';
import { readRowLabels } from '#core/dataset/row-labels.ts';
import { SplitRefused } from '#core/dataset/sided-window.ts';

const classes: LabelReading = {
  rule: { kind: 'classes', names: ['low', 'high'], ordinal: false },
  words: { '1': 'low' },
};
const dominant: LabelReading = { rule: { kind: 'dominant_state' }, words: {} };
const status: LabelReading = { rule: { kind: 'status' }, words: {} };
const word = (className: string) => ({ ...NO_FACTS, className });

describe('a label table', () => {
  it('[DAT-23] gives file, person and label, with words that stand for a class', async () => {
    const text = 'person,file,label,note\nann,a.mp4,1,x\n,sub/b.csv,high,\nben,c,,\n';
    expect(await readLabelTable('t.csv', [text], classes)).toEqual([
      { file: 'a.mp4', person: 'ann', facts: word('low') },
      { file: 'sub/b.csv', person: null, facts: word('high') },
      { file: 'c', person: 'ben', facts: null },
    ]);
  });

  it('[DAT-23] gives levels where the recipe is of levels', async () => {
    const text = 'file,person,boredom,engagement,confusion,frustration\na,ann,0,3,1,2\nb,ann,,,,\n';
    expect(await readLabelTable('t.csv', [text], dominant)).toEqual([
      {
        file: 'a',
        person: 'ann',
        facts: { ...NO_FACTS, levels: { boredom: 0, engagement: 3, confusion: 1, frustration: 2 } },
      },
      { file: 'b', person: 'ann', facts: null },
    ]);
  });

  it.each([
    [
      'file,person,label\na,ann,low\n',
      dominant,
      't.csv, line 2, column label: the recipe makes its labels of the levels',
    ],
    [
      'file,boredom,engagement,confusion,frustration\na,0,4,0,0\n',
      dominant,
      't.csv, line 2, column engagement: 4 is no level',
    ],
    [
      'file,boredom,engagement,confusion,frustration\na,0,,0,0\n',
      dominant,
      't.csv, line 2, column engagement:',
    ],
    ['file,person\na,ann\n', classes, 't.csv, line 2, column label: there is no label'],
    ['file,label\n,low\n', classes, 't.csv, line 2, column file:'],
    ['file,label\na,low,x\n', classes, 't.csv, line 2: this row has 3 cells'],
    ['file,file,label\na,a,low\n', classes, 'names this column twice'],
    ['name,label\na,low\n', classes, 'the header lacks file'],
    ['file,label\na,awake\n', status, 't.csv, line 2, column label: "awake" is no status'],
    ['file,label\n', classes, 'no rows'],
    ['', classes, 'the file is empty'],
  ])('[DAT-23] refuses %j with its place', async (text, reading, message) => {
    await expect(readLabelTable('t.csv', [text], reading)).rejects.toThrow(message);
  });
});

describe('labels by frame', () => {
  it('[DAT-23] hold from their frame to the next; before the first, and after an empty one, is none', async () => {
    const labels = await readFrameLabels(
      'f.csv',
      ['frame_index,label\n2,low\n3,high\n5,\n6,low\n'],
      classes,
    );
    const of = spreadFrameLabels(labels, 8).map((facts) => facts?.className ?? null);
    expect(of).toEqual([null, null, 'low', 'high', 'high', null, 'low', 'low']);
  });

  it.each([
    [
      'frame_index,label\n3,low\n3,high\n',
      'f.csv, line 3, column frame_index: frame 3 does not come after',
    ],
    ['frame_index,label\n1.5,low\n', 'f.csv, line 2, column frame_index: 1.5 is no frame'],
    ['frame_index,label\nx,low\n', 'f.csv, line 2, column frame_index: "x" is not a number'],
  ])('[DAT-23] refuses %j with its place', async (text, message) => {
    await expect(readFrameLabels('f.csv', [text], classes)).rejects.toThrow(message);
  });
});

describe('an engagement log', () => {
  const HEADER = 'timestamp,session_id,student_id,engagement_score,status\n';
  const line = (second: number, student: string, state: string) =>
    `2025-10-24T09:38:${second}.500000,s,${student},50,${state}\n`;

  it("[DAT-23] gives the student and the statuses, the original system's words too", async () => {
    const text =
      HEADER + line(11, 'ann', 'highly_engaged') + line(10, 'ann', 'no_face') + line(12, 'ann', '');
    const { person, moments } = await readEngagementLog('e.csv', [text]);
    expect(person).toBe('ann');
    expect(moments.map(({ at, facts }) => [new Date(at).toISOString(), facts.status])).toEqual([
      ['2025-10-24T09:38:10.500Z', 'not_detected'],
      ['2025-10-24T09:38:11.500Z', 'engaged'],
    ]);
  });

  it('[DAT-23] of several students is of nobody that is known; other words are refused', async () => {
    const two = HEADER + line(10, 'ann', 'engaged') + line(11, 'ben', 'engaged');
    expect((await readEngagementLog('e.csv', [two])).person).toBeNull();
    const strange = HEADER + line(10, 'ann', 'asleep');
    await expect(readEngagementLog('e.csv', [strange])).rejects.toThrow(
      'e.csv, line 2, column status: "asleep"',
    );
    const bad = HEADER + '10:30,s,ann,50,engaged\n';
    await expect(readEngagementLog('e.csv', [bad])).rejects.toThrow(
      'e.csv, line 2, column timestamp:',
    );
  });
});

describe("a recording's own labels", () => {
  it('[DAT-23] are its level columns or the column that is named, with the person', async () => {
    const text =
      'row,subject,boredom,engagement,confusion,frustration,kind\n0,7,0,2,0,0,1\n1,8,,,,,high\n';
    const own = await readRowLabels('r.csv', [text], dominant, null);
    expect(own?.persons).toEqual(['7', '8']);
    expect(own?.facts.map((facts) => facts?.levels?.engagement ?? null)).toEqual([2, null]);
    const named = await readRowLabels('r.csv', [text], classes, 'kind');
    expect(named?.facts).toEqual([word('low'), word('high')]);
    expect(await readRowLabels('r.csv', [text], classes, null)).toBeNull();
    await expect(readRowLabels('r.csv', [text], classes, 'class')).rejects.toThrow(
      'the header lacks class',
    );
  });
});

describe('finding labels', () => {
  const entry = (file: string, className = 'low'): LabelEntry => ({
    file,
    person: null,
    facts: word(className),
  });

  it('[DAT-24] is by name or by as much of the path as is written', () => {
    const book = labelBook([
      entry('a.avi', 'low'),
      entry('x/b.csv', 'low'),
      entry('y\\b', 'high'),
      entry('gone.mp4'),
    ]);
    expect(book.find('some/where/a.csv')?.file).toBe('a.avi');
    expect(book.find('data/x/b.csv')?.file).toBe('x/b.csv');
    expect(book.find('y/b.csv')?.file).toBe('y\\b');
    expect(book.find('z/b.csv')).toBeNull();
    expect(book.unused()).toEqual(['gone.mp4']);
  });

  it('[DAT-24] contradictions are refused, repetitions are not', () => {
    expect(labelBook([entry('a.csv'), entry('a.avi')]).size).toBe(1);
    expect(() => labelBook([entry('a.csv'), entry('a.avi', 'high')])).toThrow(LabelsContradict);
  });

  it.each([
    ['ClipID,Boredom,Engagement,Confusion,Frustration \n', 'daisee_labels'],
    ['file,person,label\n', 'label_table'],
    ['frame_index,label\n', 'frame_labels'],
    [
      'timestamp,session_id,student_id,lecture_id,course_id,frame_path,engagement_score,status\n',
      'engagement_log',
    ],
    ['timestamp,face_detected,gaze_angle_x,AU01_r\n', 'features'],
    ['a,b\n1,2\n', 'other'],
    ['', null],
  ])('[DAT-23] what a file is, is told by its header: %j', async (text, kind) => {
    expect(await csvKindOf('x.csv', [text])).toBe(kind);
  });
});

describe("DAiSEE's own split", () => {
  const file = (name: string, ...persons: string[]) => ({
    name,
    clips: persons.map((person) => ({ person })),
  });

  it('[DAT-25] is that of its three label files, and of nothing less', () => {
    const three = [
      file('TrainLabels.csv', '110001', '110001'),
      file('ValidationLabels.csv', '400001'),
      file('TestLabels.csv', '500001'),
    ];
    expect(officialSplitOf([...three, file('AllLabels.csv', '110001', '400001')])).toMatchObject({
      by: 'person',
      origin: { kind: 'official', dataset: 'DAiSEE' },
      train: ['110001'],
      validation: ['400001'],
      test: ['500001'],
    });
    expect(officialSplitOf(three.slice(1))).toBeNull();
    expect(officialSplitOf([file('AllLabels.csv', '110001')])).toBeNull();
  });

  it('[DAT-9] is refused with anybody on two sides', () => {
    const shared = [
      file('TrainLabels.csv', '1'),
      file('ValidationLabels.csv', '1'),
      file('TestLabels.csv', '2'),
    ];
    expect(() => officialSplitOf(shared)).toThrow(SplitRefused);
  });
});
