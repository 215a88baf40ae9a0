import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CsvError, type CsvFault } from '#core/csv/csv-error.ts';
import { csvHeader, csvLine } from '#core/csv/csv-layout.ts';
import { OPENFACE } from '#core/csv/openface.ts';
import { readFeatures } from '#core/csv/read-features.ts';
import { SMART_LMS_FEATURES } from '#core/csv/smart-lms-features.ts';
import { FACE_FEATURES } from '#core/signals/face-signal.ts';
import { at } from '#core/numeric/at.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { collected, someRow, torn } from './rows.ts';

const random = seededRandom(1);
const lines = [
  csvHeader(OPENFACE),
  ...Array.from({ length: 4 }, (_, index) => csvLine(OPENFACE, someRow(index, random))),
];
const names = OPENFACE.columns.map(({ name }) => name);

/** The good file with one cell replaced; `line` counts from 1, the header's included. */
function withCell(line: number, column: string, cell: string): string {
  const changed = [...lines];
  const cells = at(lines, line - 1)
    .trimEnd()
    .split(',');
  cells[names.indexOf(column)] = cell;
  changed[line - 1] = `${cells.join(',')}\n`;
  return changed.join('');
}

async function failure(csv: string | readonly string[]): Promise<CsvError> {
  try {
    const read = await readFeatures('bad.csv', typeof csv === 'string' ? [csv] : csv);
    await collected(read.rows);
  } catch (error) {
    if (error instanceof CsvError) return error;
    throw error;
  }
  throw new Error('it was read without complaint');
}

describe('bad input', () => {
  it.each([
    ['not_a_number', 3, 'AU12_r', 'smile', '"smile" is not a number.'],
    ['not_a_number', 3, 'AU12_r', '0x10', '"0x10" is not a number.'],
    ['not_finite', 2, 'pose_Rx', 'NaN', '"NaN" is not a value that can be used.'],
    ['not_finite', 2, 'pose_Rx', '-inf', '"-inf" is not a value that can be used.'],
    ['not_finite', 2, 'pose_Rx', '-nan(ind)', '"-nan(ind)" is not a value that can be used.'],
    ['not_finite', 2, 'pose_Rx', '1e999', '"1e999" is too large to be used.'],
    ['out_of_range', 4, 'AU45_r', '5.2', '5.2 is outside 0 to 5.'],
    ['out_of_range', 4, 'AU01_r', '-0.1', '-0.1 is outside 0 to 5.'],
    ['out_of_range', 2, 'pose_Ry', '14.2', '14.2 radians is outside -3.1416 to 3.1416.'],
    ['out_of_range', 2, 'gaze_angle_y', '-1.9', '-1.9 radians is outside -1.5708 to 1.5708.'],
    ['out_of_range', 2, 'success', '2', '2 is neither 0 (no face) nor 1 (a face).'],
    ['empty_cell', 2, 'AU04_r', '', 'a number should be here, but the cell is empty.'],
    [
      'time_goes_back',
      4,
      'timestamp',
      '0.01',
      'the time 0.01 s is not after the 0.033333 s of the row before.',
    ],
    ['bad_timestamp', 4, 'timestamp', '', 'this row has no time, but the rows before it have.'],
    [
      'several_faces',
      3,
      'face_id',
      '1',
      'the file follows several faces, and only files with one face can be read.',
    ],
  ] as const)(
    '[CSV-11] says %s with file, line and column (line %i, column %s: %j)',
    async (fault, line, column, cell, sentence) => {
      const error = await failure(withCell(line, column, cell));
      expect(error.fault).toBe(fault);
      expect(error.place).toEqual({ file: 'bad.csv', line, column });
      expect(error.message).toBe(`bad.csv, line ${line}, column ${column}: ${sentence}`);
    },
  );

  it.each<[CsvFault, string, string]>([
    ['empty_file', '', 'bad.csv: the file is empty.'],
    ['empty_file', '\n\n', 'bad.csv: the file is empty.'],
    ['no_rows', at(lines, 0), 'bad.csv: the file has a header, but no rows.'],
    [
      'missing_columns',
      'a,b\n1,2\n',
      'bad.csv, line 1: the header lacks AU01_r, AU02_r, AU04_r, AU05_r and 18 more: a features file has 17 action unit intensities (AU01_r to AU45_r), two gaze angles and three head turns, in the layout of OpenFace 2.2 or of this project.',
    ],
    [
      'duplicate_column',
      lines.join('').replace('AU02_r', 'AU01_r'),
      'bad.csv, line 1, column AU01_r: the header names this column twice.',
    ],
    [
      'ragged_row',
      `${lines.join('')}5,0,1\n`,
      `bad.csv, line 6: this row has 3 cells, but the header names ${names.length}.`,
    ],
    [
      'not_csv',
      `${lines.join('')}5,"0,1\n`,
      'bad.csv, line 6: the quotes on or after this line do not fit together.',
    ],
  ])('[CSV-11] says %s', async (fault, csv, message) => {
    const error = await failure(csv);
    expect(error.fault).toBe(fault);
    expect(error.message).toBe(message);
  });

  it('[CSV-11] gives up on a line without end instead of holding a whole film', async () => {
    const blob = 'x'.repeat(1 << 20);
    let taken = 0;
    function* endless() {
      for (; taken < 100; taken++) yield blob;
    }
    await expect(readFeatures('film.mp4', endless())).rejects.toThrow(
      /film\.mp4, line 1: .*never ends/,
    );
    expect(taken).toBeLessThan(8);
  });

  it('[CSV-12] every broken cell is either refused with its place or read as it stands', async () => {
    const fuzz = seededRandom(2026);
    const cells = [
      '',
      'x',
      '-1',
      '9',
      'nan',
      '1e400',
      '"',
      '"a',
      ',',
      '\n',
      '=1',
      '0.5',
      '٣',
      '1_0',
    ];
    for (let i = 0; i < 300; i++) {
      const column = at(names, Math.floor(fuzz() * names.length));
      const line = 2 + Math.floor(fuzz() * 4);
      const csv = withCell(line, column, at(cells, Math.floor(fuzz() * cells.length)));
      try {
        const { rows } = await readFeatures('fuzz.csv', torn(csv, fuzz));
        for (const { reading } of await collected(rows)) {
          if (reading.kind === 'absent') continue;
          expect(reading.features).toHaveLength(FACE_FEATURES.length);
          expect(reading.features.every(Number.isFinite)).toBe(true);
        }
      } catch (error) {
        if (!(error instanceof CsvError)) throw error;
        expect(error.place.line).toBeGreaterThanOrEqual(1);
        expect(error.message).toMatch(/^fuzz\.csv, line \d+(, column \w+)?: .*\.$/);
      }
    }
  });
});

