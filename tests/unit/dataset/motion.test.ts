import { describe, expect, it } from 'vitest';
import { rangesOf } from '#core/dataset/feature-range.ts';
import { heldWindow } from '#core/dataset/labelled-window.ts';
import {
  type Motion,
  type MotionPlan,
  motionResiduals,
  type MotionSettings,
  withMotion,
} from '#core/dataset/motion.ts';
import { type HeldOutWindow, sided } from '#core/dataset/sided-window.ts';
import { at } from '#core/numeric/at.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { ABSENT_ROW } from '#core/signals/attention-signal.ts';
import { FACE_FEATURE_COUNT, FACE_FEATURES } from '#core/signals/face-signal.ts';
import { ATTENTION_MODEL_SIGNAL, FACE_MODEL_SIGNAL } from '#core/signals/model-signals.ts';
import { durationMs, timestampMs } from '#core/units.ts';
import type { WindowInput } from '#core/windows/sliding-window.ts';
import { someWindow, trainingWindow } from './windows.ts';

const LENGTH = 10;
const PLAN: MotionPlan = {
  signal: ATTENTION_MODEL_SIGNAL,
  contract: { length: LENGTH, rateHz: 10, maxGap: durationMs(250) },
  hop: 5,
  around: 'median',
  settling: durationMs(0),
};

const face = (ms: number, value: (column: number) => number): WindowInput => ({
  kind: 'face',
  capturedAt: timestampMs(ms),
  features: Float32Array.from({ length: FACE_FEATURE_COUNT }, (_, column) => value(column)),
});
/** Every column goes its own way; at twice the grid's rate. */
const recording = (count: number, seed = 1): readonly WindowInput[] => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, index) =>
    face(1000 + 50 * index, (column) => 0.3 + 0.1 * column + 0.2 * random()),
  );
};

const columnOf = (motion: Motion, column: number, columns: number): number[] =>
  Array.from({ length: motion.length / columns }, (_, row) => at(motion, row * columns + column));
const middleTwo = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return (at(sorted, values.length / 2 - 1) + at(sorted, values.length / 2)) / 2;
};
const columns = ATTENTION_MODEL_SIGNAL.features.length;
const motions = motionResiduals([recording(60), recording(60, 2)], PLAN);

describe('motion of recordings', () => {
  it('[DAT-40] lies around 0 by its median or its mean, column by column, and presence has none', () => {
    // 3 s of grid each: 30 samples, windows of 10 every 5.
    expect(motions).toHaveLength(10);
    const byMean = motionResiduals([recording(60)], { ...PLAN, around: 'mean' });
    for (const motion of [...motions, ...byMean]) {
      expect(columnOf(motion, 0, columns)).toEqual(new Array(LENGTH).fill(0));
    }
    for (let column = 1; column < columns; column++) {
      for (const motion of motions) {
        expect(middleTwo(columnOf(motion, column, columns))).toBeCloseTo(0, 6);
        expect(Math.max(...columnOf(motion, column, columns))).toBeGreaterThan(0.02);
      }
      for (const motion of byMean) {
        const sum = columnOf(motion, column, columns).reduce((total, value) => total + value, 0);
        expect(sum / LENGTH).toBeCloseTo(0, 6);
      }
    }
  });

  it('[DAT-40] is what was recorded, less a constant', () => {
    const straight = Array.from({ length: 20 }, (_, index) =>
      face(1000 + 50 * index, (column) => 0.01 * index * (column + 1)),
    );
    const own = { ...PLAN, signal: FACE_MODEL_SIGNAL };
    const [motion] = motionResiduals([straight], own);
    if (motion === undefined) throw new Error('no motion');
    for (let column = 0; column < FACE_FEATURE_COUNT; column++) {
      const course = columnOf(motion, column, FACE_FEATURE_COUNT);
      course.slice(1).forEach((value, row) => {
        expect(value - at(course, row)).toBeCloseTo(0.02 * (column + 1), 5);
      });
    }
  });

  it('[DAT-40] has nothing of where no face was read, nor of the time that is left out', () => {
    const whole = recording(40);
    const gone = whole.map((input, index): WindowInput => {
      const { capturedAt } = input;
      return index < 8 || index > 14 ? input : { kind: 'absent', capturedAt, reason: 'no_face' };
    });
    // 0.4 s before it are no window; of 1.2 s after it there are 12 samples, one window.
    const [after, ...others] = motionResiduals([gone], PLAN);
    expect(others).toEqual([]);
    expect(after?.every((value) => Math.abs(value) <= 0.2)).toBe(true);
    const wild = whole.map((input, index) =>
      index < 20 ? face(input.capturedAt, (column) => 3 * ((column + index) % 2)) : input,
    );
    const settled = motionResiduals([wild], { ...PLAN, settling: durationMs(1000) });
    expect(settled).toHaveLength(1);
    expect(settled[0]?.every((value) => Math.abs(value) <= 0.2)).toBe(true);
  });

  it('[DAT-40] is refused of a recording that is too slow', () => {
    const slow = [face(0, () => 0), face(500, () => 1), face(1000, () => 0)];
    expect(() => motionResiduals([slow], PLAN)).toThrow(/recording 0: .*500 ms apart/);
  });
});

