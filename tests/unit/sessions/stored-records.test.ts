import { describe, expect, it } from 'vitest';
import {
  StoredFormatError,
  parseSampleChunk,
  parseSessionEvent,
  parseSessionRecord,
} from '#core/sessions/stored-records.ts';
import { decodeSamples } from '#core/sessions/decode-sample.ts';
import {
  COLUMN,
  SAMPLE_COLUMN_COUNT,
  SAMPLE_COLUMN_COUNT_1,
  SAMPLE_COLUMN_COUNT_2,
} from '#core/sessions/sample-layout.ts';
import { EVENTS_1, SAMPLES_1, SESSION_1, chunk1 } from '../../support/format-1.ts';
import { chunk2, SAMPLES_2, SESSION_2 } from '../../support/format-2.ts';

const session = {
  id: 's',
  formatVersion: 3,
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
  reliabilityWeight: null,
  modelId: null,
  attentionModelId: null,
};
const chunk = {
  sessionId: 's',
  sequence: 0,
  startedAt: 5,
  rowCount: 2,
  meanScore: null,
  reliabilityWeight: null,
  rows: new Float32Array(2 * SAMPLE_COLUMN_COUNT),
};

describe('stored records', () => {
  it('[LOG-7] of this format are read as they are', () => {
    expect(parseSessionRecord(session)).toEqual(session);
    expect(parseSampleChunk(chunk)).toEqual(chunk);
  });

  it('[LOG-14] of format 1 become the present ones; what they did not hold is not known', () => {
    expect(parseSessionRecord(SESSION_1)).toEqual({
      ...SESSION_1,
      formatVersion: 3,
      reliabilityWeight: null,
      attentionModelId: null,
    });
    const chunk = parseSampleChunk(chunk1());
    expect([...decodeSamples(chunk)]).toEqual(SAMPLES_1);
    expect(chunk.reliabilityWeight).toBeNull();
    const added = chunk.rows.filter((_, i) => i % SAMPLE_COLUMN_COUNT >= SAMPLE_COLUMN_COUNT_1);
    expect(added).toHaveLength(4 * (SAMPLE_COLUMN_COUNT - SAMPLE_COLUMN_COUNT_1));
    expect(added.every(Number.isNaN)).toBe(true);
    expect(COLUMN.body_present).toBe(SAMPLE_COLUMN_COUNT_1 - 1);
    expect(EVENTS_1.map(parseSessionEvent)).toEqual(EVENTS_1);
  });

  it('[LOG-14] of format 2 become the present ones; attention levels are not known', () => {
    expect(parseSessionRecord(SESSION_2)).toEqual({
      ...SESSION_2,
      formatVersion: 3,
      attentionModelId: null,
    });
    const chunk = parseSampleChunk(chunk2());
    expect([...decodeSamples(chunk)]).toEqual(SAMPLES_2);
    expect(COLUMN.body_motion).toBe(SAMPLE_COLUMN_COUNT_2 - 1);
    const added = chunk.rows.filter((_, i) => i % SAMPLE_COLUMN_COUNT >= SAMPLE_COLUMN_COUNT_2);
    expect(added).toHaveLength(16);
    expect(added.every(Number.isNaN)).toBe(true);
  });

  it('[LOG-7] of a newer format are refused with what to do', () => {
    expect(() => parseSessionRecord({ ...session, formatVersion: 4 })).toThrow(
      'Session s was written by a newer version of Heed (format 4; this one reads up to 3). It was left as it is: reload the page to get the newer version.',
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
    [{ ...chunk1(), rowCount: 3 }, parseSampleChunk, 'rows are not rowCount times'],
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
