import { describe, expect, test } from 'vitest';
import { FACE_POINT as P } from '#core/landmarks/face-points.ts';
import { createFaceNormaliser } from '#core/signals/normalised-face.ts';
import { createSitter, type Sitter } from '#core/signals/sitter.ts';
import { timestampMs, type ImageSize } from '#core/units.ts';
import { IMAGE, canonicalFace, seeded, syntheticFace } from '../support/synthetic-face.ts';
import type { FacePlace, Point } from '../support/synthetic-face.ts';

/** Another bone structure: wider jaw and nose. */
const widened = (by: number) =>
  new Map(
    [P.rightJaw, P.leftJaw, P.rightNoseSide, P.leftNoseSide].map((point): [number, Point] => {
      const [x, y, z] = canonicalFace()[point] ?? [NaN, NaN, NaN];
      return [point, [x * by, y, z]];
    }),
  );
const OTHER = widened(1.12);
const STEP_MS = 40;

/** Watches for some seconds; the seconds, from its start, at which somebody else was noticed. */
function watch(
  sitter: Sitter,
  fromS: number,
  seconds: number,
  placeAt: (i: number) => FacePlace,
  image: ImageSize | null = IMAGE,
  isFollowed = false,
): number[] {
  if (!isFollowed) sitter.lost();
  const normaliser = createFaceNormaliser();
  const noticed: number[] = [];
  for (let i = 0; i * STEP_MS < seconds * 1000; i++) {
    const size = image ?? IMAGE;
    const { points } = syntheticFace({ ...placeAt(i), image: size });
    const face = normaliser.normalise(points, size);
    const at = timestampMs(fromS * 1000 + i * STEP_MS);
    if (sitter.see(face, image, { capturedAt: at })) noticed.push((i * STEP_MS) / 1000);
  }
  return noticed;
}

const restless = (seed: number, moved?: FacePlace['moved']) => {
  const random = seeded(seed);
  return (): FacePlace => ({
    rx: random() * 16 - 8,
    ry: random() * 30 - 15,
    rz: random() * 20 - 10,
    x: 0.4 + random() * 0.2,
    size: 9 + random() * 4,
    ...(moved === undefined ? {} : { moved }),
  });
};

describe('[PRO-1] another person', () => {
  test('is suspected sooner once the face was lost from sight than while it is followed', () => {
    const mildlyOther = restless(2, widened(1.07));
    const lost = createSitter();
    watch(lost, 0, 5, restless(1));
    expect(watch(lost, 5, 10, mildlyOther)).toHaveLength(1);
    const followed = createSitter();
    watch(followed, 0, 5, restless(1));
    expect(watch(followed, 5, 10, mildlyOther, IMAGE, true)).toEqual([]);
  });

  test('in the same place is noticed within two seconds, once', () => {
    const sitter = createSitter();
    expect(watch(sitter, 0, 5, restless(1))).toEqual([]);
    const noticed = watch(sitter, 5, 10, restless(2, OTHER));
    expect(noticed).toHaveLength(1);
    expect(noticed[0]).toBeLessThan(2);
    expect(sitter.person()).toBe(1);
    expect(sitter.seenS()).toBeCloseTo(10 - (noticed[0] ?? NaN), 0);
  });

  test('is noticed when the first one comes back, too', () => {
    const sitter = createSitter();
    watch(sitter, 0, 5, restless(1));
    watch(sitter, 5, 5, restless(2, OTHER));
    expect(watch(sitter, 10, 5, restless(3))).toHaveLength(1);
    expect(sitter.person()).toBe(2);
  });

  test('is noticed after an hour’s break', () => {
    const sitter = createSitter();
    watch(sitter, 0, 5, restless(1));
    expect(watch(sitter, 3605, 5, restless(2, OTHER))).toHaveLength(1);
  });

  test('who is there for a second only changes nothing', () => {
    const sitter = createSitter();
    watch(sitter, 0, 5, restless(1));
    expect(watch(sitter, 5, 1, restless(2, OTHER))).toEqual([]);
    expect(sitter.isSure()).toBe(false);
    expect(watch(sitter, 6, 5, restless(3))).toEqual([]);
    expect(sitter.isSure()).toBe(true);
  });

  test('is not looked for in views from the side', () => {
    const sitter = createSitter();
    watch(sitter, 0, 5, restless(1));
    const aside = (): FacePlace => ({ ry: 50, moved: OTHER });
    expect(watch(sitter, 5, 5, aside)).toEqual([]);
  });
});

describe('[PRO-2] the same person', () => {
  test('stays the same however the head turns and wherever it is', () => {
    const sitter = createSitter();
    expect(watch(sitter, 0, 60, restless(4))).toEqual([]);
    expect(sitter.person()).toBe(0);
  });

  test('is known again after a break of an hour', () => {
    const sitter = createSitter();
    watch(sitter, 0, 5, restless(1));
    expect(watch(sitter, 3605, 5, restless(6))).toEqual([]);
    expect(sitter.seenS()).toBeGreaterThan(9);
    expect(sitter.seenS()).toBeLessThan(11);
  });

  test('is known again from what was known earlier, and another is told from them', () => {
    const before = createSitter();
    watch(before, 0, 10, restless(1));
    const known = { person: 3, seenS: before.seenS(), shape: before.shape() };
    const again = createSitter();
    again.restore(known);
    expect(watch(again, 0, 5, restless(7))).toEqual([]);
    expect(again.person()).toBe(3);
    expect(again.seenS()).toBeGreaterThan(14);
    const another = createSitter();
    another.restore(known);
    expect(watch(another, 0, 5, restless(7, OTHER))).toHaveLength(1);
    expect(another.person()).toBe(4);
    expect(another.seenS()).toBeLessThan(5);
  });

  test('before anything was seen there is no shape to know anybody by', () => {
    expect(createSitter().shape()).toEqual([]);
  });
});

describe('[PRO-3] another camera', () => {
  test('is noticed at once by pictures of another shape', () => {
    const sitter = createSitter();
    watch(sitter, 0, 5, restless(1));
    expect(watch(sitter, 5, 1, restless(2), { width: 1280, height: 720 })).toEqual([0]);
  });

  test('is not seen in a camera that gives more pixels', () => {
    const sitter = createSitter();
    watch(sitter, 0, 5, restless(1));
    expect(watch(sitter, 5, 5, restless(2), { width: 1280, height: 960 })).toEqual([]);
  });

  test('is not looked for where the pictures’ size is not known', () => {
    const sitter = createSitter();
    watch(sitter, 0, 5, restless(1));
    expect(watch(sitter, 5, 5, restless(2), null)).toEqual([]);
  });
});
