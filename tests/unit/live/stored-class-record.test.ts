import { describe, expect, it } from 'vitest';
import { parseClassRecord, parseClassRecordHead } from '#core/live/records/stored-class-record.ts';
import { exampleClassRecord } from '../../support/class-records.ts';

const plain = (): Record<string, unknown> =>
  JSON.parse(JSON.stringify(exampleClassRecord())) as Record<string, unknown>;

describe('a kept record of a class', () => {
  it('[REC-1] reads as what was written, through JSON too', () => {
    const record = exampleClassRecord();
    expect(parseClassRecord(plain())).toEqual(record);
    expect(parseClassRecordHead(plain())).toMatchObject({
      id: record.id,
      overall: record.overall,
    });
    expect(parseClassRecordHead(plain())).not.toHaveProperty('lecture');
  });

  it('[REC-1] passes nothing on that the format does not know', () => {
    const spoilt = { ...plain(), students: [{ member: 's-1', score: 12 }] };
    expect(parseClassRecord(spoilt)).toEqual(exampleClassRecord());
  });

  it('[REC-2] of a newer version is refused with a word, and left as it is', () => {
    expect(() => parseClassRecord({ ...plain(), formatVersion: 2 })).toThrow(
      /newer version .* left as it is/,
    );
    expect(() => parseClassRecordHead({ formatVersion: 9 })).toThrow(/newer version/);
  });

  it.each([
    [
      'a score over 100',
      {
        overall: {
          ...exampleClassRecord().overall,
          score: { kind: 'shown', students: 8, figure: { mean: 101, standardDeviation: 1 } },
        },
      },
    ],
    ['a figure without a kind', { overall: { ...exampleClassRecord().overall, paused: 0.2 } }],
    ['cells out of order', { lecture: [...exampleClassRecord().lecture].reverse() }],
    ['no moments', { moments: undefined }],
    [
      'a share over 1',
      {
        overall: {
          ...exampleClassRecord().overall,
          paused: { kind: 'shown', students: 8, figure: 1.5 },
        },
      },
    ],
    ['no name', { named: [{ key: 'a', name: '', cells: [] }] }],
    ['a time that is no number', { startedAt: '2026-10-05' }],
  ])('[REC-2] with %s is refused, and told where', (_, change) => {
    const damaged = { ...plain(), ...change };
    expect(() => parseClassRecord(damaged)).toThrow(/is damaged \(.+: .+\); it was left as it is/);
  });

  it.each([null, undefined, 7, 'x', [], {}])('[REC-2] that is %j is refused', (value) => {
    expect(() => parseClassRecord(value)).toThrow(/damaged/);
    expect(() => parseClassRecordHead(value)).toThrow(/damaged/);
  });
});
