import { describe, expect, test } from 'vitest';
import { FACE_POINT as P } from '#core/landmarks/face-points.ts';
import type { FacePlace, Point } from '../support/synthetic-face.ts';
import { IMAGE, both, canonicalFace, seeded, syntheticFace } from '../support/synthetic-face.ts';
import { ACTION_UNIT_FIT } from '#core/signals/action-unit-fit.ts';
import { createActionUnitReader } from '#core/signals/action-unit-reader.ts';
import { ACTION_UNIT_FORMULAS } from '#core/signals/action-units.ts';
import { FACE_MEASURE_NAMES, createMeasureReader } from '#core/signals/face-measures.ts';
import {
  ACTION_UNITS,
  FACE_FEATURE_COUNT,
  featureIndex,
  type ActionUnit,
} from '#core/signals/face-signal.ts';
import { createSumReader } from '#core/signals/measures.ts';
import { createFaceNormaliser } from '#core/signals/normalised-face.ts';
import { timestampMs } from '#core/units.ts';

const formulaOf = (unit: ActionUnit): (typeof ACTION_UNIT_FORMULAS)[number] => {
  const formula = ACTION_UNIT_FORMULAS.find((entry) => entry.unit === unit);
  if (formula === undefined) throw new Error(`${unit} has no formula`);
  return formula;
};

/** What the two parts of a unit's formula give. */
function parts(unit: ActionUnit, place: FacePlace): { readonly held: number; readonly z: number } {
  const { held, z } = formulaOf(unit);
  const { points, blendshapes } = syntheticFace(place);
  const face = createFaceNormaliser().normalise(points, place.image ?? IMAGE);
  const out = new Float64Array(2);
  createSumReader([held ?? [], z ?? []])(blendshapes, face.places, out);
  return { held: out[0] ?? NaN, z: out[1] ?? NaN };
}

function raw(unit: ActionUnit, place: FacePlace): number {
  const { held, z } = parts(unit, place);
  return held + z;
}

function measures(place: FacePlace): Float64Array {
  const { points, blendshapes } = syntheticFace(place);
  const out = new Float64Array(FACE_MEASURE_NAMES.length);
  const face = createFaceNormaliser().normalise(points, place.image ?? IMAGE);
  createMeasureReader()(blendshapes, face, out);
  return out;
}

/** All units of one face read alone. */
function still(place: FacePlace): (unit: ActionUnit) => number {
  const { points, blendshapes } = syntheticFace(place);
  const features = new Float32Array(FACE_FEATURE_COUNT);
  const face = createFaceNormaliser().normalise(points, place.image ?? IMAGE);
  createActionUnitReader('stills').read(
    blendshapes,
    face,
    { capturedAt: timestampMs(0) },
    features,
  );
  return (unit) => features[featureIndex(unit)] ?? NaN;
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
    ['AU09', { moved: higher([55, 107, 66, 65, 285, 336, 296, 295], 0.5) }, -0.075],
    ['AU10', { moved: higher([0, 37, 267, 39, 269], 0.5) }, 0.585],
    ['AU10', { moved: higher([2, 97, 326], 0.5) }, -0.585],
    ['AU10', { shapes: both('mouthSmile', 0.5) }, 0.445],
    ['AU12', { shapes: both('mouthSmile', 0.5) }, 1.34],
    ['AU14', { shapes: { ...both('mouthSmile', 0.5), ...both('eyeSquint', 0.5) } }, 0.615],
    ['AU15', { moved: higher([P.rightMouthCorner, P.leftMouthCorner], -0.5) }, 0.17],
    ['AU17', { shapes: { mouthShrugLower: 0.5 } }, 1.85],
    ['AU20', { shapes: both('mouthStretch', 0.5) }, 0.72],
    ['AU20', { moved: higher([17], 0.5) }, 0.035],
    ['AU20', { moved: higher([0, 37, 267, 39, 269], 0.5) }, -0.075],
    ['AU23', { shapes: { ...both('mouthPress', 0.5), ...both('mouthDimple', 0.1) } }, 0.445],
    ['AU25', { shapes: both('mouthUpperUp', 0.1) }, 0.19],
    ['AU25', { shapes: { mouthShrugLower: 0.1 } }, -0.1],
    ['AU26', { shapes: { jawOpen: 0.5 } }, 0.365],
    ['AU26', { moved: higher([152, 148, 377], -0.5) }, 0.31],
    ['AU45', { shapes: both('eyeBlink', 0.5) }, 1.325],
  ])('%s by the change of %j', (unit, place, change) => {
    expect(raw(unit, place) - raw(unit, {})).toBeCloseTo(change, 3);
  });

  test('each side counts by half, in formulas and in what is measured for the learned sums', () => {
    const left = { shapes: { mouthSmileLeft: 0.4, eyeBlinkLeft: 0.4, browDownLeft: 0.3 } };
    const right = { shapes: { mouthSmileRight: 0.4, eyeBlinkRight: 0.4, browDownRight: 0.3 } };
    for (const unit of ACTION_UNITS) expect(raw(unit, left)).toBeCloseTo(raw(unit, right), 6);
    expect(measures(left)).toEqual(measures(right));
    expect(measures(left)).not.toEqual(measures({}));
  });

  test('lips that part raise AU25 by their gap, most at first', () => {
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
    const change = 0.35 + 0.7 * (Math.sqrt(1.1) - Math.sqrt(0.1));
    expect(raw('AU25', partedBy(1)) - raw('AU25', partedBy(0))).toBeCloseTo(change, 3);
  });

  test('scores that the landmarker never gives change nothing', () => {
    const dead = { ...both('cheekSquint', 1), ...both('noseSneer', 1), cheekPuff: 1 };
    for (const unit of ACTION_UNITS) expect(raw(unit, { shapes: dead })).toBe(raw(unit, {}));
    expect(measures({ shapes: dead })).toEqual(measures({}));
  });
});

