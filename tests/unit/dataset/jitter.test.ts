import { describe, expect, it } from 'vitest';
import { rangesOf } from '#core/dataset/feature-range.ts';
import { constantNoise, jittered } from '#core/dataset/jitter.ts';
import { heldWindow } from '#core/dataset/labelled-window.ts';
import { type HeldOutWindow, sided } from '#core/dataset/sided-window.ts';
import { at } from '#core/numeric/at.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { ABSENT_ROW } from '#core/signals/attention-signal.ts';
import { ATTENTION_MODEL_SIGNAL as SIGNAL } from '#core/signals/model-signals.ts';
import { timestampMs } from '#core/units.ts';
import { someWindow, trainingWindow } from './windows.ts';

const LENGTH = 6;
const columns = SIGNAL.features.length;
const ROW = Float32Array.of(1, 2.5, 0.1, 0.2, 0.1, -0.2, 0.05);
const DEVIATIONS = [0.5, 0.4, 0.1, 0.05, 0.02, 0.1, 0];
const still = trainingWindow({ values: heldWindow(ROW, LENGTH) });
const nobody = trainingWindow({ values: heldWindow(ABSENT_ROW, LENGTH) });
const ranges = rangesOf(SIGNAL, 1.2);
const jitter = (windows = [still], copies = 400, seed = 1) =>
  jittered(windows, { copies, deviations: DEVIATIONS, ranges }, SIGNAL, seededRandom(seed));

function spread(values: readonly number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / values.length) };
}

describe('jittered copies of stills', () => {
  it('[DAT-45] are held as the still is, and differ by the deviations asked for', () => {
    const copies = jitter();
    expect(copies).toHaveLength(400);
    for (const { values, augmentedBy } of copies) {
      expect(values).toEqual(heldWindow(values.slice(0, columns), LENGTH));
      expect(augmentedBy).toEqual(['jitter']);
    }
    DEVIATIONS.forEach((asked, column) => {
      const { mean, deviation } = spread(copies.map(({ values }) => at(values, column)));
      // Presence and what has no deviation stay; else within four standard errors.
      const expected = column === 0 ? 0 : asked;
      expect(Math.abs(mean - at(ROW, column))).toBeLessThanOrEqual((4 * expected) / 20);
      expect(Math.abs(deviation - expected)).toBeLessThanOrEqual((4 * expected) / Math.sqrt(800));
    });
  });

  it('[DAT-45] come still by still, leave nobody nobody, and have nothing of sequences', () => {
    const sequence = { ...still, source: { file: 'a', endsAt: timestampMs(1) } };
    const other = { ...still, person: 'bob' };
    const copies = jitter([sequence, nobody, still, other], 3);
    expect(copies.map(({ person }) => person)).toEqual([
      ...new Array<string>(6).fill('ann'),
      ...new Array<string>(3).fill('bob'),
    ]);
    for (const { values } of copies.slice(0, 3)) expect(values).toEqual(nobody.values);
  });

  it('[DAT-45] stay in the ranges given, follow the seed and leave the still', () => {
    const edge = Float32Array.of(1, 0.01, 1.19, 1.19, -1.19, 1.19, -1.19);
    const wide = DEVIATIONS.map(() => 3);
    const settings = { copies: 200, deviations: wide, ranges };
    const at0 = trainingWindow({ values: heldWindow(edge, LENGTH) });
    const copies = jittered([at0], settings, SIGNAL, seededRandom(1));
    const first = (column: number) => copies.map(({ values }) => at(values, column));
    for (let column = 1; column < columns; column++) {
      const { min, max } = at(ranges, column);
      expect(Math.max(...first(column))).toBe(Math.fround(max));
      expect(Math.min(...first(column))).toBe(Math.fround(min));
    }
    expect(jitter()).toEqual(jitter());
    expect(jitter([still], 3, 2)).not.toEqual(jitter([still], 3, 1));
    expect(still.values).toEqual(heldWindow(ROW, LENGTH));
  });

  it('[DAT-45] are of the training side alone', () => {
    const of = (person: string) => someWindow({ person, values: still.values });
    const sides = sided({ train: [of('a')], validation: [of('b')], test: [of('c')] });
    const judge: HeldOutWindow = at(sides.validation, 0);
    const settings = { copies: 1, deviations: DEVIATIONS, ranges };
    // @ts-expect-error A window that judges has no copies.
    const copies = jittered([judge], settings, SIGNAL, seededRandom(1));
    expect(() => sided({ train: [of('a')], validation: copies, test: [of('c')] })).toThrow(
      /jitter/,
    );
  });
});

describe('noise that is constant over a window', () => {
  it('[DAT-46] shifts every window as a whole, by a share of the deviations', () => {
    const course = heldWindow(ROW, LENGTH).map((value, index) =>
      index % columns === 2 ? value + 0.01 * Math.floor(index / columns) : value,
    );
    const sequence = trainingWindow({
      values: course,
      source: { file: 'a', endsAt: timestampMs(1) },
    });
    const windows = Array.from({ length: 400 }, () => sequence);
    const settings = { noise: 0.5, deviations: DEVIATIONS };
    const noisy = constantNoise(windows, settings, SIGNAL, seededRandom(1));
    expect(noisy).toHaveLength(400);
    const shifts = noisy.map(({ values }) => at(values, 2) - at(course, 2));
    noisy.forEach(({ values }, index) => {
      values.forEach((value, position) => {
        if (position % columns !== 2) return;
        expect(value - at(course, position)).toBeCloseTo(at(shifts, index), 5);
      });
    });
    const { mean, deviation } = spread(shifts);
    expect(Math.abs(mean)).toBeLessThan((4 * 0.05) / 20);
    expect(Math.abs(deviation - 0.05)).toBeLessThan((4 * 0.05) / Math.sqrt(800));
    expect(constantNoise(windows, settings, SIGNAL, seededRandom(1))).toEqual(noisy);
  });

  it('[DAT-46] leaves ranges, presence, nobody and padding alone, and is none where none is asked', () => {
    const edge = Float32Array.of(1, 4.9, 3.1, 1.5, -3.1, 3.1, 0);
    const values = heldWindow(edge, LENGTH).fill(0, 0, 2 * columns);
    const padded = trainingWindow({ values, padding: 2 });
    const windows = Array.from({ length: 50 }, () => padded);
    const settings = { noise: 1, deviations: DEVIATIONS.map(() => 1) };
    for (const noisy of constantNoise(windows, settings, SIGNAL, seededRandom(1))) {
      expect(noisy.values.subarray(0, 2 * columns).every((value) => value === 0)).toBe(true);
      noisy.values.subarray(2 * columns).forEach((value, index) => {
        const { min, max, isPresence } = at(SIGNAL.features, index % columns);
        expect(value).toBeGreaterThanOrEqual(Math.fround(min));
        expect(value).toBeLessThanOrEqual(Math.fround(max));
        if (isPresence === true) expect(value).toBe(1);
      });
    }
    const [gone] = constantNoise([nobody], settings, SIGNAL, seededRandom(1));
    expect(gone?.values).toEqual(nobody.values);
    expect(constantNoise([still], { ...settings, noise: 0 }, SIGNAL, seededRandom(1))).toEqual([
      still,
    ]);
  });
});
