import { describe, expect, test } from 'vitest';
import { createFaceNormaliser } from '#core/signals/normalised-face.ts';
import { createHeadPoseReader, focalLength, toOpenFace } from '#core/signals/head-pose.ts';
import type { HeadPose } from '#core/signals/head-pose.ts';
import type { FaceLandmarks } from '#core/landmarks/landmark-frame.ts';
import {
  IMAGE,
  canonicalFace,
  faceSeenAt,
  rotation,
  syntheticFace,
  turn,
  type Point,
} from '../support/synthetic-face.ts';

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

describe('[SIG-42] under perspective', () => {
  /** What a pinhole camera sees, with the depths of a landmarker that looks along the ray. */
  const seenByPinhole = (place: { rx?: number; ry?: number; rz?: number }, at: Point) => {
    const r = rotation(place.rx ?? 0, place.ry ?? 0, place.rz ?? 0);
    const f = focalLength(IMAGE);
    const distance = Math.hypot(...at);
    const points = new Float32Array(478 * 3);
    canonicalFace().forEach((point, i) => {
      const [x, y, z] = turn(r, point);
      const place = [x + at[0], y + at[1], z + at[2]] as const;
      points[i * 3] = 0.5 + (f * place[0]) / place[2] / IMAGE.width;
      points[i * 3 + 1] = 0.5 + (f * place[1]) / place[2] / IMAGE.height;
      points[i * 3 + 2] = ((Math.hypot(...place) - distance) * f) / distance / IMAGE.width;
    });
    return { ...syntheticFace(), points };
  };

  test.each<[string, Point]>([
    ['near', [0, 0, 30]],
    ['at a desk', [0, 0, 60]],
    ['near the left edge', [-18, 3, 45]],
    ['in a corner', [20, 14, 50]],
  ])('the angles of a face %s are its own', (_, at) => {
    for (const place of [{}, { ry: 25 }, { rx: -15, rz: 10 }, { rx: 15, ry: -20, rz: 10 }]) {
      const found = measured(seenByPinhole(place, at));
      for (const axis of ['rx', 'ry', 'rz'] as const) {
        expect(Math.abs(found[axis] - { rx: 0, ry: 0, rz: 0, ...place }[axis])).toBeLessThan(2);
      }
    }
  });

  test('a picture cut closely around a face shows it turned as it was', () => {
    const whole = { width: 1280, height: 960 };
    const cut = { width: 200, height: 200 };
    const place = { rx: 10, ry: 25, rz: 5 };
    const inWhole = syntheticFace({ ...place, image: whole, size: 12 });
    const inCut = syntheticFace({ ...place, image: cut, size: 12 });
    for (const axis of ['rx', 'ry', 'rz'] as const) {
      const difference = measured(inCut, cut)[axis] - measured(inWhole, whole)[axis];
      expect(Math.abs(difference)).toBeLessThan(6);
    }
  });

  test('wrong depths turn the head little', () => {
    const face = seenByPinhole({ ry: 20 }, [0, 0, 60]);
    const flat = { ...face, points: face.points.map((v, i) => (i % 3 === 2 ? 0.7 * v : v)) };
    expect(Math.abs(measured(flat).ry - 20)).toBeLessThan(1.5);
  });
});

describe('the line to OpenFace’s scale', () => {
  const scaled = (head: Partial<HeadPose>): Record<'rx' | 'ry' | 'rz', number> => {
    const out = { rx: 0, ry: 0, rz: 0 };
    toOpenFace({ rx: 0, ry: 0, rz: 0, rayX: 0, rayY: 0, ...head }, out);
    return out;
  };

  test('keeps the order of angles', () => {
    const low = scaled({ rx: -0.2, ry: -0.2, rz: -0.2 });
    const high = scaled({ rx: 0.2, ry: 0.2, rz: 0.2 });
    for (const axis of ['rx', 'ry', 'rz'] as const) {
      expect(high[axis] - low[axis]).toBeGreaterThan(0.39);
      expect(high[axis] - low[axis]).toBeLessThan(0.43);
    }
  });

  test('leaves the ray to the face as it is: it was not guessed', () => {
    const facingTheCamera = scaled({ rx: -0.3, rayY: 0.3 });
    expect(facingTheCamera.rx - scaled({}).rx).toBeCloseTo(-0.3, 10);
  });
});