describe('[SIG-50] a learned sum', () => {
  const place = { shapes: { ...both('mouthSmile', 0.6), ...both('browDown', 0.3), jawOpen: 0.2 } };

  test('has a weight for every measure, finite, in the units that learn and in no other', () => {
    expect(ACTION_UNIT_FIT.means).toHaveLength(FACE_MEASURE_NAMES.length);
    for (const { unit, learned } of ACTION_UNIT_FORMULAS) {
      const { weights, share } = ACTION_UNIT_FIT.units[unit];
      expect(weights?.length).toBe(learned === undefined ? undefined : FACE_MEASURE_NAMES.length);
      expect(weights?.every(Number.isFinite) ?? true).toBe(true);
      expect(share).toBeGreaterThan(0.3);
      expect(share).toBeLessThanOrEqual(1);
    }
  });

  test.each(ACTION_UNITS)('%s is formula and sum, less the baseline, clipped', (unit) => {
    const { share, resting, weights, population, prior } = ACTION_UNIT_FIT.units[unit];
    const { held, z } = parts(unit, place);
    const values = measures(place);
    const sum = (weights ?? []).reduce(
      (total, weight, k) =>
        total + weight * ((values[k] ?? NaN) - (ACTION_UNIT_FIT.means[k] ?? NaN)),
      0,
    );
    const formula = formulaOf(unit);
    const own =
      formula.lasts === true ? Math.min(population, prior.mean + 1.5 * prior.between) : population;
    const alone = formula.held === undefined ? 0 : resting + share * (held - resting);
    const most = 5 * Math.hypot(prior.between, prior.within);
    const value = alone + share * z + Math.min(most, Math.max(-most, sum)) - own;
    expect(still(place)(unit)).toBeCloseTo(Math.min(5, Math.max(0, value)), 5);
  });

  test('of a face unlike any other stays within the scale', () => {
    const random = seeded(3);
    const moved = new Map(
      canonicalFace().map(([x, y, z], i): [number, Point] => [
        i,
        [x + random() * 4, y + random() * 4, z + random() * 4],
      ]),
    );
    for (const unit of ACTION_UNITS) {
      expect(still({ moved })(unit)).toBeGreaterThanOrEqual(0);
      expect(still({ moved })(unit)).toBeLessThanOrEqual(5);
    }
  });
});

