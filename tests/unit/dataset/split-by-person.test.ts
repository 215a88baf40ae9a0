import { describe, expect, it } from 'vitest';
import { labelCounts, type LabelledWindow } from '#core/dataset/labelled-window.ts';
import { personsOf, SIDES, splitByPerson } from '#core/dataset/split-by-person.ts';
import { seededRandom, shuffled } from '#core/numeric/seeded-random.ts';

const FRACTIONS = { train: 0.7, validation: 0.15, test: 0.15 };

/** 60 persons with 1 to 40 windows each, labels as uneven as real ones. */
function people(seed: number): LabelledWindow[] {
  const random = seededRandom(seed);
  return Array.from({ length: 60 }, (_, index) => {
    const leaning = random();
    return Array.from({ length: 1 + Math.floor(random() * 40) }, () => {
      const draw = random() * (0.5 + leaning);
      const label = draw < 0.75 ? 1 : draw < 1.1 ? 0 : draw < 1.3 ? 2 : 3;
      return { values: new Float32Array(1), label, person: `p${index}` };
    });
  }).flat();
}

const names = (windows: readonly LabelledWindow[]) => [...personsOf(windows)].sort();

describe('splitting by person', () => {
  it.each([1, 2, 3, 4, 5])('[MDL-3] has nobody on two sides and loses no window (%i)', (seed) => {
    const windows = people(seed);
    const split = splitByPerson(windows, 4, FRACTIONS, seededRandom(seed));
    const everybody = SIDES.flatMap((side) => names(split[side]));
    expect(new Set(everybody).size).toBe(everybody.length);
    expect(everybody.length).toBe(60);
    expect(SIDES.reduce((sum, side) => sum + split[side].length, 0)).toBe(windows.length);
  });

  it('[MDL-3] depends on the seed alone, not on the order of the windows', () => {
    const windows = people(9);
    const sides = (own: readonly LabelledWindow[], seed: number) => {
      const split = splitByPerson(own, 4, FRACTIONS, seededRandom(seed));
      return SIDES.map((side) => names(split[side]));
    };
    const first = sides(windows, 5);
    expect(sides(shuffled(windows, seededRandom(1)), 5)).toEqual(first);
    expect(sides(windows, 6)).not.toEqual(first);
  });

  it('gives every label about its share on every side', () => {
    const windows = people(3);
    const totals = labelCounts(windows, 4);
    const split = splitByPerson(windows, 4, FRACTIONS, seededRandom(3));
    for (const side of SIDES) {
      labelCounts(split[side], 4).forEach((count, label) => {
        expect(Math.abs(count / (totals[label] ?? 0) - FRACTIONS[side])).toBeLessThan(0.08);
      });
    }
  });

  it('leaves no side empty, and refuses fewer persons than sides', () => {
    const one = (person: string) => ({ values: new Float32Array(1), label: 0, person });
    const split = splitByPerson([one('a'), one('b'), one('c')], 1, FRACTIONS, seededRandom(1));
    for (const side of SIDES) expect(split[side]).toHaveLength(1);
    expect(() => splitByPerson([one('a'), one('b')], 1, FRACTIONS, seededRandom(1))).toThrow(
      RangeError,
    );
  });
});
