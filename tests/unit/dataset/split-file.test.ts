import { describe, expect, it } from 'vitest';
import { kFolds, leaveOnePersonOut } from '#core/dataset/folds.ts';
import { labelCounts } from '#core/dataset/labelled-window.ts';
import { sided, SplitRefused } from '#core/dataset/sided-window.ts';
import { personsOf, SIDES, splitByPerson } from '#core/dataset/split-by-person.ts';
import {
  drawnSplit,
  formatSplitFile,
  officialSplit,
  parseSplitFile,
  splitAsFiled,
} from '#core/dataset/split-file.ts';
import { seededRandom, shuffled } from '#core/numeric/seeded-random.ts';
import { someWindow } from './windows.ts';

const FRACTIONS = { train: 0.7, validation: 0.15, test: 0.15 };

const people = (count: number, seed = 1) => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, index) =>
    Array.from({ length: 3 + Math.floor(random() * 20) }, () =>
      someWindow({ person: `p${index}`, label: random() < 0.7 ? 0 : 1 }),
    ),
  ).flat();
};
const refusal = (act: () => unknown): SplitRefused => {
  try {
    act();
  } catch (error) {
    if (error instanceof SplitRefused) return error;
    throw error;
  }
  throw new Error('it was not refused');
};

describe('split files', () => {
  it('[DAT-8] give the same sides again, in whatever order the windows come', () => {
    const windows = people(30);
    const split = splitByPerson(windows, 2, FRACTIONS, seededRandom(7));
    const text = formatSplitFile(drawnSplit('person', split, 7, FRACTIONS));
    const file = parseSplitFile('split.json', text);
    expect(file.origin).toMatchObject({ kind: 'drawn', seed: 7 });
    const again = splitAsFiled(shuffled(windows, seededRandom(2)), file);
    for (const side of SIDES) {
      expect(personsOf(again[side])).toEqual(personsOf(split[side]));
      expect(again[side]).toHaveLength(split[side].length);
    }
  });

  it('[DAT-9] with anybody on two sides are refused by name, in whatever way they come', () => {
    const sides = {
      train: ['ann', 'bob', 'eve'],
      validation: ['cid', 'eve'],
      test: ['dan', 'ann'],
    };
    const good = officialSplit('person', 'X', {
      train: ['ann'],
      validation: ['cid'],
      test: ['dan'],
    });
    const acts = [
      () => officialSplit('person', 'X', sides),
      () => parseSplitFile('split.json', JSON.stringify({ ...good, ...sides })),
      () => splitAsFiled([someWindow({ person: 'ann' })], { ...good, ...sides }),
      () =>
        sided({
          train: ['ann', 'eve'].map((person) => someWindow({ person })),
          validation: [someWindow({ person: 'eve' })],
          test: [someWindow({ person: 'ann' })],
        }),
    ];
    for (const act of acts) {
      const error = refusal(act);
      expect(error.kind).toBe('on_two_sides');
      expect(error.message).toContain('ann, eve');
    }
  });

  it('[DAT-9] of newer, foreign or damaged form are refused with the reason', () => {
    const good = officialSplit('video', 'X', { train: ['a'], validation: ['b'], test: ['c'] });
    const kind = (text: string) => refusal(() => parseSplitFile('split.json', text)).kind;
    expect(kind('{')).toBe('not_a_split');
    expect(kind('[]')).toBe('not_a_split');
    expect(kind(JSON.stringify({ ...good, by: 'chair' }))).toBe('not_a_split');
    expect(kind(JSON.stringify({ ...good, test: [3] }))).toBe('not_a_split');
    expect(kind(JSON.stringify({ ...good, formatVersion: 2 }))).toBe('newer_format');
    const damaged = JSON.stringify({ ...good, test: undefined });
    expect(refusal(() => parseSplitFile('split.json', damaged)).message).toMatch(
      /split\.json.*test/,
    );
  });

  it('[DAT-9] that do not name everybody, or leave a side empty, are refused', () => {
    const file = officialSplit('person', 'X', { train: ['a'], validation: ['b'], test: ['c'] });
    const of = (...names: string[]) => names.map((person) => someWindow({ person }));
    const stranger = refusal(() => splitAsFiled(of('a', 'b', 'c', 'zoe'), file));
    expect(stranger).toMatchObject({ kind: 'unknown_group' });
    expect(stranger.message).toContain('zoe');
    expect(refusal(() => splitAsFiled(of('a', 'b'), file)).message).toContain('test');
  });

  it('[DAT-10] hold the split that a data set came with', () => {
    const windows = people(6);
    const sides = {
      train: ['p3', 'p0', 'p3', 'p5', 'gone'],
      validation: ['p1'],
      test: ['p2', 'p4'],
    };
    const text = formatSplitFile(officialSplit('person', 'DAiSEE', sides));
    const file = parseSplitFile('split.json', text);
    expect(file.origin).toEqual({ kind: 'official', dataset: 'DAiSEE' });
    expect(file.train).toEqual(['gone', 'p0', 'p3', 'p5']);
    const split = splitAsFiled(windows, file);
    expect([...personsOf(split.train)].sort()).toEqual(['p0', 'p3', 'p5']);
    expect([...personsOf(split.test)].sort()).toEqual(['p2', 'p4']);
  });
});

describe('folds', () => {
  it('[DAT-11] each of k holds out a share of every label, and everybody is held out once', () => {
    const windows = people(40);
    const totals = labelCounts(windows, 2);
    const folds = [...kFolds(windows, 5, 2, seededRandom(1))];
    expect(folds).toHaveLength(5);
    expect(folds.flatMap(({ heldOut }) => [...personsOf(heldOut)]).sort()).toEqual(
      [...personsOf(windows)].sort(),
    );
    for (const { heldOut, rest } of folds) {
      const known = personsOf(rest);
      expect([...personsOf(heldOut)].some((person) => known.has(person))).toBe(false);
      expect(heldOut.length + rest.length).toBe(windows.length);
      labelCounts(heldOut, 2).forEach((count, label) => {
        expect(Math.abs(count / (totals[label] ?? 0) - 0.2)).toBeLessThan(0.08);
      });
    }
    const names = (seed: number) =>
      [...kFolds(windows, 5, 2, seededRandom(seed))].map(({ heldOut }) =>
        [...personsOf(heldOut)].sort(),
      );
    expect(names(1)).toEqual(names(1));
    expect(names(2)).not.toEqual(names(1));
  });

  it('[DAT-11] leave one person out at a time', () => {
    const windows = people(4);
    const folds = [...leaveOnePersonOut(windows)];
    expect(folds.map(({ heldOut }) => [...personsOf(heldOut)])).toEqual([
      ['p0'],
      ['p1'],
      ['p2'],
      ['p3'],
    ]);
    for (const { heldOut, rest } of folds) {
      expect(personsOf(rest).size).toBe(3);
      expect(heldOut.length + rest.length).toBe(windows.length);
    }
  });

  it('cannot be had of too few persons', () => {
    expect(() => [...kFolds(people(4), 5, 2, seededRandom(1))]).toThrow(RangeError);
    expect(() => [...kFolds(people(4), 1, 2, seededRandom(1))]).toThrow(RangeError);
    expect(() => [...leaveOnePersonOut(people(1))]).toThrow(RangeError);
  });
});
