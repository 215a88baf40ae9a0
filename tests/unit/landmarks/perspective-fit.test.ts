import { describe, expect, test } from 'vitest';
import { POSE_POINTS } from '#core/landmarks/face-points.ts';
import { createPerspectiveFit, createPlacement } from '#core/landmarks/perspective-fit.ts';
import { canonicalFace, rotation, seeded, turn } from '../support/synthetic-face.ts';

const FOCAL = 500;
const FACE = canonicalFace();
const middle = POSE_POINTS.reduce(
  (sum, point) => sum.map((v, a) => v + (FACE[point]?.[a] ?? NaN) / POSE_POINTS.length),
  [0, 0, 0],
);

/** Pixels from the optical axis; depths in the scale of x. */
function seen(r: readonly number[], at: readonly number[]): Float64Array {
  const size = FOCAL / (at[2] ?? NaN);
  return Float64Array.from(
    FACE.flatMap(([x, y, z]) => {
      const [a, b, c] = turn(r, [
        x - (middle[0] ?? NaN),
        y - (middle[1] ?? NaN),
        z - (middle[2] ?? NaN),
      ]);
      const away = c + (at[2] ?? NaN);
      return [
        (FOCAL * (a + (at[0] ?? NaN))) / away,
        (FOCAL * (b + (at[1] ?? NaN))) / away,
        c * size,
      ];
    }),
  );
}

describe('[LMK-8] the perspective fit', () => {
  const fit = createPerspectiveFit(POSE_POINTS);

  test('finds turn and place from a rough start', () => {
    const random = seeded(5);
    for (let trial = 0; trial < 40; trial++) {
      const angles = [random() * 60 - 30, random() * 80 - 40, random() * 60 - 30] as const;
      const r = rotation(...angles);
      const at = [random() * 6 - 3, random() * 6 - 3, 30 + random() * 60];
      const placement = createPlacement();
      placement.rotation.set(
        rotation(angles[0] + random() * 12 - 6, angles[1] + random() * 12 - 6, angles[2] + 5),
      );
      placement.translation.set([0, 0, (at[2] ?? NaN) * (0.9 + random() * 0.2)]);
      fit(seen(r, at), { focal: FOCAL }, placement);
      r.forEach((value, i) => {
        expect(Math.abs((placement.rotation[i] ?? NaN) - value)).toBeLessThan(0.01);
      });
      at.forEach((value, i) => {
        expect(Math.abs((placement.translation[i] ?? NaN) - value)).toBeLessThan(0.5);
      });
    }
  });

  test('stays where it was on points that are no face', () => {
    const placement = createPlacement();
    placement.translation.set([0, 0, 50]);
    fit(new Float64Array(478 * 3).fill(NaN), { focal: FOCAL }, placement);
    expect([...placement.rotation]).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 1]);
    expect([...placement.translation]).toEqual([0, 0, 50]);
  });

  test('a rotation stays a rotation', () => {
    const placement = createPlacement();
    placement.translation.set([0, 0, 40]);
    fit(seen(rotation(10, 30, -20), [2, 1, 50]), { focal: FOCAL }, placement);
    const r = placement.rotation;
    for (let a = 0; a < 3; a++) {
      for (let b = 0; b < 3; b++) {
        let product = 0;
        for (let k = 0; k < 3; k++) product += (r[a * 3 + k] ?? NaN) * (r[b * 3 + k] ?? NaN);
        expect(product).toBeCloseTo(a === b ? 1 : 0, 10);
      }
    }
  });
});
