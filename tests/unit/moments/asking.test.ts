import { describe, expect, it } from 'vitest';
import {
  ASKING,
  type AskingMemory,
  type Called,
  createAsking,
  NEVER_ASKED,
} from '#core/moments/asking.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import type { Random } from '#core/ports.ts';
import { timestampMs } from '#core/units.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 21, 8);
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

interface Life {
  /** How long each session lasts, one after another, with an hour between. */
  readonly sessions: readonly number[];
  /** How often the model calls a calm place's seconds low. */
  readonly low: number;
  /** What the student does with a question. */
  readonly reply: (random: Random) => 'answer' | 'dismiss';
  readonly seed: number;
}

interface Put {
  readonly at: number;
  readonly sinceStart: number;
  readonly session: number;
  readonly called: Called;
  readonly reply: 'answer' | 'dismiss';
}

/** Plays sessions with a calm place every ten seconds or so: far more than there are in life. */
function played({ sessions, low, reply, seed }: Life): readonly Put[] {
  const random = seededRandom(seed);
  const put: Put[] = [];
  let memory: AskingMemory = NEVER_ASKED;
  let at = START;
  for (const [session, minutes] of sessions.entries()) {
    const startedAt = at;
    const asking = createAsking(timestampMs(startedAt), memory, random);
    while (at < startedAt + minutes * MINUTE) {
      at += 4000 + 12_000 * random();
      const calm = {
        place: 'paused',
        moment: timestampMs(at - 2000),
        called: random() < low ? 'low' : 'other',
      } as const;
      const question = asking.consider({ at: timestampMs(at), day: dayOf(at), calm });
      if (question === null) continue;
      const does = reply(random);
      put.push({ at, sinceStart: at - startedAt, session, called: question.called, reply: does });
      at += 5000;
      if (does === 'answer') asking.answered();
      else asking.dismissed(dayOf(at));
    }
    ({ memory } = asking);
    at += 60 * MINUTE;
  }
  return put;
}

const answers = () => 'answer' as const;
const sometimes = (random: Random) => (random() < 0.5 ? 'dismiss' : 'answer');
const LIVES: readonly Life[] = [1, 2, 3, 4, 5, 6].flatMap((seed) => [
  { sessions: [50, 90, 480, 20, 300], low: 0.5, reply: answers, seed },
  { sessions: [180, 45, 45, 600], low: 0.1, reply: sometimes, seed },
  { sessions: [4, 5, 240, 1000], low: 0.9, reply: answers, seed },
]);
const asked = LIVES.map(played);

describe('when a student is asked', () => {
  it('[MTS-2] never in the first five minutes, nor twice within fifteen, whatever session', () => {
    for (const put of asked) {
      expect(put.length).toBeGreaterThan(0);
      for (const [index, { at, sinceStart }] of put.entries()) {
        expect(sinceStart).toBeGreaterThanOrEqual(5 * MINUTE);
        const before = put[index - 1];
        if (before !== undefined) expect(at - before.at).toBeGreaterThanOrEqual(15 * MINUTE);
      }
    }
  });

  it('[MTS-2] at most three times in any hour and six times in any session', () => {
    for (const put of asked) {
      for (const { at } of put) {
        const hour = put.filter((other) => other.at >= at && other.at - at < 60 * MINUTE);
        expect(hour.length).toBeLessThanOrEqual(3);
      }
      for (const session of new Set(put.map((one) => one.session))) {
        expect(put.filter((one) => one.session === session).length).toBeLessThanOrEqual(6);
      }
    }
    // And the long session was asked as often as it may be: the limit is what stopped it.
    expect(asked.some((put) => put.filter(({ session }) => session === 2).length === 6)).toBe(true);
  });

  it('[MTS-2] at times that differ, so that none is foreseen', () => {
    const apart = asked.flatMap((put) =>
      put.flatMap(({ at, session }, index) => {
        const before = put[index - 1];
        return before?.session === session ? [at - before.at] : [];
      }),
    );
    expect(Math.max(...apart)).toBeGreaterThan(20 * MINUTE);
    expect(Math.min(...apart)).toBeLessThan(17 * MINUTE);
  });

  it('[MTS-3] no more that day after two dismissals in a row, and again on the next', () => {
    const put = played({
      sessions: [240, 240, 240, 240],
      low: 0.5,
      reply: () => 'dismiss',
      seed: 9,
    });
    const days = new Set(put.map(({ at }) => dayOf(at)));
    expect(days.size).toBeGreaterThan(1);
    for (const day of days) {
      expect(put.filter(({ at }) => dayOf(at) === day)).toHaveLength(ASKING.dismissals);
    }
    const between = played({
      sessions: [480],
      low: 0.5,
      reply: (() => {
        let count = 0;
        return () => (count++ % 2 === 0 ? 'dismiss' : 'answer');
      })(),
      seed: 9,
    });
    // One now and then, with an answer between, is no dismissal in a row.
    expect(between.length).toBe(ASKING.perSession);
  });

  it('[MTS-4] about half of the questions are about what the model called low, where it can be', () => {
    const half = asked.filter((_, index) => index % 3 === 0).flat();
    const share = half.filter(({ called }) => called === 'low').length / half.length;
    expect(share).toBeGreaterThan(0.35);
    expect(share).toBeLessThan(0.65);
    // Even where one of them is nine times as frequent.
    for (const put of asked) {
      const low = put.filter(({ called }) => called === 'low').length;
      expect(Math.abs(put.length - 2 * low)).toBeLessThanOrEqual(2);
    }
  });

  it('[MTS-4] a student of whom the model calls one thing alone is asked more seldom, and still asked', () => {
    const sessions = [50, 50, 50, 50, 50, 50, 50, 50];
    const put = played({ sessions, low: 0, reply: answers, seed: 3 });
    expect(put.length).toBeGreaterThanOrEqual(sessions.length);
    expect(put.length).toBeLessThan(played({ sessions, low: 0.5, reply: answers, seed: 3 }).length);
    expect(put.every(({ called }) => called === 'other')).toBe(true);
  });

  it('[MTS-1] nothing where there is no calm place, or nobody was seen', () => {
    const asking = createAsking(timestampMs(START), NEVER_ASKED, () => 0);
    const at = timestampMs(START + 60 * MINUTE);
    expect(asking.consider({ at, day: dayOf(at), calm: null })).toBeNull();
    expect(asking.memory).toEqual(NEVER_ASKED);
  });
});
