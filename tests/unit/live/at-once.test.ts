import { describe, expect, it } from 'vitest';
import { wereHereAtOnce, type Stay } from '#core/live/disclosure/at-once.ts';
import { setOf } from '#core/live/disclosure/member-set.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';

/** The most that were here at any moment, by going through all that begins and ends. */
function mostAtOnce(stays: readonly Stay[]): number {
  const counts = stays.map(
    ({ from: moment }) => stays.filter(({ from, to }) => from <= moment && moment <= to).length,
  );
  return Math.max(0, ...counts);
}

describe('who were here at once', () => {
  it('[GRP-17] is found in any class of up to sixty', () => {
    const random = seededRandom(8);
    for (let round = 0; round < 300; round++) {
      const stays = Array.from({ length: 1 + Math.floor(60 * random()) }, () => {
        const from = Math.floor(1000 * random());
        return { from, to: random() < 0.1 ? Infinity : from + Math.floor(200 * random()) };
      });
      const most = mostAtOnce(stays);
      const set = setOf(stays.keys());
      const stayOf = (index: number): Stay => stays[index] ?? { from: 0, to: 0 };
      expect(wereHereAtOnce(set, most, stayOf)).toBe(true);
      expect(wereHereAtOnce(set, most + 1, stayOf)).toBe(false);
    }
  });

  it('[GRP-17] is never said of those who came one after the other', () => {
    const stayOf = (index: number): Stay => ({ from: 10 * index, to: 10 * index + 39 });
    const many = setOf(Array.from({ length: 5000 }, (_, i) => i));
    expect(wereHereAtOnce(many, 5, stayOf)).toBe(false);
    expect(wereHereAtOnce(many, 4, stayOf)).toBe(true);
  });
});
