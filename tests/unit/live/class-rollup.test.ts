import { describe, expect, it } from 'vitest';
import type { Shown } from '#core/live/class-figures.ts';
import { createClassRollup, type ClassRollup } from '#core/live/rollup/class-rollup.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { gone, said, second, STARTED_AT } from '../../support/class-messages.ts';

const open = (minimumGroup = 5): ClassRollup =>
  createClassRollup({ minimumGroup, startedAt: STARTED_AT, random: seededRandom(1) });

/** Ten times a second, as a dashboard does. */
function pass(rollup: ClassRollup, from: number, to: number): void {
  for (let tenth = Math.round(10 * from); tenth <= 10 * to; tenth++)
    rollup.tick(second(tenth / 10));
}

function figure<Figure>(shown: Shown<Figure>): Figure {
  if (shown.kind !== 'shown') throw new Error(`it is ${shown.kind}`);
  return shown.figure;
}

const students = [1, 2, 3, 4, 5, 6, 7, 8];

describe('the class now', () => {
  it('[GRP-7] a message changes the figures at once', () => {
    const rollup = open();
    for (const who of students) rollup.take(said({ who, at: 1, score: 60 }));
    pass(rollup, 1, 2.5);
    expect(figure(rollup.now().score)).toEqual({ mean: 60, standardDeviation: 0 });
    rollup.take(said({ who: 1, at: 2.6, score: 100, status: 'disengaged', player: 'paused' }));
    const now = rollup.now();
    expect(figure(now.score).mean).toBeCloseTo(65, 9);
    expect(figure(now.score).standardDeviation).toBeCloseTo(Math.sqrt(1400 / 7), 9);
    expect(figure(now.statuses)).toEqual({
      engaged: 7 / 8,
      partially_engaged: 0,
      disengaged: 1 / 8,
      not_detected: 0,
    });
    expect(figure(now.paused)).toBeCloseTo(1 / 8, 9);
    expect(now.lastHeard).toBe(0);
  });

  it('[GRP-6] is weighted by how well each is seen; nobody has more than half of the say', () => {
    const rollup = open();
    for (const who of [1, 2, 3, 4]) rollup.take(said({ who, at: 1, score: 0, quality: 0.01 }));
    rollup.take(said({ who: 5, at: 1, score: 100, quality: 1 }));
    expect(figure(rollup.now().score).mean).toBeCloseTo(50, 9);
    const other = open();
    for (const who of [1, 2, 3, 4]) other.take(said({ who, at: 1, score: 40, quality: 0.5 }));
    other.take(said({ who: 5, at: 1, score: 100, quality: 1 }));
    expect(figure(other.now().score).mean).toBeCloseTo((4 * 0.5 * 40 + 100) / 3, 9);
  });

  it('[GRP-6] who cannot be seen at all has no say', () => {
    const rollup = open();
    for (const who of [1, 2, 3, 4]) rollup.take(said({ who, at: 1 }));
    rollup.take(said({ who: 5, at: 1, quality: 0 }));
    expect(rollup.now().score).toEqual({ kind: 'too_few' });
    expect(rollup.now().paused.kind).toBe('shown');
  });

  it('[GRP-5] counts everybody, but not fewer than the group may be', () => {
    const rollup = open();
    expect(rollup.now().present).toEqual({ kind: 'all', students: 0 });
    for (const who of [1, 2, 3, 4]) rollup.take(said({ who, at: 1 }));
    for (const who of ['ada', 'bea']) rollup.take(said({ who, at: 1, name: who }));
    expect(rollup.now().present).toEqual({ kind: 'named_and_few', named: 2 });
    rollup.take(said({ who: 5, at: 1 }));
    expect(rollup.now().present).toEqual({ kind: 'all', students: 7 });
  });

  it('[GRP-8] who says farewell is gone at once; a farewell of an earlier run says nothing', () => {
    const rollup = open();
    for (const who of students) rollup.take(said({ who, at: 1, run: 'bbbbbbbb' }));
    rollup.take(gone(1, 1.5, 'ended', 'aaaaaaaa'));
    expect(rollup.now().present).toEqual({ kind: 'all', students: 8 });
    rollup.take(gone(1, 1.6, 'ended', 'bbbbbbbb'));
    expect(rollup.now().present).toEqual({ kind: 'all', students: 7 });
  });

  it('[GRP-8] who is lost and back within ten seconds was never away; after that they are gone', () => {
    const rollup = open();
    const others = students.slice(2);
    for (const who of students) rollup.take(said({ who, at: 0 }));
    rollup.take(gone(1, 1, 'lost'));
    rollup.take(gone(2, 1, 'lost'));
    for (let t = 1; t <= 10; t++) {
      for (const who of others) rollup.take(said({ who, at: t }));
      if (t === 9) rollup.take(said({ who: 2, at: t, run: 'bbbbbbbb' }));
      pass(rollup, t, t + 0.9);
      expect(rollup.now().present).toEqual({ kind: 'all', students: 8 });
    }
    pass(rollup, 11, 12);
    expect(rollup.now().present).toEqual({ kind: 'all', students: 7 });
  });

  it('[GRP-8] who was not heard of for 15 s is gone', () => {
    const rollup = open();
    for (const who of students) rollup.take(said({ who, at: 0 }));
    for (let t = 1; t < 17; t++) {
      for (const who of students.slice(1)) rollup.take(said({ who, at: t }));
      pass(rollup, t, t + 0.9);
      expect(rollup.now().present).toEqual({ kind: 'all', students: t < 15 ? 8 : 7 });
    }
    pass(rollup, 31, 33);
    expect(rollup.now().present).toEqual({ kind: 'all', students: 0 });
    expect(rollup.now().score).toEqual({ kind: 'too_few' });
  });

  it('[GRP-9] a score that is missing is stood in for by the last one, for 15 s', () => {
    const rollup = open();
    for (const who of students) rollup.take(said({ who, at: 0, score: who === 1 ? 100 : 50 }));
    expect(rollup.now().score.kind).toBe('shown');
    for (let t = 1; t < 20; t++) {
      for (const who of students) rollup.take(said({ who, at: t, score: who === 1 ? null : 50 }));
      pass(rollup, t, t + 0.9);
      const shown = rollup.now().score;
      if (t < 15) expect(shown).toMatchObject({ students: 8, figure: { mean: 450 / 8 } });
      else expect(shown).toEqual({ kind: 'held_back' });
    }
    expect(figure(rollup.now().statuses).not_detected).toBeCloseTo(1 / 8, 9);
  });

  it('[GRP-10] what was kept offline is not now', () => {
    const rollup = open();
    for (const who of students) rollup.take(said({ who, at: 100, score: 50 }));
    pass(rollup, 100, 101.5);
    rollup.take(said({ who: 1, at: 40, late: 62, score: 0 }));
    expect(figure(rollup.now().score).mean).toBe(50);
  });

  it('[GRP-13] the present state of a class is there at once for a late dashboard, and in no cell', () => {
    const rollup = open();
    for (const who of students) {
      rollup.take(said({ who, at: 0, lectureTime: 300 + who, retained: true, late: 0.1 }));
    }
    expect(rollup.now()).toMatchObject({ present: { kind: 'all', students: 8 }, lectureTime: 305 });
    pass(rollup, 0, 40);
    expect(rollup.lecture()).toEqual([]);
    expect(rollup.wall()).toEqual([]);
    expect(rollup.now().present).toEqual({ kind: 'all', students: 0 });
  });

  it('[GRP-14] before a student has played, nothing is paused', () => {
    const rollup = open();
    const wait = (who: number) => said({ who, at: 1, player: 'paused', lectureTime: 0 });
    for (const who of students) rollup.take(wait(who));
    expect(figure(rollup.now().paused)).toBe(0);
    for (const who of students) rollup.take(said({ who, at: 2 }));
    for (const who of students) rollup.take(said({ who, at: 3, player: 'paused' }));
    expect(figure(rollup.now().paused)).toBe(1);
  });

  it('[GRP-7] whoever the figure stands for moves it by their share, and nobody else does', () => {
    const rollup = open();
    const twenty = Array.from({ length: 20 }, (_, who) => who);
    for (const who of twenty) rollup.take(said({ who, at: 0, score: 50 }));
    pass(rollup, 0, 2);
    rollup.take(gone(0, 2, 'ended'));
    pass(rollup, 2, 4);
    const before = rollup.now().score;
    if (before.kind !== 'shown') throw new Error(`it is ${before.kind}`);
    expect(before.students).toBe(15);
    let moved = 0;
    let mean = 50;
    for (const who of twenty.slice(1)) {
      rollup.take(said({ who, at: 4, score: 60 }));
      const after = figure(rollup.now().score).mean;
      if (after !== mean) {
        moved++;
        expect(after).toBeCloseTo(mean + 10 / 15, 9);
      }
      mean = after;
    }
    expect(moved).toBe(15);
  });

  it('[GRP-7] after thousands of messages the running figures are those of a fresh start', () => {
    const random = seededRandom(5);
    const rollup = open();
    const last = new Map<number, ReturnType<typeof said>>();
    for (let t = 0; t < 400; t++) {
      for (let who = 0; who < 20; who++) {
        const quality = Math.round(100 * random()) / 100;
        const states = [0, 1, 2, 3].map(() => Math.round(100 * random()) / 100);
        const score = Math.floor(101 * random());
        const message = said({ who, at: t + who / 50, score, quality: quality + 0.01, states });
        rollup.take(message);
        last.set(who, message);
      }
      pass(rollup, t + 0.5, t + 0.9);
    }
    const fresh = open();
    for (const message of last.values()) fresh.take(message);
    const { score, states } = rollup.now();
    expect(figure(score).mean).toBeCloseTo(figure(fresh.now().score).mean, 9);
    expect(figure(score).standardDeviation).toBeCloseTo(
      figure(fresh.now().score).standardDeviation,
      6,
    );
    expect(figure(states.confusion).mean).toBeCloseTo(figure(fresh.now().states.confusion).mean, 9);
  });
});

