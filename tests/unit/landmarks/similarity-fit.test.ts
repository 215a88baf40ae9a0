import { describe, expect, test } from 'vitest';
import { POSE_POINTS, RIGID_POINTS } from '#core/landmarks/face-points.ts';
import { createSimilarity, createSimilarityFit } from '#core/landmarks/similarity-fit.ts';
import { canonicalFace, rotation, seeded, turn } from '../support/synthetic-face.ts';

const RIGID = RIGID_POINTS.map((point) => ({ point, weight: 1 }));
const POSE = POSE_POINTS.map((point, i) => ({ point, weight: 1 + (i % 3) }));

const placed = (r: readonly number[], size: number, shift: readonly number[]): Float64Array =>
  Float64Array.from(
    canonicalFace().flatMap((point) => turn(r, point).map((v, a) => v * size + (shift[a] ?? NaN))),
  );

describe('[LMK-2] the similarity fit', () => {
  test.each([
    ['rigid points', RIGID],
    ['points of the pose', POSE],
  ])('recovers turn, size and place of the %s', (_, basis) => {
    const fit = createSimilarityFit(basis);
    const random = seeded(11);
    for (let trial = 0; trial < 30; trial++) {
      const r = rotation(random() * 120 - 60, random() * 120 - 60, random() * 300 - 150);
      const size = 0.01 + random() * 40;
      const shift = [random() * 600, random() * 400, random() * 100];
      const out = createSimilarity();
      fit(placed(r, size, shift), out);
      expect(out.scale).toBeCloseTo(1 / size, 6);
      expect(out.residual).toBeLessThan(1e-5);
      // It leads from the image to the canonical face: the inverse of how it was placed.
      for (let a = 0; a < 3; a++) {
        for (let b = 0; b < 3; b++) {
          expect(out.rotation[a * 3 + b]).toBeCloseTo(r[b * 3 + a] ?? NaN, 8);
        }
      }
    }
  });

  test('never answers with a mirrored face', () => {
    const mirrored = placed(rotation(0, 0, 0), 10, [0, 0, 0]).map((v, i) => (i % 3 === 0 ? -v : v));
    const out = createSimilarity();
    createSimilarityFit(POSE.slice(0, 16))(mirrored, out);
    const [a, b, c, d, e, f, g, h, i] = out.rotation as unknown as number[] & { length: 9 };
    const det =
      (a ?? NaN) * ((e ?? NaN) * (i ?? NaN) - (f ?? NaN) * (h ?? NaN)) -
      (b ?? NaN) * ((d ?? NaN) * (i ?? NaN) - (f ?? NaN) * (g ?? NaN)) +
      (c ?? NaN) * ((d ?? NaN) * (h ?? NaN) - (e ?? NaN) * (g ?? NaN));
    expect(det).toBeCloseTo(1, 8);
  });

  test('a point of little weight pulls little', () => {
    const points = placed(rotation(0, 0, 0), 10, [0, 0, 0]);
    points[10 * 3] = (points[10 * 3] ?? NaN) + 30;
    const residual = (weight: number): number => {
      const out = createSimilarity();
      createSimilarityFit(
        RIGID.map((entry) => (entry.point === 10 ? { point: 10, weight } : entry)),
      )(points, out);
      return out.residual;
    };
    expect(residual(0)).toBeLessThan(1e-5);
    expect(residual(0.01)).toBeLessThan(residual(1));
  });

  test('a point without a canonical place is refused at once', () => {
    expect(() => createSimilarityFit([{ point: 468, weight: 1 }])).toThrow(RangeError);
  });
});
