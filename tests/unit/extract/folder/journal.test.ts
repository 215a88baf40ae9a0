import { describe, expect, test } from 'vitest';
import {
  journalHead,
  journalLine,
  needOf,
  readJournal,
} from '../../../../scripts/extract/folder/journal.ts';
import type { JournalEntry } from '../../../../scripts/extract/folder/journal.ts';

const SETTINGS = { signal: 'face', signalVersion: 2, layout: 'openface', fps: null };
const CLIP = { name: 'a/x.mp4', bytes: 1000, modifiedMs: 1234.5678 };
const ENTRY: JournalEntry = {
  clip: 'a/x.mp4',
  settings: SETTINGS,
  source: { bytes: 1000, modifiedMs: 1234.5678 },
  table: 77,
  raw: null,
  rows: 30,
  faces: 28,
  undecoded: 1,
};
const THERE = { table: 77, raw: true };

describe('[BAT-3] the journal', () => {
  test('gives back what was written, the newest entry of each clip', () => {
    const other = { ...ENTRY, clip: 'b/"y", z.mp4' };
    const newer = { ...ENTRY, rows: 31 };
    const text = journalHead() + [ENTRY, other, newer].map(journalLine).join('');
    expect(readJournal(text)).toEqual(
      new Map([
        [newer.clip, newer],
        [other.clip, other],
      ]),
    );
  });

  test('loses, where it was cut anywhere, only what was cut', () => {
    const entries = ['a', 'b', 'c'].map((clip) => ({ ...ENTRY, clip }));
    const whole = journalHead() + entries.map(journalLine).join('');
    for (let end = journalHead().length; end < whole.length; end++) {
      const kept = readJournal(whole.slice(0, end));
      const lines = whole.slice(0, end + 1).split('\n').length - 2;
      expect([...(kept?.keys() ?? [])]).toEqual(['a', 'b', 'c'].slice(0, lines));
    }
  });

  test('of another kind or a newer version is none', () => {
    expect(readJournal('clip,status\n')).toBeNull();
    expect(readJournal('')).toBeNull();
    expect(readJournal(journalHead().replace('1', '2'))).toBeNull();
  });

  test('with an entry that is not one goes without it', () => {
    const line = JSON.stringify({ ...ENTRY, rows: -1 });
    expect(readJournal(`${journalHead()}${line}\n`)?.size).toBe(0);
  });
});

describe('[BAT-3] a clip is read', () => {
  const need = (change: {
    clip?: object;
    settings?: object;
    raw?: string;
    entry?: object;
    there?: object;
  }) =>
    needOf(
      { ...CLIP, ...change.clip },
      { ...SETTINGS, ...change.settings },
      change.raw ?? null,
      { ...ENTRY, ...change.entry },
      { ...THERE, ...change.there },
    );

  test('not again where nothing changed', () => {
    expect(need({})).toBeNull();
    expect(needOf(CLIP, SETTINGS, null, undefined, THERE)).toBe('new');
  });

  test.each([
    ['its size', { clip: { bytes: 1001 } }, 'clip_changed'],
    ['its time of change', { clip: { modifiedMs: 1234.5679 } }, 'clip_changed'],
    ['the layout', { settings: { layout: 'smart-lms' } }, 'settings_changed'],
    ['the signal', { settings: { signal: 'body' } }, 'settings_changed'],
    ['the version of the signal', { settings: { signalVersion: 3 } }, 'settings_changed'],
    ['the rate of motion JPEG', { settings: { fps: 25 } }, 'settings_changed'],
    ['a missing table', { there: { table: null } }, 'output_missing'],
    ['a table that is not whole', { there: { table: 76 } }, 'output_missing'],
  ])('again for %s', (_, change, expected) => {
    expect(need(change)).toBe(expected);
  });

  test('again for a recording that is wanted and not there, but not for one too many', () => {
    expect(need({ raw: '../raw' })).toBe('output_missing');
    expect(need({ raw: '../raw', entry: { raw: '../raw' } })).toBeNull();
    expect(need({ raw: '../raw', entry: { raw: '../raw' }, there: { raw: false } })).toBe(
      'output_missing',
    );
    expect(need({ raw: '../other', entry: { raw: '../raw' } })).toBe('output_missing');
    expect(need({ entry: { raw: '../raw' }, there: { raw: false } })).toBeNull();
  });
});
