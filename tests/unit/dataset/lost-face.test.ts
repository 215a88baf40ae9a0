import { describe, expect, it } from 'vitest';
import { heldWindow } from '#core/dataset/labelled-window.ts';
import { absentTargetsOf, isAnybodySeen, losingTheFace } from '#core/dataset/lost-face.ts';
import { type HeldOutWindow, sided } from '#core/dataset/sided-window.ts';
import { at } from '#core/numeric/at.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { ABSENT_ROW } from '#core/signals/attention-signal.ts';
import {
  ATTENTION_MODEL_SIGNAL as SIGNAL,
  FACE_MODEL_SIGNAL,
} from '#core/signals/model-signals.ts';
import { someWindow, trainingWindow } from './windows.ts';

const LENGTH = 20;
const columns = SIGNAL.features.length;
const ROW = Float32Array.of(1, 0.5, 0.1, 0.2, 0.1, -0.2, 0.05);
const seen = (targets: readonly number[] = [0, 0, 1]) =>
  trainingWindow({ values: heldWindow(ROW, LENGTH), targets, label: targets.indexOf(1) });
const nobody = (targets: readonly number[] = [1, 0, 0]) =>
  trainingWindow({ values: heldWindow(ABSENT_ROW, LENGTH), targets, label: targets.indexOf(1) });
const absentTargets = [0.8, 0.15, 0.05];
const isAbsent = (values: Float32Array, row: number): boolean =>
  ABSENT_ROW.every((value, column) => at(values, row * columns + column) === value);

describe('what is true of nobody', () => {
  it('[DAT-43] is the shares among windows without anybody, each counted once more', () => {
    const absent = [...Array.from({ length: 7 }, () => nobody()), nobody([0, 1, 0])];
    const own = absentTargetsOf([seen(), ...absent, seen([0, 1, 0])], SIGNAL);
    expect(own).toEqual([8 / 11, 2 / 11, 1 / 11]);
    expect(absentTargetsOf([seen()], SIGNAL)).toEqual([1 / 3, 1 / 3, 1 / 3]);
    expect(() => absentTargetsOf([], SIGNAL)).toThrow(RangeError);
  });

  it('[DAT-43] a window in which somebody comes late is one of somebody', () => {
    const late = heldWindow(ABSENT_ROW, LENGTH);
    late.set(ROW, (LENGTH - 1) * columns);
    expect(isAnybodySeen(trainingWindow({ values: late }), SIGNAL)).toBe(true);
    expect(isAnybodySeen(nobody(), SIGNAL)).toBe(false);
    expect(isAnybodySeen(trainingWindow({ values: new Float32Array(44) }), FACE_MODEL_SIGNAL)).toBe(
      true,
    );
  });
});

