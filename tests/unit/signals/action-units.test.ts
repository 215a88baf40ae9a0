import { describe, expect, test } from 'vitest';
import { FACE_POINT as P } from '#core/landmarks/face-points.ts';
import type { FacePlace, Point } from '../support/synthetic-face.ts';
import { IMAGE, both, canonicalFace, frameOf, syntheticFace } from '../support/synthetic-face.ts';
import { ACTION_UNIT_FORMULAS } from '#core/signals/action-units.ts';
import { createFaceSampler } from '#core/signals/face-sampler.ts';
import { ACTION_UNITS, featureIndex, type ActionUnit } from '#core/signals/face-signal.ts';
import { createFaceNormaliser } from '#core/signals/normalised-face.ts';

/** What a unit's formula gives before its baseline is taken off. */
function raw(unit: ActionUnit, place: FacePlace): number {
  const formula = ACTION_UNIT_FORMULAS.find((entry) => entry.unit === unit);
  const { points, blendshapes } = syntheticFace(place);
  const face = createFaceNormaliser().normalise(points, place.image ?? IMAGE);
  return (formula?.held?.(blendshapes, face) ?? 0) + (formula?.moving?.z(blendshapes, face) ?? 0);
}

const higher = (points: readonly number[], centimetres: number): ReadonlyMap<number, Point> => {
  const face = canonicalFace();
  return new Map(
    points.map((point): [number, Point] => {
      const [x, y, z] = face[point] ?? [NaN, NaN, NaN];
      return [point, [x, y - centimetres, z]];
    }),
  );
};

test('the formulas stand in the order of the features', () => {
  expect(ACTION_UNIT_FORMULAS.map(({ unit }) => unit)).toEqual([...ACTION_UNITS]);
});

describe('[SIG-4] each unit grows by its weight', () => {
  test.each<[ActionUnit, FacePlace, number]>([
    ['AU01', { shapes: { browInnerUp: 0.5 } }, 0.665],
    ['AU01', { moved: higher([55, 107, 66, 65, 285, 336, 296, 295], 0.5) }, 0.33],
    ['AU02', { shapes: { ...both('browOuterUp', 0.5), browInnerUp: 0.5 } }, 0.495],
    ['AU04', { shapes: both('browDown', 0.5) }, 0.88],
    ['AU05', { shapes: both('eyeWide', 0.5) }, 0.345],
    ['AU06', { shapes: { ...both('mouthSmile', 0.5), ...both('mouthUpperUp', 0.1) } }, 0.68],
    ['AU06', { shapes: both('eyeSquint', 0.5) }, 0.305],
    ['AU07', { shapes: both('eyeSquint', 0.5) }, 0.87],
    ['AU07', { shapes: both('mouthUpperUp', 0.2) }, 0.194],
    ['AU09', { moved: higher([129, 98, 64, 48, 358, 327, 294, 278], 0.5) }, 0.2],
    ['AU09', { moved: higher([145, 153, 144, 374, 380, 373], 0.5) }, 0.11],
    ['AU10', { moved: higher([0, 37, 267, 39, 269], 0.5) }, 0.585],
    ['AU10', { moved: higher([2, 97, 326], 0.5) }, -0.585],
    ['AU10', { shapes: both('mouthSmile', 0.5) }, 0.445],
    ['AU12', { shapes: both('mouthSmile', 0.5) }, 1.34],
    ['AU14', { shapes: { ...both('mouthSmile', 0.5), ...both('eyeSquint', 0.5) } }, 0.615],
    ['AU15', { moved: higher([P.rightMouthCorner, P.leftMouthCorner], -0.5) }, 0.17],
    ['AU17', { shapes: { mouthShrugLower: 0.5 } }, 1.85],
    ['AU20', { shapes: both('mouthStretch', 0.5) }, 0.72],
    ['AU20', { moved: higher([17], 0.5) }, 0.035],
    ['AU23', { shapes: { ...both('mouthPress', 0.5), ...both('mouthDimple', 0.1) } }, 0.445],
    ['AU25', { shapes: both('mouthUpperUp', 0.1) }, 0.19],
    ['AU26', { shapes: { jawOpen: 0.5 } }, 0.365],
    ['AU26', { moved: higher([152, 148, 377], -0.5) }, 0.31],
    ['AU45', { shapes: both('eyeBlink', 0.5) }, 1.55],
  ])('%s by the change of %j', (unit, place, change) => {
    expect(raw(unit, place) - raw(unit, {})).toBeCloseTo(change, 3);
  });

  test.each(ACTION_UNITS)('%s reads each side by half', (unit) => {
    const left = raw(unit, { shapes: { mouthSmileLeft: 0.4, eyeBlinkLeft: 0.4 } });
    const right = raw(unit, { shapes: { mouthSmileRight: 0.4, eyeBlinkRight: 0.4 } });
    expect(left).toBeCloseTo(right, 6);
  });

  test('lips that part raise AU25 by their gap', () => {
    const face = canonicalFace();
    const partedBy = (gap: number): FacePlace => ({
      moved: new Map(
        [
          [13, 14],
          [82, 87],
          [312, 317],
        ].map(([upper = NaN, lower = NaN]): [number, Point] => {
          const [x, y, z] = face[lower] ?? [NaN, NaN, NaN];
          return [upper, [x, y - gap, z]];
        }),
      ),
    });
    expect(raw('AU25', partedBy(1)) - raw('AU25', partedBy(0))).toBeCloseTo(0.61, 3);
  });

  test('scores that the landmarker never gives change nothing', () => {
    const dead = { ...both('cheekSquint', 1), ...both('noseSneer', 1), cheekPuff: 1 };
    for (const unit of ACTION_UNITS) expect(raw(unit, { shapes: dead })).toBe(raw(unit, {}));
  });
});