describe('pseudonyms of one session', () => {
  it('[GRP-17] four students of whom one comes back under another are four', () => {
    const rollup = open();
    const play = (from: number, to: number, who: readonly number[]): void => {
      for (let t = from; t < to; t++) {
        for (const one of who) rollup.take(said({ who: one, at: t }));
        pass(rollup, t + 0.1, t + 0.9);
        expect(rollup.now().score).toEqual({ kind: 'too_few' });
        expect(rollup.now().paused).toEqual({ kind: 'too_few' });
      }
    };
    play(0, 25, [1, 2, 3, 4]);
    rollup.take(gone(1, 25, 'lost'));
    play(27, 50, [2, 3, 4, 5]);
    rollup.take(gone(5, 50, 'ended'));
    play(50, 70, [2, 3, 4, 6]);
    pass(rollup, 70, 100);
    for (const { score, paused } of [...rollup.lecture(), ...rollup.wall(), rollup.overall()]) {
      expect([score.kind, paused.kind]).toEqual(['too_few', 'too_few']);
    }
    expect(rollup.lecture()).toHaveLength(7);
  });

  it('[GRP-17] of five, one may come back under another', () => {
    const rollup = open();
    for (let t = 0; t < 60; t++) {
      for (const who of [t < 30 ? 1 : 6, 2, 3, 4, 5]) rollup.take(said({ who, at: t }));
      if (t === 30) rollup.take(gone(1, t, 'ended'));
      pass(rollup, t + 0.1, t + 0.9);
    }
    expect(rollup.lecture()[0]?.score).toMatchObject({ kind: 'shown', students: 5 });
    // The five of before and those of now differ by one who is the same, or by two.
    expect(rollup.now().score).toEqual({ kind: 'held_back' });
  });
});

