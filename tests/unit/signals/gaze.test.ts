import { describe, expect, test } from 'vitest';
import { FACE_POINT as P } from '#core/landmarks/face-points.ts';
import type { HeadPose } from '#core/signals/head-pose.ts';
import {
  type Gaze,
  fillGazeVector,
  lidsDown,
  newGaze,
  readGaze,
  readIris,
} from '#core/signals/gaze.ts';
import { createFaceNormaliser } from '#core/signals/normalised-face.ts';
import type { Vec3 } from '#core/units.ts';
import {
  IMAGE,
  blendshapes,
  both,
  canonicalFace,
  syntheticFace,
} from '../support/synthetic-face.ts';

const gazeVector = (angleX: number, angleY: number): Vec3 => {
  const gaze = { ...newGaze(), angleX, angleY };
  fillGazeVector(gaze);
  return gaze.vector;
};
const STRAIGHT = { rx: 0, ry: 0, rz: 0, rayX: 0, rayY: 0 };

function gazeOf(head: HeadPose, x: number, y: number, lids: number): Gaze {
  const gaze = newGaze();
  const shapes = lids > 0 ? both('eyeLookDown', lids) : both('eyeLookUp', -lids);
  readGaze(head, { x, y }, blendshapes(shapes), gaze);
  return gaze;
}
const horizontalGaze = (head: HeadPose, x: number): number => gazeOf(head, x, 0, 0).angleX;
const verticalGaze = (head: HeadPose, y: number, lids: number): number =>
  gazeOf(head, 0, y, lids).angleY;

describe('[SIG-3] gaze', () => {
  test('grows to image right and down with the iris', () => {
    expect(horizontalGaze(STRAIGHT, 0.1)).toBeGreaterThan(horizontalGaze(STRAIGHT, -0.1));
    expect(verticalGaze(STRAIGHT, 0.1, 0)).toBeGreaterThan(verticalGaze(STRAIGHT, -0.1, 0));
    expect(verticalGaze(STRAIGHT, 0, 0.5)).toBeGreaterThan(verticalGaze(STRAIGHT, 0, -0.5));
  });

  test('follows the head: to image left with ry > 0, down with rx > 0', () => {
    expect(horizontalGaze({ ...STRAIGHT, ry: 0.3 }, 0)).toBeLessThan(horizontalGaze(STRAIGHT, 0));
    expect(verticalGaze({ ...STRAIGHT, rx: 0.3 }, 0, 0)).toBeGreaterThan(
      verticalGaze(STRAIGHT, 0, 0),
    );
  });

  test('[SIG-43] of somebody who looks into the camera from the right of it goes back to the left', () => {
    const aside = horizontalGaze({ ...STRAIGHT, ry: 0.3, rayX: 0.3 }, 0);
    expect(aside - horizontalGaze(STRAIGHT, 0)).toBeCloseTo(-0.3, 10);
    const below = verticalGaze({ ...STRAIGHT, rx: -0.3, rayY: 0.3 }, 0, 0);
    expect(below).toBeLessThan(verticalGaze(STRAIGHT, 0, 0));
  });

  test('lids tell down from up', () => {
    expect(lidsDown(blendshapes(both('eyeLookDown', 0.6)))).toBeCloseTo(0.6, 5);
    expect(lidsDown(blendshapes(both('eyeLookUp', 0.6)))).toBeCloseTo(-0.6, 5);
  });

  test('the iris is measured in eye widths from the middle of its own corners', () => {
    const face = canonicalFace();
    const outer = face[P.rightEyeOuter] ?? [NaN, NaN, NaN];
    const inner = face[P.rightEyeInner] ?? [NaN, NaN, NaN];
    const width = Math.hypot(...outer.map((v, i) => v - (inner[i] ?? NaN)));
    const middle = outer.map((v, i) => (v + (inner[i] ?? NaN)) / 2);
    const moved = new Map([
      [
        P.rightIris,
        [
          (middle[0] ?? NaN) + 0.2 * width,
          (middle[1] ?? NaN) + 0.1 * width,
          middle[2] ?? NaN,
        ] as const,
      ],
    ]);
    const seen = syntheticFace({ moved, ry: 20, rz: 15, x: 0.3 });
    const out = { x: 0, y: 0 };
    readIris(createFaceNormaliser().normalise(seen.points, IMAGE), 0, out);
    expect(out.x).toBeCloseTo(0.2, 3);
    expect(out.y).toBeCloseTo(0.1, 3);
  });

  test.each([
    [0, 0],
    [0.4, -0.2],
    [-1.1, 0.7],
  ])('the vector of angles %f, %f is a unit vector with these angles', (angleX, angleY) => {
    const { x, y, z } = gazeVector(angleX, angleY);
    expect(Math.hypot(x, y, z)).toBeCloseTo(1, 12);
    expect(Math.atan2(x, -z)).toBeCloseTo(angleX, 12);
    expect(Math.atan2(y, -z)).toBeCloseTo(angleY, 12);
    expect(z).toBeLessThan(0);
  });

  test('angles past the side stay a vector towards the camera', () => {
    const { angleX, vector } = gazeOf({ ...STRAIGHT, ry: -3 }, 0, 0, 0);
    expect(angleX).toBeLessThan(Math.PI / 2);
    expect(vector.x).toBeGreaterThan(0.99);
    expect(vector.z).toBeLessThan(0);
  });
});