const SETTINGS: MotionSettings = {
  share: 1,
  mirrorShare: 0,
  ranges: rangesOf(ATTENTION_MODEL_SIGNAL),
};
const row = Float32Array.of(1, 0.5, 0.1, 0.2, 0.1, -0.2, 0.05);
const still = trainingWindow({ values: heldWindow(row, LENGTH) });
const moved = (settings: Partial<MotionSettings>, windows = [still], seed = 1) =>
  withMotion(
    windows,
    motions,
    { ...SETTINGS, ...settings },
    ATTENTION_MODEL_SIGNAL,
    seededRandom(seed),
  );

describe('stills with real motion', () => {
  it('[DAT-41] are a still plus one of the motions, whose median is the still', () => {
    for (let seed = 0; seed < 20; seed++) {
      const [window] = moved({}, [still], seed);
      if (window === undefined) throw new Error('no window');
      expect(window).toMatchObject({ augmentedBy: ['motion'], label: still.label, side: 'train' });
      const added = window.values.map((value, index) => value - at(still.values, index));
      const isThat = motions.some((motion) =>
        motion.every((value, index) => {
          const { min, max } = at(SETTINGS.ranges, index % columns);
          const sum = value + at(still.values, index);
          return sum < min || sum > max || Math.abs(value - at(added, index)) < 1e-6;
        }),
      );
      expect(isThat).toBe(true);
      for (let column = 0; column < columns; column++) {
        const course = columnOf(window.values, column, columns);
        expect(middleTwo(course)).toBeCloseTo(at(row, column), 5);
      }
    }
  });

  it('[DAT-41] are mirrored by their signs alone', () => {
    const turned = ['gaze_angle_x', 'pose_Ry', 'pose_Rz'];
    const [plain] = moved({}, [still], 3);
    const [mirrored] = moved({ mirrorShare: 1 }, [still], 3);
    if (plain === undefined || mirrored === undefined) throw new Error('no window');
    plain.values.forEach((value, index) => {
      const { name } = at(ATTENTION_MODEL_SIGNAL.features, index % columns);
      const held = at(still.values, index);
      const sign = turned.includes(name) ? -1 : 1;
      expect(at(mirrored.values, index) - held).toBeCloseTo(sign * (value - held), 5);
    });
  });

  it('[DAT-41] leave no range that they were in', () => {
    const edge = Float32Array.of(1, 4.99, 1.19, -1.19, 1.19, -1.19, 1.5);
    const windows = Array.from({ length: 30 }, () =>
      trainingWindow({ values: heldWindow(edge, LENGTH) }),
    );
    const ranges = rangesOf(ATTENTION_MODEL_SIGNAL, 1.2);
    const strong = motions.map((motion) => motion.map((value) => 30 * value));
    const strongly = withMotion(
      windows,
      strong,
      { ...SETTINGS, ranges },
      ATTENTION_MODEL_SIGNAL,
      seededRandom(1),
    );
    for (const { values } of strongly) {
      values.forEach((value, index) => {
        const column = index % columns;
        const { min, max } = at(ranges, column);
        // The last was beyond its range and comes back or stays.
        expect(value).toBeLessThanOrEqual(Math.fround(Math.max(max, at(edge, column))));
        expect(value).toBeGreaterThanOrEqual(Math.fround(min));
      });
    }
  });

  it('[DAT-41] leaves the share asked for, windows of nobody, and sequences as they are', () => {
    const stills = Array.from({ length: 400 }, () => still);
    const count = moved({ share: 0.25 }, stills).filter((window) => window !== still).length;
    // Four standard errors about 100.
    expect(Math.abs(count - 100)).toBeLessThan(35);
    expect(moved({ share: 0 }, stills)).toEqual(stills);
    const nobody = trainingWindow({ values: heldWindow(ABSENT_ROW, LENGTH) });
    const sequence = { ...still, source: { file: 'a', endsAt: timestampMs(1) } };
    expect(moved({}, [nobody, sequence])).toEqual([nobody, sequence]);
    const half = still.values.slice();
    half.set(heldWindow(ABSENT_ROW, 4), 3 * columns);
    const [partly] = moved({}, [trainingWindow({ values: half })]);
    expect(partly?.values.subarray(3 * columns, 7 * columns)).toEqual(
      half.subarray(3 * columns, 7 * columns),
    );
    expect(partly?.values.subarray(0, 3 * columns)).not.toEqual(half.subarray(0, 3 * columns));
  });

  it('[DAT-41] follows its seed and leaves the still alone', () => {
    const before = still.values.slice();
    expect(moved({ mirrorShare: 0.5 }, [still, still])).toEqual(
      moved({ mirrorShare: 0.5 }, [still, still]),
    );
    expect(moved({}, [still, still], 2)).not.toEqual(moved({}, [still, still], 1));
    expect(still.values).toEqual(before);
  });

  it('[DAT-41] says what is missing or does not fit', () => {
    const long = trainingWindow({ values: heldWindow(row, LENGTH + 1) });
    expect(() => moved({}, [long])).toThrow(/does not fit/);
    expect(() =>
      withMotion([still], [], SETTINGS, ATTENTION_MODEL_SIGNAL, seededRandom(1)),
    ).toThrow(/no motion/);
  });

  it('[DAT-41] is for the training side alone', () => {
    const [first, second, third] = ['a', 'b', 'c'].map((person) =>
      someWindow({ person, values: still.values }),
    );
    if (first === undefined || second === undefined || third === undefined) return;
    const sides = sided({ train: [first], validation: [second], test: [third] });
    const judge: HeldOutWindow = at(sides.test, 0);
    const made = withMotion(
      // @ts-expect-error A window that judges cannot be moved.
      [judge],
      motions,
      SETTINGS,
      ATTENTION_MODEL_SIGNAL,
      seededRandom(1),
    );
    expect(() => sided({ train: [first], validation: [second], test: made })).toThrow(/motion/);
  });
});

it('[DAT-40] a face signal has a range for each of its features', () => {
  const ranges = rangesOf(FACE_MODEL_SIGNAL, 1.2);
  expect(ranges).toHaveLength(FACE_FEATURES.length);
  expect(at(ranges, 0)).toEqual({ min: 0, max: 5 });
  expect(at(ranges, FACE_FEATURE_COUNT - 1)).toEqual({ min: -1.2, max: 1.2 });
});