describe('cells', () => {
  /** Everybody plays from `from` to `to`, each with an own score. */
  function play(rollup: ClassRollup, from: number, to: number, who = students): void {
    for (let t = from; t < to; t++) {
      for (const one of who) rollup.take(said({ who: one, at: t + one / 100, score: 10 * one }));
      pass(rollup, t + 0.5, t + 0.9);
    }
  }

  it('[GRP-11] are shown once everybody has passed, and the same array until the revision grows', () => {
    const rollup = open();
    play(rollup, 0, 11);
    expect(rollup.lecture()).toEqual([]);
    play(rollup, 11, 25);
    expect(rollup.lecture().map(({ index }) => index)).toEqual([0, 1]);
    const { revision } = rollup;
    const shown = rollup.lecture();
    pass(rollup, 25, 25.2);
    expect(rollup.revision).toBe(revision);
    expect(rollup.lecture()).toBe(shown);
    pass(rollup, 25.3, 45);
    expect(rollup.revision).toBeGreaterThan(revision);
    expect(rollup.lecture().map(({ index }) => index)).toEqual([0, 1, 2]);
    expect(rollup.wall().map(({ index }) => index)).toEqual([0, 1, 2]);
  });

  it('[GRP-12] count each student once, by the mean of what they sent there', () => {
    const rollup = open();
    for (const who of students) {
      const count = who === 1 ? 9 : 3;
      for (let t = 0; t < count; t++) {
        rollup.take(
          said({
            who,
            at: t,
            score: who === 1 ? 10 * t : 50,
            player: who === 1 && t > 5 ? 'paused' : 'playing',
            status: who === 1 && t > 5 ? 'disengaged' : 'engaged',
            states: [0.1, 0.2, who === 1 ? 0.9 : 0.1, null],
          }),
        );
      }
    }
    pass(rollup, 9, 30);
    const [cell] = rollup.lecture();
    if (cell === undefined) throw new Error('there is a cell');
    expect(figure(cell.score)).toEqual({
      mean: (40 + 7 * 50) / 8,
      standardDeviation: expect.closeTo(Math.sqrt(12.5), 6) as number,
    });
    expect(figure(cell.statuses).disengaged).toBeCloseTo(1 / 3 / 8, 9);
    expect(figure(cell.paused)).toBeCloseTo(1 / 8, 9);
    expect(figure(cell.states.confusion).mean).toBeCloseTo((0.9 + 0.7) / 8, 9);
    expect(cell.states.frustration).toEqual({ kind: 'too_few' });
    const [wall] = rollup.wall();
    if (wall === undefined) throw new Error('there is a cell');
    expect(figure(wall.paused)).toBeCloseTo(1 / 3 / 8, 9);
  });

  it('[GRP-10] what was kept offline comes into its own cells', () => {
    const rollup = open();
    const online = students.slice(1);
    play(rollup, 0, 30, online);
    const before = rollup.lecture()[0]?.score;
    expect(before).toMatchObject({ kind: 'shown', students: 7 });
    const late = [1, 9, 10, 11, 12];
    for (const who of late) {
      for (let t = 0; t < 10; t++) rollup.take(said({ who, at: t, late: 30 - t, score: 100 }));
    }
    pass(rollup, 30, 50);
    const after = rollup.lecture()[0]?.score;
    expect(after).toMatchObject({ kind: 'shown', students: 12 });
    expect(figure(rollup.wall()[0]?.score ?? { kind: 'too_few' }).mean).toBeCloseTo(850 / 12, 9);
  });

  it('[GRP-11] somebody who stays behind does not keep the others from being shown', () => {
    const rollup = open();
    for (let t = 0; t < 40; t++) {
      for (const who of students) {
        rollup.take(said({ who, at: t, lectureTime: who === 8 ? Math.min(t, 5) : t }));
      }
      pass(rollup, t + 0.5, t + 0.9);
    }
    expect(rollup.lecture()[0]?.score).toMatchObject({ kind: 'shown', students: 8 });
  });

  it('[GRP-15] the whole lecture counts each student once, by their own mean', () => {
    const rollup = open();
    for (const who of students) {
      for (let t = 0; t < 10 * who; t++) {
        rollup.take(said({ who, at: t, score: who === 8 ? t % 2 : 80 }));
      }
    }
    expect(rollup.overall().score).toMatchObject({
      kind: 'shown',
      students: 8,
      figure: { mean: (7 * 80 + 0.5) / 8 },
    });
  });
});