describe('genuine OpenFace output', () => {
  const landmarks = Array.from({ length: 660 }, (_, index) => `p_${index}`);
  const header = `${names.join(', ')}, ${landmarks.join(', ')}\r\n`;
  const row = (frame: number, success: 0 | 1, fill: string) =>
    `${[frame, 0, (frame / 30).toFixed(3), 0.98, success].join(', ')}, ${names
      .slice(5)
      .map(() => fill)
      .join(', ')}, ${landmarks.map(() => '320.5').join(', ')}\r\n`;

  it('[CSV-13] is read through its 700 columns, spaces and CRLF; success 0 is a gap', async () => {
    const csv = `\uFEFF${header}${row(1, 1, '0.25')}${row(2, 0, '-nan')}${row(3, 0, '0')}`;
    const read = await readFeatures('of.csv', torn(csv, random));
    expect(read).toMatchObject({ layout: 'openface', timed: true });
    const rows = await collected(read.rows);
    expect(rows.map(({ reading }) => reading.kind)).toEqual(['face', 'absent', 'absent']);
    expect(rows[0]?.reading).toMatchObject({ features: new Float32Array(22).fill(0.25) });
    expect(rows.map(({ timestampS }) => timestampS)).toEqual([0.033, 0.067, 0.1]);
  });

  it('[CSV-13] for images lists faces without success or time: a set of stills', async () => {
    const features = names.slice(5);
    const csv = `face, confidence, ${features.join(', ')}\n0, 0.9, ${features.map(() => '0.5').join(', ')}\n`;
    const read = await readFeatures('image.csv', [csv]);
    expect(read.timed).toBe(false);
    expect((await collected(read.rows))[0]?.reading).toMatchObject({
      kind: 'face',
      confidence: 0.9,
    });
  });

  it('[CSV-14] of a folder of images has times by the given rate, and says so', async () => {
    const csv = `${header}${row(0, 1, '0.25')}${row(0, 1, '0.5')}${row(0, 0, '0')}`;
    const usual = await readFeatures('of.csv', [csv]);
    expect(usual).toMatchObject({ timed: true, assumedFps: 30 });
    const slower = await readFeatures('of.csv', [csv], 10);
    const rows = await collected(slower.rows);
    expect(rows.map(({ timestampS }) => timestampS)).toEqual([0, 0.1, 0.2]);
    const mixed = await readFeatures('of.csv', [`${csv}${row(3, 1, '0.5')}`]);
    await expect(collected(mixed.rows)).rejects.toThrow(
      'of.csv, line 5, column timestamp: this row has a time of its own, but the rows before it all have the same.',
    );
  });

  const pairs = '../shared/data/openface-pairs';
  it.skipIf(!existsSync(pairs))(
    '[CSV-13] of the reference pairs (skipped where absent)',
    async () => {
      const files = readdirSync(pairs).filter((name) => name.endsWith('.openface.csv'));
      expect(files).not.toHaveLength(0);
      for (const file of files) {
        const whole = readFileSync(`${pairs}/${file}`, 'utf8');
        const rows = await collected((await readFeatures(file, torn(whole, random))).rows);
        expect(rows).toHaveLength(whole.trimEnd().split('\n').length - 1);
      }
    },
  );

  const log = '../shared/data/smart-lms/openface_features_student_4_lec_2a96290c_3b05caef.csv';
  it.skipIf(!existsSync(log))(
    '[CSV-11] the reference features log is refused at its first broken angle (skipped where absent)',
    async () => {
      const read = await readFeatures('log.csv', [readFileSync(log, 'utf8')]);
      expect(read.layout).toBe(SMART_LMS_FEATURES.name);
      await expect(collected(read.rows)).rejects.toThrow(
        'log.csv, line 5, column gaze_angle_y: -148.9 degrees is outside -90 to 90.',
      );
    },
  );
});
