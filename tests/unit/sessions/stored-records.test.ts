import { describe, expect, it } from 'vitest';
import {
  StoredFormatError,
  parseSampleChunk,
  parseSessionEvent,
  parseSessionRecord,
} from '#core/sessions/stored-records.ts';
import { SAMPLE_COLUMN_COUNT } from '#core/sessions/sample-layout.ts';

const session = {
  id: 's',
  formatVersion: 1,
  studentId: 'a',
  lectureId: 'b',
  courseId: 'c',
  signal: { name: 'face', version: 1 },
  mode: 'attention',
  startedAt: 5,
  endedAt: null,
  end: null,
  sampleCount: 0,
  eventCount: 0,
  meanScore: null,
  modelId: null,
};
const chunk = {
  sessionId: 's',
  sequence: 0,
  startedAt: 5,
  rowCount: 2,
  meanScore: null,
  rows: new Float32Array(2 * SAMPLE_COLUMN_COUNT),
};

describe('stored records', () => {
  it('[LOG-7] of this format are read as they are', () => {
    expect(parseSessionRecord(session)).toEqual(session);
    expect(parseSampleChunk(chunk)).toEqual(chunk);
  });

  it('[LOG-7] of a newer format are refused with what to do', () => {
    expect(() => parseSessionRecord({ ...session, formatVersion: 2 })).toThrow(
      'Session s was written by a newer version of Heed (format 2; this one reads up to 1). It was left as it is: reload the page to get the newer version.',
    );
  });

  it.each([
    [null, parseSessionRecord, 'whole'],
    [{ ...session, mode: 'x' }, parseSessionRecord, 'mode'],
    [{ ...session, startedAt: NaN }, parseSessionRecord, 'startedAt'],
    [{ ...session, sampleCount: -1 }, parseSessionRecord, 'sampleCount'],
    [{ ...session, signal: { name: 'face' } }, parseSessionRecord, 'signal.version'],
    [{ ...session, formatVersion: 0 }, parseSessionRecord, 'formatVersion'],
    [{ ...chunk, rowCount: 3 }, parseSampleChunk, 'rows are not rowCount times'],
    [{ ...chunk, rows: [1, 2] }, parseSampleChunk, 'rows'],
    [
      { sessionId: 's', sequence: 0, at: 1, lectureTime: null, type: 'keylog', data: {} },
      parseSessionEvent,
      'type',
    ],
  ])('[LOG-7] that are damaged are refused by what is wrong (%#)', (value, parse, where) => {
    expect(() => parse(value)).toThrow(StoredFormatError);
    expect(() => parse(value)).toThrow(where);
  });
});
