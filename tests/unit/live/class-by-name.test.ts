import { describe, expect, it } from 'vitest';
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

const students = [1, 2, 3, 4, 5, 6, 7, 8];

describe('those who share by name', () => {
  it('[GRP-4] are counted in with enough others, and alone where there are not', () => {
    const rollup = open();
    for (const who of [1, 2, 3, 4]) rollup.take(said({ who, at: 1, score: 0 }));
    for (const who of ['ada', 'bea']) rollup.take(said({ who, at: 1, score: 90, name: who }));
    expect(rollup.now().score).toMatchObject({ students: 2, figure: { mean: 90 } });
    rollup.take(said({ who: 5, at: 1.2, score: 0 }));
    pass(rollup, 2, 3);
    expect(rollup.now().score).toMatchObject({ students: 7, figure: { mean: 180 / 7 } });
  });

  it('[GRP-4] who gives their name after all is told from no figure of before', () => {
    const rollup = open();
    const eight = students.slice(0, 6);
    for (const who of eight) rollup.take(said({ who, at: 1 }));
    expect(rollup.now().score).toMatchObject({ students: 6 });
    rollup.take(said({ who: 1, at: 2, name: 'Ada' }));
    pass(rollup, 2, 4);
    expect(rollup.now().score).toEqual({ kind: 'held_back' });
    expect(rollup.now().present).toEqual({ kind: 'all', students: 6 });
    for (const who of eight) rollup.take(said({ who, at: 5 }));
    pass(rollup, 5, 7);
    expect(rollup.now().score).toMatchObject({ students: 6 });
  });

  it('[GRP-16] are listed by name, with what they sent last', () => {
    const rollup = open();
    for (const name of ['Zoë', '<b>Al</b>', 'Émile', 'Bo']) {
      rollup.take(said({ who: `x${name.length}${name.charCodeAt(0)}`, at: 1, name, score: 61 }));
    }
    expect(rollup.named().map(({ name }) => name)).toEqual(['<b>Al</b>', 'Bo', 'Zoë', 'Émile']);
    const list = rollup.named();
    expect(rollup.named()).toBe(list);
    rollup.take(said({ who: 'x266', at: 2, name: 'Bo', score: null, player: 'paused' }));
    expect(rollup.named()[1]).toMatchObject({ presence: 'here', score: null, paused: true });
    rollup.take(gone('x266', 3, 'lost'));
    expect(rollup.named()[1]).toMatchObject({ presence: 'lost' });
    expect(new Set(rollup.named().map(({ key }) => key)).size).toBe(4);
  });

  it('[GRP-16] have series of their own, without anything that was sent without a name', () => {
    const rollup = open();
    rollup.take(said({ who: 1, at: 1, score: 10 }));
    for (let t = 12; t < 15; t++) rollup.take(said({ who: 1, at: t, score: 60 + t, name: 'Ada' }));
    rollup.take(said({ who: 1, at: 15, score: null, player: 'paused', name: 'Ada' }));
    expect(rollup.namedSeries()).toEqual([
      {
        key: 'n1',
        name: 'Ada',
        cells: [
          {
            index: 1,
            score: 73,
            statuses: { engaged: 0.75, partially_engaged: 0, disengaged: 0, not_detected: 0.25 },
            pausedShare: 0.25,
            states: null,
          },
        ],
      },
    ]);
  });
});