/** Both eyes with lids so far apart, centimetres, over eyes 2.6 cm wide. */
function eyes(gap: number): ReadonlyMap<number, Point> {
  const face = canonicalFace();
  const moved = new Map<number, Point>();
  const lids = [
    [P.rightEyeOuter, P.rightEyeInner, [160, 144], [159, 145], [158, 153]],
    [P.leftEyeOuter, P.leftEyeInner, [387, 373], [386, 374], [385, 380]],
  ] as const;
  for (const [outer, inner, ...pairs] of lids) {
    const [a, b] = [face[outer], face[inner]];
    if (a === undefined || b === undefined) throw new Error('the eye has no corners');
    pairs.forEach(([upper, lower], i) => {
      const along = (i + 1) / 4;
      const [x, y, z] = [0, 1, 2].map((axis) => {
        const [from = NaN, to = NaN] = [a[axis], b[axis]];
        return from + along * (to - from);
      }) as [number, number, number];
      moved.set(upper, [x, y - gap / 2, z]).set(lower, [x, y + gap / 2, z]);
    });
  }
  return moved;
}
const OPEN: FacePlace = { moved: eyes(0.8), shapes: both('eyeBlink', 0.1) };
const SHUT: FacePlace = { moved: eyes(0.2), shapes: both('eyeBlink', 0.7) };

describe('[SIG-6] [SIG-51] a unit with a baseline', () => {
  const FRAME_MS = 33;
  const au = (unit: ActionUnit, places: readonly FacePlace[], frameMs = FRAME_MS): number[] => {
    const reader = createActionUnitReader('sequence');
    const normaliser = createFaceNormaliser();
    const features = new Float32Array(FACE_FEATURE_COUNT);
    return places.map((place, i) => {
      const { points, blendshapes } = syntheticFace(place);
      const face = normaliser.normalise(points, IMAGE);
      reader.read(blendshapes, face, { capturedAt: timestampMs(i * frameMs) }, features);
      return features[featureIndex(unit)] ?? NaN;
    });
  };
  const lasting = <T>(seconds: number, shape: T, frameMs = FRAME_MS): T[] =>
    Array.from({ length: Math.ceil((seconds * 1000) / frameMs) }, () => shape);

  test.each(['AU01', 'AU09', 'AU25', 'AU26', 'AU45'] as const)(
    '%s rests at 0 on a face that does not move, whatever its resting shape',
    (unit) => {
      const shapes = { browInnerUp: 0.4, mouthShrugLower: 0.1, jawOpen: 0.2 };
      expect(au(unit, lasting(15, { shapes })).at(-1)).toBeLessThan(0.02);
    },
  );

  test('shows a movement from that shape in full', () => {
    const open = { shapes: both('mouthUpperUp', 0.3) };
    const values = au('AU25', [...lasting(15, {}), open]);
    expect(values.at(-1)).toBeCloseTo(1.9 * 0.3, 1);
  });

  test('does not take what it sees first for rest: eyes shut in the first frame are shut', () => {
    const [first = NaN] = au('AU45', [SHUT]);
    expect(first).toBeGreaterThan(1);
    expect(au('AU45', [OPEN])[0]).toBeLessThan(0.3);
  });

  test('weighs how long a face showed, not how often it was looked at', () => {
    const places = (frameMs: number): FacePlace[] => [
      ...lasting(4, {}, frameMs),
      ...lasting(2, { shapes: { browInnerUp: 0.2 } }, frameMs),
      ...lasting(2, { shapes: { browInnerUp: 0.8 } }, frameMs),
    ];
    const often = au('AU01', places(20), 20).at(-1) ?? NaN;
    const seldom = au('AU01', places(100), 100).at(-1) ?? NaN;
    expect(often).toBeGreaterThan(0.3);
    expect(seldom).toBeCloseTo(often, 1);
  });

  test('a smile that is held stays a smile', () => {
    const values = au('AU12', lasting(20, { shapes: both('mouthSmile', 0.8) }));
    expect(values.at(-1)).toBeGreaterThan(1.3);
  });

  test('[SIG-7] eyes that stay shut do not become the baseline', () => {
    const values = au('AU45', lasting(120, SHUT));
    expect(values.at(-1)).toBeGreaterThan(1);
  });
});
