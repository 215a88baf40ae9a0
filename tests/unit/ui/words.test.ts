import { describe, expect, it } from 'vitest';
import { ENGAGEMENT_STATUSES, STATUS_REASONS } from '#core/engagement/reading.ts';
import { ABSTENTION_REASONS, LEARNING_STATES } from '#core/models/prediction.ts';
import { EVENT_TYPES } from '#core/sessions/records.ts';
import { durationMs } from '#core/units.ts';
import { PROBLEM_KINDS } from '#stores/problem.ts';
import { clock, length, storageSize } from '#ui/words/format.ts';
import { PROBLEM_WORDS } from '#ui/words/problem-words.ts';
import {
  ABSTENTION_WORDS,
  EVENT_WORDS,
  REASON_WORDS,
  STATE_WORDS,
  STATUS_WORDS,
} from '#ui/words/status-words.ts';

/** Words a person reads, never the name a program uses. */
const isPlain = (words: string): boolean =>
  words.length > 3 && !/[a-z]_[a-z]|[A-Z]{2,}_|undefined|null/.test(words);

describe('words', () => {
  it.each(PROBLEM_KINDS)('[UI-5] says what happened and what to do for %s', (kind) => {
    const { title, wayOut } = PROBLEM_WORDS[kind];
    expect(isPlain(title)).toBe(true);
    expect(isPlain(wayOut)).toBe(true);
    expect(title).not.toMatch(/[.!]$/);
    expect(wayOut).toMatch(/\.$/);
  });

  it('[UI-5] gives no two problems the same way out', () => {
    const ways = PROBLEM_KINDS.map((kind) => PROBLEM_WORDS[kind].wayOut);
    expect(new Set(ways).size).toBe(PROBLEM_KINDS.length);
  });

  it('giving up is no problem', () => {
    expect(PROBLEM_KINDS).not.toContain('aborted');
  });

  it('[UI-6] has plain words of its own for every status, reason, state and event', () => {
    const lists = [
      ENGAGEMENT_STATUSES.map((status) => STATUS_WORDS[status]),
      STATUS_REASONS.map((reason) => REASON_WORDS[reason]),
      ABSTENTION_REASONS.map((reason) => ABSTENTION_WORDS[reason]),
      LEARNING_STATES.map((state) => STATE_WORDS[state]),
      EVENT_TYPES.map((type) => EVENT_WORDS[type]),
    ];
    for (const list of lists) {
      expect(list.filter((words) => !isPlain(words))).toEqual([]);
      expect(new Set(list).size).toBe(list.length);
    }
  });
});

describe('times', () => {
  it.each([
    [0, '0:00'],
    [75, '1:15'],
    [3675, '1:01:15'],
    [59.6, '1:00'],
    [-1, '0:00'],
  ])('%d seconds on a clock', (seconds, words) => {
    expect(clock(seconds)).toBe(words);
  });

  it.each([
    [0, '0 s'],
    [300, 'under 1 s'],
    [35_000, '35 s'],
    [59_700, '1 min'],
    [12 * 60_000, '12 min'],
    [3_600_000, '1 h'],
    [3_570_000, '1 h'],
    [65 * 60_000, '1 h 5 min'],
  ])('a length of %d ms', (ms, words) => {
    expect(length(durationMs(ms))).toBe(words);
  });

  it('gives a size in the unit that fits', () => {
    expect([900, 340_000, 21_800_000, 3_250_000_000].map(storageSize)).toEqual([
      '1 kB',
      '340 kB',
      '22 MB',
      '3.3 GB',
    ]);
  });
});
