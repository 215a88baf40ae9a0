import { expect, test } from 'vitest';
import { BLENDSHAPE_NAMES, blendshapeIndex, paired } from '#core/landmarks/blendshapes.ts';
import { BODY_POINT_NAMES, bodyPointIndex } from '#core/landmarks/body-points.ts';
import { CANONICAL_POINTS } from '#core/landmarks/canonical-face.ts';
import { FACE_OVAL, FACE_POINT, POSE_POINTS, RIGID_POINTS } from '#core/landmarks/face-points.ts';
import {
  BLENDSHAPE_COUNT,
  BODY_POINT_COUNT,
  FACE_POINT_COUNT,
} from '#core/landmarks/landmark-frame.ts';
import { blendshapes } from '../support/synthetic-face.ts';

test('[LMK-1] every name stands for one place, and every place lies in the mesh', () => {
  expect(new Set(BLENDSHAPE_NAMES).size).toBe(BLENDSHAPE_COUNT);
  expect(new Set(BODY_POINT_NAMES).size).toBe(BODY_POINT_COUNT);
  expect(blendshapeIndex('noseSneerRight')).toBe(51);
  expect(bodyPointIndex('rightFootIndex')).toBe(32);
  const points = Object.values(FACE_POINT);
  expect(new Set(points).size).toBe(points.length);
  for (const list of [points, RIGID_POINTS, POSE_POINTS, FACE_OVAL]) {
    expect(new Set(list).size).toBe(list.length);
    expect(Math.min(...list)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...list)).toBeLessThan(FACE_POINT_COUNT);
  }
});

test('a pair is read as the mean of its sides', () => {
  const scores = blendshapes({ eyeBlinkLeft: 0.2, eyeBlinkRight: 0.6, jawOpen: 0.5 });
  expect(paired('eyeBlink')(scores)).toBeCloseTo(0.4, 6);
});

test('the canonical face is symmetric, and so are the points that pose is taken from', () => {
  const places = [...CANONICAL_POINTS.values()];
  for (const [x, y, z] of places) {
    const gap = Math.min(...places.map(([a, b, c]) => Math.hypot(a + x, b - y, c - z)));
    expect(gap).toBeLessThan(1e-4);
  }
  const balance = POSE_POINTS.reduce<number>((sum, point) => {
    return sum + (CANONICAL_POINTS.get(point)?.[0] ?? NaN);
  }, 0);
  expect(balance).toBeCloseTo(0, 4);
});
