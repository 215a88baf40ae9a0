import { describe, expect, it } from 'vitest';
import { at } from '#core/numeric/at.ts';
import { seededRandom, shuffled } from '#core/numeric/seeded-random.ts';
import { type PlacedWindow, stretchesOf } from '#core/lab/queue/stretches.ts';
import { durationMs, timestampMs } from '#core/units.ts';

const RULES = { lasts: durationMs(4000), step: durationMs(500) };

const windowsOf = (recording: string, ends: readonly number[], person = 'a'): PlacedWindow[] =>
  ends.map((end) => ({ recording, person, endsAt: timestampMs(end) }));

const every = (from: number, to: number, step = 500): number[] =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, k) => from + k * step);

describe('stretches', () => {
  it('[ACT-1] hold neighbouring windows of one recording, no longer than is asked for, in any order given', () => {
    const windows = shuffled(
      [...windowsOf('x', every(1000, 20_000)), ...windowsOf('y', every(1000, 9000))],
      seededRandom(3),
    );
    const stretches = stretchesOf(windows, RULES);
    expect(stretches.flatMap((own) => own.windows).sort((a, b) => a - b)).toEqual(
      windows.map((_, index) => index),
    );
    for (const { recording, span, windows: own } of stretches) {
      const ends = own.map((index) => at(windows, index).endsAt ?? Number.NaN);
      expect(own.every((index) => at(windows, index).recording === recording)).toBe(true);
      expect(ends).toEqual(ends.toSorted((a, b) => a - b));
      expect((span?.to ?? 0) - (span?.from ?? 0)).toBeLessThanOrEqual(4000);
    }
  });

  it('[ACT-1] cover the ends of their own windows and of no others', () => {
    const windows = [
      ...windowsOf('x', [...every(1000, 9500), ...every(15_000, 22_500)]),
      ...windowsOf('x', every(30_000, 30_500), 'b'),
    ];
    for (const { span, windows: own, person } of stretchesOf(windows, RULES)) {
      const inside = windows.flatMap(({ endsAt, person: whose }, index) =>
        whose === person &&
        endsAt !== null &&
        span !== null &&
        endsAt >= span.from &&
        endsAt < span.to
          ? [index]
          : [],
      );
      expect(inside).toEqual(own);
    }
  });

  it('[ACT-1] end at gaps, and where something else is said', () => {
    const windows = windowsOf('x', [0, 500, 1500, 2000, 2500, 3000]);
    const said = ['a', 'a', 'a', 'a', 'b', 'b'];
    const cut = stretchesOf(windows, RULES, (index) => said[index]);
    expect(cut.map((own) => own.windows)).toEqual([
      [0, 1],
      [2, 3],
      [4, 5],
    ]);
  });

  it('[ACT-1] stay the same when others are labelled meanwhile', () => {
    const all = windowsOf('x', every(1000, 30_000));
    const before = stretchesOf(all, RULES);
    const answered = at(before, 2);
    const left = all.filter((_, index) => !answered.windows.includes(index));
    expect(stretchesOf(left, RULES).map(({ span }) => span)).toEqual(
      before.filter((own) => own !== answered).map(({ span }) => span),
    );
  });

  it('[ACT-1] of stills are each their own, and without a time', () => {
    const stills: PlacedWindow[] = ['a', 'a', 'b'].map((person) => ({
      recording: 'x',
      person,
      endsAt: null,
    }));
    const stretches = stretchesOf(stills, RULES);
    expect(stretches.map((own) => own.windows)).toEqual([[0], [1], [2]]);
    expect(stretches.every(({ span }) => span === null)).toBe(true);
  });
});
