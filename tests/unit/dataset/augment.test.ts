import { describe, expect, it } from 'vitest';
import { augmented, augmentedSide, DEFAULT_AUGMENTATION } from '#core/dataset/augment.ts';
import { mirrored, noisy, timeWarped, withoutFeatures } from '#core/dataset/distortions.ts';
import { columnMoments } from '#core/dataset/scaler.ts';
import { type HeldOutWindow, sided, SplitRefused } from '#core/dataset/sided-window.ts';
import { at } from '#core/numeric/at.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { ATTENTION_SIGNAL } from '#core/signals/attention-signal.ts';
import { FACE_FEATURE_COUNT, FACE_FEATURES, FACE_SIGNAL } from '#core/signals/face-signal.ts';
import { someWindow, trainingWindow } from './windows.ts';

const ROWS = 30;
/** Rows well inside every feature's range, moving a little. */
function faceRows(seed: number, rows = ROWS): Float32Array {
  const random = seededRandom(seed);
  return Float32Array.from({ length: rows * FACE_FEATURE_COUNT }, (_, index) => {
    const isUnit = index % FACE_FEATURE_COUNT < FACE_FEATURE_COUNT - 5;
    return isUnit ? 1 + random() : random() - 0.5;
  });
}
const context = {
  signal: FACE_SIGNAL,
  moments: columnMoments([faceRows(1), faceRows(2)], FACE_FEATURE_COUNT),
};

describe('time warp', () => {
  it.each([0.9, 0.95, 1, 1.05, 1.1])('[DAT-14] by %f changes the speed by that much', (factor) => {
    const ramp = Float32Array.from({ length: ROWS }, (_, row) => row);
    const warped = timeWarped(ramp, 1, factor);
    for (let row = 3; row < ROWS - 3; row++) {
      expect(at(warped, row + 1) - at(warped, row)).toBeCloseTo(factor, 4);
    }
    expect((at(warped, 14) + at(warped, 15)) / 2).toBeCloseTo(14.5, 4);
    expect(Math.min(...warped)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...warped)).toBeLessThanOrEqual(ROWS - 1);
  });

  it('[DAT-14] leaves what stands still, and at factor 1 everything, as it is', () => {
    const still = new Float32Array(ROWS * 2).map((_, index) => (index % 2 === 0 ? 0.3 : -2));
    expect(timeWarped(still, 2, 1.1)).toEqual(still);
    expect(timeWarped(faceRows(3), FACE_FEATURE_COUNT, 1)).toEqual(faceRows(3));
    expect([...timeWarped(Float32Array.of(4, 5), 2, 0.9)]).toEqual([4, 5]);
  });
});

describe('noise', () => {
  it('[DAT-15] has the deviation asked for in each feature, mean 0, and none in a constant one', () => {
    const deviations = FACE_FEATURES.map((_, index) => (index === 3 ? 0 : 0.002 * (index + 1)));
    const rows = faceRows(4, 4000);
    const moved = noisy(rows, FACE_SIGNAL, deviations, seededRandom(5));
    const difference = moved.map((value, index) => value - at(rows, index));
    const { mean, deviation } = columnMoments([difference], FACE_FEATURE_COUNT);
    deviations.forEach((wanted, feature) => {
      expect(Math.abs(at(deviation, feature) - wanted)).toBeLessThanOrEqual(0.05 * wanted);
      expect(Math.abs(at(mean, feature))).toBeLessThanOrEqual(0.06 * wanted);
    });
  });

  it('[DAT-15] leaves no range', () => {
    const zeros = new Float32Array(FACE_FEATURE_COUNT * 500);
    const wild = FACE_FEATURES.map(() => 10);
    noisy(zeros, FACE_SIGNAL, wild, seededRandom(6)).forEach((value, index) => {
      const { min, max } = at(FACE_SIGNAL.features, index % FACE_FEATURE_COUNT);
      expect(value).toBeGreaterThanOrEqual(Math.fround(min));
      expect(value).toBeLessThanOrEqual(Math.fround(max));
    });
  });
});

describe('feature dropout', () => {
  it('[DAT-16] holds about a tenth of the features at their mean throughout, others stay', () => {
    const random = seededRandom(7);
    const means = FACE_FEATURES.map((_, index) => 100 + index);
    const rows = faceRows(8);
    let dropped = 0;
    for (let round = 0; round < 400; round++) {
      const changed = withoutFeatures(rows, FACE_SIGNAL, means, 0.1, random);
      means.forEach((mean, feature) => {
        const own = (values: Float32Array) =>
          values.filter((_, index) => index % FACE_FEATURE_COUNT === feature);
        const isDropped = own(changed)[0] === mean;
        if (isDropped) dropped++;
        expect(own(changed)).toEqual(isDropped ? new Float32Array(ROWS).fill(mean) : own(rows));
      });
    }
    // 8,800 draws: a standard error of 0.0032.
    expect(Math.abs(dropped / (400 * FACE_FEATURE_COUNT) - 0.1)).toBeLessThan(0.013);
  });
});

