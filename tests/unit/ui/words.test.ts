import { describe, expect, it } from 'vitest';
import { CALIBRATION_PLAN } from '#core/calibration/calibration-plan.ts';
import { RELIABILITY_REASONS } from '#core/engagement/reliability.ts';
import { QUALITY_ISSUES } from '#core/signals/quality-issues.ts';
import { ENGAGEMENT_STATUSES, STATUS_REASONS } from '#core/engagement/reading.ts';
import { ABSTENTION_REASONS, LEARNING_STATES } from '#core/models/prediction.ts';
import { EVENT_TYPES } from '#core/sessions/records.ts';
import { durationMs, probability } from '#core/units.ts';
import { PROBLEM_KINDS } from '#stores/problem.ts';
import {
  CALIBRATION_HINT_WORDS,
  failureWords,
  placeWords,
  VERDICT_WORDS,
} from '#ui/words/calibration-words.ts';
import { clock, length, storageSize } from '#ui/words/format.ts';
import { chanceWords, ninthWords } from '#ui/words/gaze-words.ts';
import { PROBLEM_WORDS } from '#ui/words/problem-words.ts';
import { HINT_WORDS, RELIABILITY_WORDS } from '#ui/words/quality-words.ts';
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

describe('words about how somebody is seen', () => {
  it.each(QUALITY_ISSUES)('[UI-33] says what is noticed and what helps for %s', (issue) => {
    const { what, help } = HINT_WORDS[issue];
    expect(isPlain(what) && isPlain(help)).toBe(true);
    expect(what).toMatch(/\.$/);
    expect(help).toMatch(/would help\.$/);
  });

  it('[UI-35] has a sentence of its own for each reason of low reliability', () => {
    const sentences = RELIABILITY_REASONS.map((reason) => RELIABILITY_WORDS[reason]);
    expect(new Set(sentences).size).toBe(RELIABILITY_REASONS.length);
    for (const words of sentences) expect(words).toMatch(/^[A-Z].*\.$/);
  });

  it('[CUI-3] names each target of the plan by its place', () => {
    const { steps } = CALIBRATION_PLAN;
    expect(steps.map(({ target }) => placeWords(target))).toEqual([
      'middle',
      'top left',
      'top right',
      'bottom right',
      'bottom left',
      'middle',
      'top left',
      'bottom right',
      'top right',
    ]);
  });

  it('[CUI-4] says what happened and what to do for every outcome', () => {
    const failures = [
      ...([null, 'no_face', 'eyes_closed', 'poor_view'] as const).map(
        (hint) => ({ kind: 'too_few_samples', step: 1, samples: 0, hint }) as const,
      ),
      { kind: 'gaze_did_not_move', axis: 'x' } as const,
      { kind: 'gaze_did_not_move', axis: 'y' } as const,
      { kind: 'person_changed', step: 2 } as const,
    ];
    const texts = [...failures.map(failureWords), ...Object.values(VERDICT_WORDS)];
    for (const { title, text } of texts) {
      expect(isPlain(title) && isPlain(text)).toBe(true);
      expect(text).toMatch(/\.$/);
    }
    expect(new Set(texts.map(({ text }) => text)).size).toBe(texts.length);
    expect(Object.values(CALIBRATION_HINT_WORDS).every(isPlain)).toBe(true);
  });

  it.each([
    [0, 'Under 5 %'],
    [0.049, 'Under 5 %'],
    [0.06, 'About 10 %'],
    [0.55, 'About 60 %'],
    [0.94, 'About 90 %'],
    [0.95, 'Over 95 %'],
  ])('[CUI-9] tells a chance of %d in tenths', (chance, words) => {
    expect(chanceWords(probability(chance))).toBe(words);
  });

  it('names the ninth of the screen, the nearest one for a gaze beside it', () => {
    expect(ninthWords(0.5, 0.5)).toBe('middle');
    expect(ninthWords(-0.3, 0.1)).toBe('top left');
    expect(ninthWords(1.4, 0.99)).toBe('bottom right');
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
