import { describe, expect, test } from 'vitest';
import { FACE_POINT as P } from '#core/landmarks/face-points.ts';
import { createSumReader, depth, distance, height, width } from '#core/signals/measures.ts';
import type { Measure } from '#core/signals/measures.ts';
import { createFaceNormaliser } from '#core/signals/normalised-face.ts';
import { IMAGE, syntheticFace, type FacePlace } from '../support/synthetic-face.ts';

function read(place: FacePlace, ...measures: Measure[]): number[] {
  const { points, blendshapes } = syntheticFace(place);
  const face = createFaceNormaliser().normalise(points, place.image ?? IMAGE);
  const out = new Float64Array(measures.length);
  createSumReader(measures.map((measure) => [[1, measure]]))(blendshapes, face.places, out);
  return [...out];
}

const measures = (place: FacePlace): number[] =>
  read(
    place,
    height(P.rightInnerBrowLower, P.leftInnerBrowLower),
    height(P.chin),
    depth(P.rightMouthCorner, P.leftMouthCorner),
    width(P.rightMouthCorner, P.leftMouthCorner),
    distance([P.upperLipInner, P.lowerLipInner]),
    width(P.rightIris, P.noseTip),
    height(P.leftIris),
  );

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
    const [forehead, tipHeight, tipDepth, eyeDepth, eyes] = read(
      {},
      height(P.foreheadTop),
      height(P.noseTip),
      depth(P.noseTip),
      depth(P.rightEyeOuter),
      width(P.rightEyeOuter, P.leftEyeOuter),
    );
    expect(forehead).toBeCloseTo(8.26, 2);
    expect(tipHeight).toBeLessThan(forehead ?? NaN);
    expect(tipDepth).toBeLessThan(eyeDepth ?? NaN);
    expect(eyes).toBeCloseTo(8.89, 2);
    const { residual } = createFaceNormaliser().normalise(syntheticFace().points, IMAGE);
    expect(residual).toBeLessThan(1e-4);
  });
});
