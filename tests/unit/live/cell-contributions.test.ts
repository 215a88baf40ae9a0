import { describe, expect, it } from 'vitest';
import { CellContributions } from '#core/live/rollup/cell-contributions.ts';
import { CONTRIBUTION_LENGTH, readMessage } from '#core/live/rollup/contribution.ts';
import {
  contributes,
  FIGURE_KINDS,
  SCORE,
  STATUS,
  valueOf,
} from '#core/live/rollup/figure-kinds.ts';
import { FlatContributions } from '#core/live/rollup/flat-contributions.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { said } from '../../support/class-messages.ts';

const row = (): Float64Array => new Float64Array(CONTRIBUTION_LENGTH);

/** Random messages of students all over the pages, into both. */
function filled(messages: number, slots: readonly number[], seed: number) {
  const random = seededRandom(seed);
  const cell = new CellContributions();
  const flat = new FlatContributions();
  const firsts: number[] = [];
  for (let i = 0; i < messages; i++) {
    const slot = slots[Math.floor(random() * slots.length)] ?? 0;
    const score = random() < 0.1 ? null : Math.floor(101 * random());
    const states =
      random() < 0.5
        ? null
        : [0, 1, 2, 3].map((s) => (s === 3 ? null : Math.round(100 * random()) / 100));
    const message = row();
    readMessage(
      said({ who: slot, at: i, score, states, quality: 0.5 }).message,
      i % 3 === 0,
      message,
    );
    if (cell.add(slot, message)) firsts.push(slot);
    flat.add(slot, message);
  }
  return { cell, flat, firsts };
}

describe('contributions to a cell', () => {
  it('[GRP-12] are the same sums in little room', () => {
    const slots = [0, 1, 31, 511, 512, 4999];
    const { cell, flat, firsts } = filled(500, slots, 1);
    expect(firsts.sort((a, b) => a - b)).toEqual(slots);
    for (const slot of [...slots, 2, 600, 9000]) {
      const [small, plain] = [row(), row()];
      cell.read(slot, small);
      flat.read(slot, plain);
      expect(small).toEqual(plain);
    }
  });

  it('[GRP-12] packed, states are within 0.002, all else is the same, and more can be added', () => {
    const { cell, flat } = filled(60, [3, 700], 2);
    cell.pack();
    const check = (): void => {
      for (const slot of [3, 700]) {
        const [small, plain] = [row(), row()];
        cell.read(slot, small);
        flat.read(slot, plain);
        for (let kind = 0; kind < FIGURE_KINDS; kind++) {
          expect(contributes(small, kind)).toBe(contributes(plain, kind));
          if (kind === STATUS || !contributes(plain, kind)) continue;
          const error = valueOf(small, kind, 'time_share') - valueOf(plain, kind, 'time_share');
          expect(Math.abs(error)).toBeLessThan(0.0025);
        }
      }
    };
    check();
    const message = row();
    readMessage(said({ who: 3, at: 90, states: [1, 1, 1, null] }).message, false, message);
    cell.add(3, message);
    flat.add(3, message);
    check();
    cell.pack();
    check();
  });

  it('[GRP-12] somebody who stays in a cell for an hour keeps their mean', () => {
    const cell = new CellContributions();
    const message = row();
    for (let t = 0; t < 3600; t++) {
      const states = [0.3, 0.6, 0.1, 0.9];
      readMessage(
        said({ who: 1, at: t, score: 40 + (t % 2) * 20, states }).message,
        false,
        message,
      );
      expect(cell.add(1, message)).toBe(t === 0);
    }
    const own = row();
    cell.read(1, own);
    expect(valueOf(own, SCORE, 'time_share')).toBeCloseTo(50, 0);
    expect(valueOf(own, FIGURE_KINDS - 1, 'time_share')).toBeCloseTo(0.9, 2);
  });
});
