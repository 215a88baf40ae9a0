import { describe, expect, it } from 'vitest';
import type { ClassAlert } from '#core/live/moments/class-alerts.ts';
import type { ClassMoment } from '#core/live/class-figures.ts';
import { DROP_REASONS } from '#core/live/messages/class-message.ts';
import { lectureTimeS, timestampMs } from '#core/units.ts';
import {
  alertTold,
  alertWords,
  countFigure,
  DROP_WORDS,
  linkWords,
  messageWords,
  momentSpan,
  momentWords,
} from '#ui/words/class-words.ts';

const FELL: ClassMoment = {
  kind: 'attention_fell',
  from: lectureTimeS(760),
  to: lectureTimeS(800),
  before: 71.2,
  worst: 53.8,
  students: 18,
};
const said = (moment: ClassMoment): string => `${momentSpan(moment)}: ${momentWords(moment)}`;

describe('words of a class', () => {
  it('[CLS-7] tells a moment with its place, its figures and the group behind them', () => {
    expect(said(FELL)).toBe('12:40 to 13:20: from 71 to 54 (at least 18 students)');
    expect(said({ ...FELL, kind: 'confusion_rose', to: null, before: 0.12, worst: 0.34 })).toBe(
      'since 12:40: from 12 % to 34 % (at least 18 students)',
    );
    expect(said({ ...FELL, kind: 'many_paused', worst: 0.4 })).toContain('40 % of the class');
  });

  it('[CLS-8] explains an alert by how much, how long and how many, and reads it out once', () => {
    const since = timestampMs(5_000_000);
    const alert: ClassAlert = { kind: 'attention_fell', since, moment: { ...FELL, to: null } };
    const after = (seconds: number): string =>
      alertWords(alert, timestampMs(since + seconds * 1000));
    expect(after(41)).toBe('Attention has been about 17 points lower for 40 s, in a group of 18.');
    expect(after(44)).toBe(after(41));
    expect(after(2)).toContain('for 10 s');
    expect(alertTold(alert)).not.toMatch(/ for \d/);
    const kinds = ['attention_fell', 'confusion_rose', 'many_paused'] as const;
    const words = kinds.map((kind) => alertWords({ ...alert, moment: { ...FELL, kind } }, since));
    expect(new Set(words).size).toBe(3);
  });

  it('[CLS-4] tells how many are there only as far as it may be told', () => {
    expect(countFigure({ kind: 'all', students: 23 }, 5)).toEqual({ value: '23', unit: 'here' });
    const few = countFigure({ kind: 'named_and_few', named: 0 }, 8);
    expect(`${few.value} ${few.unit}`).toBe('Too few to show: fewer than 8 here');
    const named = countFigure({ kind: 'named_and_few', named: 2 }, 5);
    expect(`${named.value} ${named.unit}`).toBe('2 here by name, and fewer than 5 others');
  });

  it('[CLS-9] counts messages so roughly that nobody is counted by them', () => {
    expect(messageWords(0)).toBe('none');
    expect(messageWords(3)).toBe(messageWords(99));
    expect(messageWords(41_260)).toBe('about 41,000');
    expect(messageWords(41_990)).toBe('about 41,000');
    expect(messageWords(128)).toBe('about 120');
  });

  it('[CLS-9] has words for every reason to drop a message, each its own', () => {
    const words = DROP_REASONS.map((reason) => DROP_WORDS[reason]);
    expect(new Set(words).size).toBe(DROP_REASONS.length);
    for (const word of words) expect(word).not.toContain('_');
  });

  it('tells a lost connection from one that never was', () => {
    const lost = linkWords({ kind: 'offline', reason: 'lost' }, 'broker');
    const unreachable = linkWords({ kind: 'offline', reason: 'unreachable' }, 'broker');
    expect(lost).not.toBe(unreachable);
    expect(linkWords({ kind: 'connected' }, 'tabs')).toContain('tabs');
  });
});
