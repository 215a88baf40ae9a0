import { expect, test } from 'vitest';
import { FACE_POINT as P } from '#core/landmarks/face-points.ts';
import { createSumReader, EYE_OPENNESS } from '#core/signals/measures.ts';
import { createFaceNormaliser } from '#core/signals/normalised-face.ts';
import { IMAGE, canonicalFace, syntheticFace } from '../support/synthetic-face.ts';
import type { Point } from '../support/synthetic-face.ts';

const LIDS: readonly (readonly [number, number])[] = [
  [P.rightUpperLid, P.rightLowerLid],
  [P.rightUpperLidInner, P.rightLowerLidInner],
  [P.rightUpperLidOuter, P.rightLowerLidOuter],
  [P.leftUpperLid, P.leftLowerLid],
  [P.leftUpperLidInner, P.leftLowerLidInner],
  [P.leftUpperLidOuter, P.leftLowerLidOuter],
];

function withGap(share: number): number {
  const face = canonicalFace();
  const of = (point: number): Point => face[point] ?? [NaN, NaN, NaN];
  const [a, b] = [of(P.rightEyeOuter), of(P.rightEyeInner)];
  const width = Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
  const moved = new Map(
    LIDS.map(([upper, lower]): [number, Point] => {
      const [x, y, z] = of(lower);
      return [upper, [x, y - share * width, z]];
    }),
  );
  const { points, blendshapes } = syntheticFace({ moved, rz: 20, ry: 10, size: 5 });
  const { places } = createFaceNormaliser().normalise(points, IMAGE);
  const out = new Float64Array(1);
  createSumReader([[[1, EYE_OPENNESS]]])(blendshapes, places, out);
  return out[0] ?? NaN;
}

test('[SIG-8] the eye aspect ratio is lid gap over eye width, however the head is turned', () => {
  for (const share of [0, 0.1, 0.3]) expect(withGap(share)).toBeCloseTo(share, 3);
});
