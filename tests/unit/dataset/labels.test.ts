import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { CsvError } from '#core/csv/csv-error.ts';
import { readDaiseeLabels } from '#core/dataset/daisee-labels.ts';
import {
  isOrdinal,
  LABEL_RULE,
  labelNames,
  labelOf,
  type LabelRule,
} from '#core/dataset/label-rule.ts';

const HEADER = 'ClipID,Boredom,Engagement,Confusion,Frustration \n';
const TRAIN = join(import.meta.dirname, '../../../../shared/data/engagement/daisee-train.csv');
const absent = !existsSync(TRAIN);

const levels = (boredom: number, engagement: number, confusion: number, frustration: number) => ({
  levels: { boredom, engagement, confusion, frustration },
  status: null,
  className: null,
});
const name = (rule: LabelRule, facts: Parameters<typeof labelOf>[1]) => {
  const label = labelOf(rule, facts);
  return label === null ? null : labelNames(rule)[label];
};

describe('label rules', () => {
  it('[DAT-4] the dominant state is one of four, and none where no state was seen', () => {
    const rule: LabelRule = { kind: 'dominant_state' };
    expect(name(rule, levels(0, 3, 1, 0))).toBe('engagement');
    expect(name(rule, levels(2, 2, 1, 0))).toBe('boredom');
    expect(name(rule, levels(0, 0, 0, 0))).toBeNull();
  });

  it('[DAT-4] a state is there from level 2 on, or from the level given', () => {
    const usual = v.parse(LABEL_RULE, { kind: 'state_present', state: 'confusion' });
    expect([0, 1, 2, 3].map((level) => labelOf(usual, levels(0, 3, level, 0)))).toEqual([
      0, 0, 1, 1,
    ]);
    const any: LabelRule = { kind: 'state_present', state: 'confusion', atLeast: 1 };
    expect([0, 1, 2, 3].map((level) => labelOf(any, levels(0, 3, level, 0)))).toEqual([0, 1, 1, 1]);
    expect(labelNames(any)).toEqual(['no_confusion', 'confusion']);
  });

  it('[DAT-4] a level is an ordinal class', () => {
    const rule: LabelRule = { kind: 'level', state: 'engagement' };
    expect([0, 1, 2, 3].map((level) => labelOf(rule, levels(1, level, 0, 0)))).toEqual([
      0, 1, 2, 3,
    ]);
    expect(labelNames(rule)).toHaveLength(4);
    expect(isOrdinal(rule)).toBe(true);
    for (const level of [4, 1.5, NaN]) {
      expect(() => labelOf(rule, levels(0, level, 0, 0))).toThrow(RangeError);
    }
  });

  it('[DAT-4] a status stands for a state, and an unseen face for none', () => {
    const rule: LabelRule = { kind: 'status' };
    const of = (status: 'engaged' | 'partially_engaged' | 'disengaged' | 'not_detected' | null) =>
      name(rule, { levels: null, status, className: null });
    expect(of('disengaged')).toBe('boredom');
    expect(of('partially_engaged')).toBe('confusion');
    expect(of('engaged')).toBe('engagement');
    expect(of('not_detected')).toBeNull();
    expect(of(null)).toBeNull();
    const facts = { levels: null, status: 'engaged', className: null } as const;
    expect(name({ kind: 'dominant_state' }, facts)).toBeNull();
  });

  it('[DAT-5] rules come back from JSON, and unknown ones are refused', () => {
    const rules: LabelRule[] = [
      { kind: 'dominant_state' },
      { kind: 'state_present', state: 'boredom', atLeast: 3 },
      { kind: 'level', state: 'frustration' },
      { kind: 'status' },
    ];
    for (const rule of rules) {
      expect(v.parse(LABEL_RULE, JSON.parse(JSON.stringify(rule)))).toEqual(rule);
    }
    const strange = [{ kind: 'mood' }, { kind: 'level', state: 'joy' }, { kind: 'status', x: 1 }];
    for (const rule of strange) expect(v.safeParse(LABEL_RULE, rule).success).toBe(false);
  });
});

describe('label files of DAiSEE', () => {
  it('[DAT-6] are read with spaces in the header, Windows line ends and any chunks', async () => {
    const text = `\uFEFF${HEADER}1100011002.avi,0,2,0,0\n1100022003.avi,1,3,2,1\n`.replaceAll(
      '\n',
      '\r\n',
    );
    const clips = await readDaiseeLabels('AllLabels.csv', Array.from(text));
    expect(clips).toEqual([
      { clip: '1100011002', person: '110001', levels: levels(0, 2, 0, 0).levels },
      { clip: '1100022003', person: '110002', levels: levels(1, 3, 2, 1).levels },
    ]);
  });

  it.each([
    ['1100011002.avi,0,4,0,0', 'out_of_range', 'Engagement'],
    ['1100011002.avi,0,1.5,0,0', 'out_of_range', 'Engagement'],
    ['1100011002.avi,,1,0,0', 'empty_cell', 'Boredom'],
    ['1100011002.avi,0,1,high,0', 'not_a_number', 'Confusion'],
    ['1100011002,0,1,0,0', 'bad_name', 'ClipID'],
    ['../110001.avi,0,1,0,0', 'bad_name', 'ClipID'],
    ['1100011001.avi,0,1,0,0', 'bad_name', 'ClipID'],
    ['1100011002.avi,0,1,0', 'ragged_row', null],
  ])('[DAT-6] the line %j is refused with its place (%s)', async (line, fault, column) => {
    const text = `${HEADER}1100011001.avi,0,1,0,0\n${line}\n`;
    const read = readDaiseeLabels('TrainLabels.csv', [text]);
    await expect(read).rejects.toMatchObject({
      fault,
      place: { file: 'TrainLabels.csv', line: 3, column },
    });
  });

  it.each([
    ['', 'empty_file'],
    [HEADER, 'no_rows'],
    ['ClipID,Boredom,Engagement\n1100011002.avi,0,1\n', 'missing_columns'],
    [HEADER.replace('Confusion', 'Boredom'), 'duplicate_column'],
  ])('[DAT-6] %j is refused', async (text, fault) => {
    const refusal: unknown = await readDaiseeLabels('x.csv', [text]).catch(
      (error: unknown) => error,
    );
    expect(refusal).toBeInstanceOf(CsvError);
    expect(refusal).toMatchObject({ fault });
  });

  it.skipIf(absent)(
    `[DAT-6] a real clip's person is whom the data name${absent ? ' (reference data absent)' : ''}`,
    async () => {
      const rows = readFileSync(TRAIN, 'utf8').trim().split('\n').slice(1);
      const cells = rows.map((row) => row.split(','));
      const lines = cells.map(([, clip, , ...levels]) => [clip, ...levels.slice(0, 4)].join(','));
      const clips = await readDaiseeLabels('TrainLabels.csv', [HEADER, lines.join('\n')]);
      expect(clips).toHaveLength(rows.length);
      expect(clips.map(({ person }) => person)).toEqual(cells.map(([, , person]) => person));
      expect(clips.map((clip) => clip.levels.confusion)).toEqual(
        cells.map((row) => Number(row[5])),
      );
    },
  );
});
