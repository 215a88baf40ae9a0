import { describe, expect, test } from 'vitest';
import { createFaceNormaliser } from '#core/signals/normalised-face.ts';
import { createHeadPoseReader, toOpenFace } from '#core/signals/head-pose.ts';
import type { FaceLandmarks } from '#core/landmarks/landmark-frame.ts';
import { IMAGE, faceSeenAt, syntheticFace, type Point } from '../support/synthetic-face.ts';

const DEGREES = 180 / Math.PI;

function measured(face: FaceLandmarks, image = IMAGE): Record<'rx' | 'ry' | 'rz', number> {
  const normaliser = createFaceNormaliser();
  normaliser.normalise(face.points, image);
  const { rx, ry, rz } = createHeadPoseReader()(normaliser.pixels, image);
  return { rx: rx * DEGREES, ry: ry * DEGREES, rz: rz * DEGREES };
}

const FAR: Point = [0, 0, 400];

describe('[SIG-1] head angles have OpenFace’s order and signs', () => {
  const straight = measured(faceSeenAt({}, FAR));

  test.each([
    ['rx', 20],
    ['rx', -20],
    ['ry', 30],
    ['ry', -30],
    ['rz', 25],
    ['rz', -25],
  ] as const)('%s is %d° for a head turned by that much', (axis, angle) => {
    const turned = measured(faceSeenAt({ [axis]: angle }, FAR));
    expect(Math.abs(turned[axis] - straight[axis] - angle)).toBeLessThan(1);
    expect(Math.sign(turned[axis])).toBe(Math.sign(angle));
  });

  test('the nose of a head turned by ry > 0 lies towards image left, by rx > 0 lower', () => {
    const nose = (face: FaceLandmarks): readonly number[] => [
      ...face.points.slice(4 * 3, 4 * 3 + 2),
    ];
    const [x = NaN, y = NaN] = nose(syntheticFace());
    expect(nose(syntheticFace({ ry: 30 }))[0]).toBeLessThan(x);
    expect(nose(syntheticFace({ rx: 30 }))[1]).toBeGreaterThan(y);
  });
});

describe('[SIG-2] head angles are taken from the camera’s axes, wherever the face is', () => {
  test.each<[string, Point]>([
    ['left', [-30, 0, 80]],
    ['right', [30, 0, 80]],
    ['above', [0, -20, 80]],
    ['in a corner', [25, 18, 80]],
  ])('a face %s has the angles that it would have in the middle', (_, at) => {
    for (const place of [{}, { ry: 25 }, { rx: 15, ry: -20, rz: 10 }]) {
      const there = measured(faceSeenAt(place, at));
      const middle = measured(faceSeenAt(place, [0, 0, Math.hypot(...at)]));
      for (const axis of ['rx', 'ry', 'rz'] as const) {
        expect(Math.abs(there[axis] - middle[axis])).toBeLessThan(2.5);
      }
    }
  });

  test('they do not depend on the size of the image', () => {
    const small = { width: 320, height: 240 };
    const place = { rx: 10, ry: 20, rz: -5, x: 0.3, y: 0.6 };
    const half = measured(syntheticFace({ ...place, image: small, size: 6 }), small);
    const full = measured(syntheticFace({ ...place, size: 12 }));
    for (const axis of ['rx', 'ry', 'rz'] as const) expect(half[axis]).toBeCloseTo(full[axis], 3);
  });
});

test('the line to OpenFace’s scale keeps the order of angles', () => {
  const low = toOpenFace({ rx: -0.2, ry: -0.2, rz: -0.2 });
  const high = toOpenFace({ rx: 0.2, ry: 0.2, rz: 0.2 });
  for (const axis of ['rx', 'ry', 'rz'] as const) {
    expect(high[axis] - low[axis]).toBeGreaterThan(0.35);
    expect(high[axis] - low[axis]).toBeLessThan(0.41);
  }
});