describe('losing the face', () => {
  const lose = (windows = Array.from({ length: 400 }, () => seen()), share = 1, seed = 1) =>
    losingTheFace(windows, { share, absentTargets }, SIGNAL, seededRandom(seed));

  it('[DAT-44] makes one run of rows those of nobody, and moves the targets by its share', () => {
    for (const { values, targets, augmentedBy } of lose()) {
      const rows = Array.from({ length: LENGTH }, (_, row) => isAbsent(values, row));
      const lost = rows.filter(Boolean).length;
      const runs = rows.filter((gone, row) => gone && rows[row - 1] !== true).length;
      expect(runs).toBe(lost > 0 ? 1 : 0);
      expect(augmentedBy).toEqual(lost > 0 ? ['lost_face'] : []);
      const q = lost / LENGTH;
      [0.8 * q, 0.15 * q, 1 - q + 0.05 * q].forEach((target, output) => {
        expect(at(targets, output)).toBeCloseTo(target, 12);
      });
      expect(targets.reduce((sum, target) => sum + target, 0)).toBeCloseTo(1, 12);
      rows.forEach((gone, row) => {
        if (!gone) expect(values.subarray(row * columns, (row + 1) * columns)).toEqual(ROW);
      });
    }
  });

  it('[DAT-44] happens at the beginning, at the end, and in between', () => {
    const runs = lose().map(({ values }) =>
      Array.from({ length: LENGTH }, (_, row) => isAbsent(values, row)),
    );
    const share = (is: (rows: readonly boolean[]) => boolean): number =>
      runs.filter((rows) => rows.some(Boolean) && is(rows)).length / runs.length;
    expect(share((rows) => at(rows, 0))).toBeGreaterThan(0.15);
    expect(share((rows) => at(rows, LENGTH - 1))).toBeGreaterThan(0.15);
    expect(share((rows) => !at(rows, 0) && !at(rows, LENGTH - 1))).toBeGreaterThan(0.15);
    // A span u anywhere over (−u, 1) covers u / (1 + u) of the window on average; over u, 1 − ln 2.
    const lost = runs.flat().filter(Boolean).length / runs.flat().length;
    expect(Math.abs(lost - (1 - Math.LN2))).toBeLessThan(0.05);
  });

  it('[DAT-44] counts only rows in which somebody was, and leaves windows of nobody', () => {
    const half = heldWindow(ROW, LENGTH);
    half.set(heldWindow(ABSENT_ROW, LENGTH / 2));
    const windows = Array.from({ length: 200 }, () =>
      trainingWindow({ values: half, targets: [0, 0, 1] }),
    );
    for (const { values, targets } of lose(windows)) {
      const absent = Array.from({ length: LENGTH }, (_, row) => isAbsent(values, row));
      const newly = absent.filter(Boolean).length - LENGTH / 2;
      expect(at(targets, 2)).toBeCloseTo(1 - (newly / LENGTH) * 0.95, 12);
    }
    const gone = nobody();
    expect(lose([gone])).toEqual([gone]);
    expect(half.subarray((LENGTH - 1) * columns)).toEqual(ROW);
  });

  it('[DAT-44] happens to the share asked for, by the seed, and to no signal of which it is a gap', () => {
    const windows = Array.from({ length: 400 }, () => seen());
    const touched = lose(windows, 0.25).filter(({ augmentedBy }) => augmentedBy.length > 0).length;
    expect(touched).toBeGreaterThan(60);
    expect(touched).toBeLessThan(135);
    expect(lose(windows, 0)).toEqual(windows);
    expect(lose(windows)).toEqual(lose(windows));
    expect(lose(windows, 1, 2)).not.toEqual(lose(windows));
    expect(() =>
      losingTheFace(windows, { share: 1, absentTargets }, FACE_MODEL_SIGNAL, seededRandom(1)),
    ).toThrow(/a gap/);
  });

  it('[DAT-44] leaves padding, which counts for nothing', () => {
    const values = heldWindow(ROW, LENGTH).fill(0, 0, 12 * columns);
    const padded = trainingWindow({ values, padding: 12, targets: [0, 0, 1] });
    for (const window of lose(Array.from({ length: 50 }, () => padded))) {
      expect(window.values.subarray(0, 12 * columns).every((value) => value === 0)).toBe(true);
      const lost = Array.from({ length: 8 }, (_, row) => isAbsent(window.values, 12 + row));
      const q = lost.filter(Boolean).length / 8;
      expect(at(window.targets, 2)).toBeCloseTo(1 - 0.95 * q, 12);
    }
  });

  it('[DAT-44] is for the training side alone', () => {
    const of = (person: string) => someWindow({ person, values: heldWindow(ROW, LENGTH) });
    const sides = sided({ train: [of('a')], validation: [of('b')], test: [of('c')] });
    const judge: HeldOutWindow = at(sides.test, 0);
    const settings = { share: 1, absentTargets };
    const judges = Array.from({ length: 20 }, () => judge);
    // @ts-expect-error A window that judges loses no face.
    const lost = losingTheFace(judges, settings, SIGNAL, seededRandom(1));
    expect(() => sided({ train: [of('a')], validation: [of('b')], test: lost })).toThrow(
      /lost_face/,
    );
    // @ts-expect-error Nor does it say what is true of nobody.
    expect(absentTargetsOf([judge], SIGNAL)).toEqual([1]);
  });
});