describe('[SIG-6] a unit with a baseline', () => {
  const au = (unit: ActionUnit, shapes: FacePlace['shapes'][]): number[] => {
    const sampler = createFaceSampler({ kind: 'sequence' });
    return shapes.map((shape, i) => {
      const face = syntheticFace(shape === undefined ? {} : { shapes: shape });
      const observation = sampler.sample(frameOf(i * 33, [face]));
      if (observation.kind !== 'face') throw new Error('the face was not seen');
      return observation.features[featureIndex(unit)] ?? NaN;
    });
  };

  test('rests at 0 on a face that does not move, whatever its resting shape', () => {
    for (const unit of ['AU01', 'AU17', 'AU26', 'AU25'] as const) {
      const shape = { browInnerUp: 0.4, mouthShrugLower: 0.5, jawOpen: 0.2 };
      const values = au(
        unit,
        Array.from({ length: 30 }, () => shape),
      );
      for (const value of values) expect(value).toBeLessThan(0.01);
    }
  });

  test('shows a movement from that shape in full', () => {
    const values = au('AU01', [
      ...Array.from({ length: 30 }, () => ({ browInnerUp: 0.4 })),
      { browInnerUp: 0.9 },
    ]);
    expect(values.at(-1)).toBeCloseTo(1.33 * 0.5, 1.9);
  });

  test('a smile that is held stays a smile', () => {
    const values = au(
      'AU12',
      Array.from({ length: 300 }, () => both('mouthSmile', 0.8)),
    );
    expect(values.at(-1)).toBeCloseTo(values[0] ?? NaN, 6);
    expect(values.at(-1)).toBeGreaterThan(2);
  });

  test('[SIG-7] eyes that stay shut do not become the baseline', () => {
    const values = au(
      'AU45',
      Array.from({ length: 300 }, () => both('eyeBlink', 0.8)),
    );
    expect(values.at(-1)).toBeGreaterThan(1);
  });
});
