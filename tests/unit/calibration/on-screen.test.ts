import { describe, expect, test } from 'vitest';
import { chanceOnScreen, coarseDirection, gazeOnScreen } from '#core/calibration/on-screen.ts';
import type { CoarseDirection } from '#core/calibration/on-screen.ts';
import { FACE_FEATURE_COUNT, featureIndex } from '#core/signals/face-signal.ts';
import { radians } from '#core/units.ts';
import { START, calibrated } from './run-to-end.ts';
import { createViewer } from './viewer.ts';

const SPREAD = { x: 0.15, y: 0.25 };

describe('[CAL-6] the probability of the screen', () => {
  test.each([
    ['right', (t: number) => ({ x: 0.5 + t, y: 0.5 })],
    ['left', (t: number) => ({ x: 0.5 - t, y: 0.4 })],
    ['down', (t: number) => ({ x: 0.6, y: 0.5 + t })],
    ['up and left', (t: number) => ({ x: 0.5 - t, y: 0.5 - t })],
  ] as const)('falls on the way from the middle to the %s', (_, place) => {
    let before = chanceOnScreen(place(0), SPREAD);
    expect(before).toBeGreaterThan(0.85);
    for (let t = 0.05; t <= 3; t += 0.05) {
      const now = chanceOnScreen(place(t), SPREAD);
      expect(now).toBeLessThanOrEqual(before + 1e-9);
      before = now;
    }
    expect(before).toBeLessThan(0.001);
  });

  test('is about one half on an edge and one quarter in a corner', () => {
    const narrow = { x: 0.05, y: 0.05 };
    expect(chanceOnScreen({ x: 1, y: 0.5 }, narrow)).toBeCloseTo(0.5, 3);
    expect(chanceOnScreen({ x: 0, y: 1 }, narrow)).toBeCloseTo(0.25, 3);
  });

  test('says less the less is known', () => {
    const [sure = NaN, unsure = NaN, blind = NaN] = [0.05, 0.4, 5].map((s) =>
      chanceOnScreen({ x: 0.5, y: 0.5 }, { x: s, y: s }),
    );
    expect(sure).toBeGreaterThan(0.999);
    expect(unsure).toBeLessThan(sure);
    expect(blind).toBeLessThan(0.02);
  });

  test('of somebody calibrated is high on the screen and low beside it', () => {
    const viewer = createViewer({ seed: 5 });
    const calibration = calibrated({});
    const chance = (x: number, y: number): number =>
      gazeOnScreen(calibration, viewer.sample({ x, y }, START + 40_000)).onScreen;
    expect(chance(0.5, 0.5)).toBeGreaterThan(0.9);
    expect(chance(0.2, 0.7)).toBeGreaterThan(0.6);
    expect(chance(2.2, 0.5)).toBeLessThan(0.05);
    expect(chance(0.5, 2.5)).toBeLessThan(0.05);
    expect(chance(0.5, -1.5)).toBeLessThan(0.1);
  });

  test('halves are told with a probability that grows away from the middle', () => {
    const viewer = createViewer({ noise: 0 });
    const calibration = calibrated({});
    const half = (x: number) =>
      gazeOnScreen(calibration, viewer.sample({ x, y: 0.5 }, START + 40_000)).half;
    expect(half(0.1).side).toBe('left');
    expect(half(0.9).side).toBe('right');
    expect(half(0.1).probability).toBeGreaterThan(half(0.35).probability);
    expect(half(0.35).probability).toBeGreaterThanOrEqual(0.5);
  });
});

describe('[CAL-7] a camera that stands aside', () => {
  const aside = { cameraAside: 30, noise: 0.5 };
  const viewer = createViewer({ ...aside, seed: 3 });
  const middle = viewer.sample({ x: 0.5, y: 0.5 }, START + 40_000);
  const straight = { gazeX: radians(0), gazeY: radians(0.1) };

  test('is learned by calibration', () => {
    const { onScreen } = gazeOnScreen(calibrated(aside), middle);
    expect(onScreen).toBeGreaterThan(0.9);
  });

  test('without it the screen looks like somewhere else', () => {
    expect(coarseDirection(middle.features, straight)).toBe('left');
    expect(gazeOnScreen(calibrated({ noise: 0.5 }), middle).onScreen).toBeLessThan(0.05);
  });
});

describe('[CAL-8] without calibration only the coarse direction is claimed', () => {
  const looking = (x: number, y: number): Float32Array => {
    const features = new Float32Array(FACE_FEATURE_COUNT);
    features[featureIndex('gaze_angle_x')] = (x * Math.PI) / 180;
    features[featureIndex('gaze_angle_y')] = (y * Math.PI) / 180;
    return features;
  };
  const neutral = { gazeX: radians(0), gazeY: radians(0) };

  test.each<[number, number, CoarseDirection]>([
    [0, 0, 'screen'],
    [24, 0, 'screen'],
    [0, -21, 'screen'],
    [26, 0, 'left'],
    [-26, 0, 'right'],
    [0, 23, 'down'],
    [0, -23, 'up'],
    [21, 17, 'left'],
    [15, 20, 'down'],
  ])('%d° and %d° off the neutral is %s', (x, y, direction) => {
    expect(coarseDirection(looking(x, y), neutral)).toBe(direction);
  });

  test('is taken against the person’s own neutral', () => {
    expect(coarseDirection(looking(30, 0), { ...neutral, gazeX: radians(0.4) })).toBe('screen');
  });
});
