import { describe, expect, it } from 'vitest';
import { createDisclosure } from '#core/live/disclosure/disclosure.ts';
import { difference, indicesOf, setOf, type MemberSet } from '#core/live/disclosure/member-set.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, i) => from + i);

const disclosure = (minimumGroup = 5, seed = 1) =>
  createDisclosure({ minimumGroup, random: seededRandom(seed) });

/** By plain sets, another way than the code under test. */
function apart(a: readonly number[], b: readonly number[]): number {
  const inA = new Set(a);
  const inB = new Set(b);
  return a.filter((one) => !inB.has(one)).length + b.filter((one) => !inA.has(one)).length;
}

function expectApart(sets: readonly (readonly number[])[], minimumGroup: number): void {
  const tooClose: string[] = [];
  for (const [i, a] of sets.entries()) {
    for (const b of sets.slice(i + 1)) {
      const distance = apart(a, b);
      if (distance > 0 && distance < minimumGroup) tooClose.push(`${a.join()} | ${b.join()}`);
    }
  }
  expect(tooClose).toEqual([]);
}

const members = (choice: ReturnType<ReturnType<typeof disclosure>['choose']>): number[] => {
  if (choice.kind !== 'set') throw new Error(`it is ${choice.kind}`);
  return indicesOf(choice.set);
};

describe('sets of members', () => {
  it('count and compare as plain sets do, across words', () => {
    const random = seededRandom(3);
    for (let round = 0; round < 300; round++) {
      const draw = () => range(0, 150).filter(() => random() < 0.4);
      const [a, b] = [draw(), draw()];
      const [setA, setB] = [setOf(a), setOf(b)];
      expect(indicesOf(setA)).toEqual(a);
      expect(setA.size).toBe(a.length);
      expect(difference(setA, setB)).toBe(apart(a, b));
      expect(difference(setA, setB, 5) >= 5).toBe(apart(a, b) >= 5);
    }
  });
});

describe('whom a figure stands for', () => {
  it('[GRP-1] fewer than the group may be are too few, just as many are shown', () => {
    expect(disclosure().choose(setOf(range(0, 4)))).toEqual({ kind: 'too_few' });
    expect(members(disclosure().choose(setOf(range(0, 5))))).toEqual(range(0, 5));
    expect(disclosure(8).choose(setOf(range(0, 7)))).toEqual({ kind: 'too_few' });
  });

  it('[GRP-3] a sixth who joins five is not told apart: the five are shown on', () => {
    const one = disclosure();
    one.choose(setOf(range(0, 5)));
    for (const here of [6, 7]) {
      expect(members(one.choose(setOf(range(0, here))))).toEqual(range(0, 5));
    }
    expect(members(one.choose(setOf(range(0, 10))))).toEqual(range(0, 10));
  });

  it('[GRP-3] after six, five of them are held back, and shown again once they are six', () => {
    const one = disclosure();
    one.choose(setOf(range(0, 6)));
    for (let gone = 0; gone < 6; gone++) {
      const five = range(0, 6).filter((member) => member !== gone);
      expect(one.choose(setOf(five))).toEqual({ kind: 'held_back' });
    }
    expect(members(one.choose(setOf(range(0, 6))))).toEqual(range(0, 6));
  });

  it('[GRP-3] where one of thirty leaves, as few others as it takes are left out with them', () => {
    const one = disclosure();
    one.choose(setOf(range(0, 30)));
    const without = range(1, 30);
    const shown = members(one.choose(setOf(without)));
    expect(shown).toHaveLength(25);
    expect(shown).not.toContain(0);
    expect(members(one.choose(setOf(without)))).toEqual(shown);
    expect(members(one.choose(setOf(range(0, 30))))).toEqual(range(0, 30));
  });

  it('[GRP-3] who is left out follows from the seed', () => {
    const shownBy = (seed: number) => {
      const one = disclosure(5, seed);
      one.choose(setOf(range(0, 30)));
      return members(one.choose(setOf(range(1, 30)))).join();
    };
    expect(shownBy(1)).toBe(shownBy(1));
    expect(new Set(range(0, 10).map(shownBy)).size).toBeGreaterThan(5);
  });

  it.each([
    [5, 5],
    [6, 5],
    [8, 5],
    [10, 5],
    [12, 7],
    [30, 5],
    [40, 12],
    [100, 5],
  ])(
    '[GRP-2] of %d students, no two sets ever shown differ by fewer than %d, whoever comes and goes',
    (size, minimumGroup) => {
      for (let seed = 0; seed < 3; seed++) {
        const random = seededRandom(100 * seed + size);
        const one = disclosure(minimumGroup, seed);
        const shown = new Map<string, number[]>();
        const here = new Set(range(0, size));
        let answers = 0;
        for (let step = 0; step < (size < 40 ? 700 : 250); step++) {
          const someone = Math.floor(random() * size * 1.2);
          if (random() < 0.2) here.add(someone);
          if (random() < 0.08) here.delete(someone);
          const contributors = [...here].filter(() => random() > 0.05);
          const choice = one.choose(setOf(contributors));
          if (choice.kind !== 'set') {
            expect(choice.kind === 'too_few').toBe(contributors.length < minimumGroup);
            continue;
          }
          answers++;
          const set = indicesOf(choice.set);
          expect(set.length).toBeGreaterThanOrEqual(minimumGroup);
          expect(set.every((member) => contributors.includes(member))).toBe(true);
          expect(choice.set.size).toBe(set.length);
          shown.set(set.join(), set);
        }
        expect(answers).toBeGreaterThan(10);
        expectApart([...shown.values()], minimumGroup);
        expect(one.shown.map((set: MemberSet) => indicesOf(set).join()).sort()).toEqual(
          [...shown.keys()].sort(),
        );
      }
    },
  );

  it('[GRP-2] what was asked about is not changed, and may change afterwards', () => {
    const one = disclosure();
    const asked = setOf(range(0, 5));
    one.choose(asked);
    asked.add(70);
    asked.delete(0);
    expect(members(one.choose(setOf(range(0, 6))))).toEqual(range(0, 5));
  });
});