describe('mirroring', () => {
  it('[DAT-17] turns gaze_angle_x, pose_Ry and pose_Rz and nothing else; twice is nothing', () => {
    const rows = faceRows(9);
    const turned = ['gaze_angle_x', 'pose_Ry', 'pose_Rz'];
    mirrored(rows, FACE_SIGNAL).forEach((value, index) => {
      const isTurned = turned.includes(at(FACE_FEATURES, index % FACE_FEATURE_COUNT));
      expect(value).toBe(isTurned ? -at(rows, index) : at(rows, index));
    });
    expect(mirrored(mirrored(rows, FACE_SIGNAL), FACE_SIGNAL)).toEqual(rows);
  });

  it('[DAT-17] is refused for a signal whose sides are not known', () => {
    const unknown = FACE_SIGNAL.features.map(({ name, unit, min, max }) => ({
      name,
      unit,
      min,
      max,
    }));
    const body = { ...FACE_SIGNAL, name: 'body', features: unknown };
    expect(() => mirrored(faceRows(9), body)).toThrow(RangeError);
  });
});

describe('a signal in which a missing face is data', () => {
  const columns = ATTENTION_SIGNAL.features.length;
  /** Every third row is of nobody. */
  const rows = Float32Array.from({ length: ROWS * columns }, (_, index) => {
    const row = Math.floor(index / columns);
    if (row % 3 === 2) return 0;
    return index % columns === 0 ? 1 : 0.1 + 0.01 * row;
  });
  const isData = (index: number) => Math.floor(index / columns) % 3 !== 2 && index % columns !== 0;

  it('[DAT-31] noise and dropout leave presence and rows of nobody as they are', () => {
    const deviations = ATTENTION_SIGNAL.features.map(() => 0.05);
    const means = ATTENTION_SIGNAL.features.map(() => 7);
    const moved = noisy(rows, ATTENTION_SIGNAL, deviations, seededRandom(1));
    const dropped = withoutFeatures(rows, ATTENTION_SIGNAL, means, 1, seededRandom(1));
    rows.forEach((value, index) => {
      if (isData(index)) {
        expect(at(moved, index)).not.toBe(value);
        expect(at(dropped, index)).toBe(7);
      } else {
        expect(at(moved, index)).toBe(value);
        expect(at(dropped, index)).toBe(value);
      }
    });
  });

  it('[DAT-17] mirroring turns the sides of attention and leaves nobody nobody', () => {
    const turned = ['gaze_angle_x', 'pose_Ry', 'pose_Rz'];
    mirrored(rows, ATTENTION_SIGNAL).forEach((value, index) => {
      const { name } = at(ATTENTION_SIGNAL.features, index % columns);
      const isTurned = turned.includes(name) && isData(index);
      expect(value).toBe(isTurned ? -at(rows, index) : at(rows, index));
    });
  });
});

describe('augmentation', () => {
  it('[DAT-18] says what was done, leaves padding and the window itself, and follows its seed', () => {
    const values = faceRows(10);
    values.fill(0, 0, 4 * FACE_FEATURE_COUNT);
    const window = trainingWindow({ values, padding: 4 });
    const before = values.slice();
    const copies = (seed: number) => [
      ...augmentedSide(
        [window],
        { ...DEFAULT_AUGMENTATION, copies: 3 },
        context,
        seededRandom(seed),
      ),
    ];
    const side = copies(1);
    expect(side).toHaveLength(4);
    expect(side[0]).toBe(window);
    expect(values).toEqual(before);
    for (const copy of side.slice(1)) {
      expect(copy.values.subarray(0, 4 * FACE_FEATURE_COUNT).every((value) => value === 0)).toBe(
        true,
      );
      expect(copy.values).not.toEqual(values);
      expect(copy.augmentedBy).toContain('noise');
      expect(copy).toMatchObject({ label: window.label, person: window.person, side: 'train' });
    }
    expect(copies(1)).toEqual(side);
    expect(copies(2)).not.toEqual(side);
  });

  it('[DAT-18] that is switched off does nothing', () => {
    const off = { copies: 1, timeWarp: 0, noise: 0, featureDropout: 0, mirror: 0 };
    const window = trainingWindow({ values: faceRows(11) });
    expect(augmented(window, off, context, seededRandom(1))).toEqual(window);
  });

  it('[DAT-18] is for the training side alone, by type and where types were lost', () => {
    const people = ['a', 'b', 'c'].map((person) => someWindow({ person, values: faceRows(12) }));
    const [first, second, third] = [at(people, 0), at(people, 1), at(people, 2)];
    const sides = sided({ train: [first], validation: [second], test: [third] });
    const judge: HeldOutWindow = at(sides.test, 0);
    // @ts-expect-error A window that judges cannot be augmented.
    const copy = augmented(judge, DEFAULT_AUGMENTATION, context, seededRandom(1));
    const smuggled = () => sided({ train: [first], validation: [second], test: [copy] });
    expect(smuggled).toThrow(SplitRefused);
    expect(smuggled).toThrow(/noise/);
  });
});
