import { describe, expect, it } from 'vitest';
import { number, quoted, text, undefuse } from '#core/csv/cell.ts';
import { readRecords } from '#core/csv/csv-records.ts';
import { at } from '#core/numeric/at.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { collected, torn } from './rows.ts';

describe('cells', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', ' =1', '＝1', "'=1", "''@x"])(
    '[CSV-9] %j is not run by a spreadsheet, and can be had back',
    (formula) => {
      const cell = text(formula) ?? '';
      expect(cell.startsWith("'")).toBe(true);
      expect(undefuse(cell)).toBe(formula);
    },
  );

  it.each(['student_4', 'a=b', "it's", "'quoted'", 'ا', '1-2'])(
    '[CSV-9] %j is harmless and stays as it is',
    (harmless) => {
      expect(text(harmless)).toBe(harmless);
      expect(undefuse(harmless)).toBe(harmless);
    },
  );

  it('[CSV-9] numbers that are written stay numbers', () => {
    expect(number(-0.25, 2)).toBe('-0.25');
    expect(number(-0.0001, 2)).toBe('0.00');
    expect(number(NaN, 2)).toBeNull();
    expect(number(Infinity, 2)).toBeNull();
    expect(number(null, 2)).toBeNull();
    expect(number(1e-7, 6)).toBe('0.000000');
  });

  it('[CSV-10] any text at all survives quoting, reading and undefusing', async () => {
    const random = seededRandom(4180);
    const alphabet = [
      'a',
      ',',
      '"',
      '\n',
      '\r\n',
      ' ',
      '\t',
      '=',
      '-',
      "'",
      'é',
      '😀',
      '+',
      '@',
      '0',
    ];
    const anyText = () =>
      Array.from({ length: Math.floor(random() * 7) }, () =>
        at(alphabet, Math.floor(random() * alphabet.length)),
      ).join('');
    const rows = Array.from({ length: 400 }, () => ['row', anyText(), anyText(), anyText()]);
    const csv = rows.map((row) => row.map((cell) => quoted(text(cell))).join(',')).join('\n');
    const back = await collected(readRecords('any.csv', torn(csv, random)));
    expect(back.map(({ cells }) => cells.map(undefuse))).toEqual(rows);
    let line = 1;
    for (const [index, record] of back.entries()) {
      expect(record.line).toBe(line);
      line += 1 + (at(rows, index).join('').match(/\n/g)?.length ?? 0);
    }
  });
});
