import { describe, expect, test } from 'vitest';
import { FACE_POINT as P } from '#core/landmarks/face-points.ts';
import { createFaceNormaliser } from '#core/signals/normalised-face.ts';
import { IMAGE, syntheticFace, type FacePlace } from '../support/synthetic-face.ts';

function measures(place: FacePlace): number[] {
  const image = place.image ?? IMAGE;
  const face = createFaceNormaliser().normalise(syntheticFace(place).points, image);
  return [
    face.height([P.rightInnerBrowLower, P.leftInnerBrowLower]),
    face.height([P.chin]),
    face.depth([P.rightMouthCorner, P.leftMouthCorner]),
    face.width(P.rightMouthCorner, P.leftMouthCorner),
    face.distance(P.upperLipInner, P.lowerLipInner),
    face.x(P.rightIris),
    face.y(P.leftIris),
  ];
}

describe('[LMK-3] the normalised face', () => {
  const plain = measures({});

  test.each<[string, FacePlace]>([
    ['place', { x: 0.2, y: 0.8 }],
    ['size', { size: 3 }],
    ['turn', { rx: 20, ry: -35, rz: 15 }],
    ['size of the image', { image: { width: 1920, height: 1080 } }],
    ['shape of the image', { image: { width: 480, height: 640 } }],
    ['all at once', { image: { width: 300, height: 900 }, size: 7, x: 0.7, ry: 25, rx: -10 }],
  ])('does not depend on %s', (_, place) => {
    measures(place).forEach((value, i) => {
      expect(value).toBeCloseTo(plain[i] ?? NaN, 3);
    });
  });

  test('is in centimetres, height up, depth away', () => {
    const face = createFaceNormaliser().normalise(syntheticFace().points, IMAGE);
    expect(face.height([P.foreheadTop])).toBeCloseTo(8.26, 2);
    expect(face.height([P.noseTip])).toBeLessThan(face.height([P.foreheadTop]));
    expect(face.depth([P.noseTip])).toBeLessThan(face.depth([P.rightEyeOuter]));
    expect(face.width(P.rightEyeOuter, P.leftEyeOuter)).toBeCloseTo(8.89, 2);
    expect(face.residual()).toBeLessThan(1e-4);
  });
});
