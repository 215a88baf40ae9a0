import { describe, expect, test } from 'vitest';
import { fitConfidence, judgeQuality } from '#core/signals/quality.ts';
import { IMAGE } from '../support/synthetic-face.ts';

const box = (size: number, left = 200, top = 100) => ({
  left,
  top,
  right: left + size,
  bottom: top + size,
});
const STRAIGHT = { rx: 0, ry: 0, rz: 0 };

describe('[SIG-10] quality', () => {
  test('is 1, with no reason, for a large frontal face in the picture', () => {
    expect(judgeQuality(box(180), STRAIGHT, IMAGE)).toEqual({ value: 1, reasons: [] });
  });

  test.each([
    ['small_face', judgeQuality(box(40), STRAIGHT, IMAGE)],
    ['turned_away', judgeQuality(box(180), { ...STRAIGHT, ry: 1 }, IMAGE)],
    ['turned_away', judgeQuality(box(180), { ...STRAIGHT, rx: -0.9 }, IMAGE)],
    ['partly_outside', judgeQuality(box(180, -70), STRAIGHT, IMAGE)],
  ] as const)('falls and says %s', (reason, quality) => {
    expect(quality.value).toBeLessThan(0.7);
    expect(quality.issues).toEqual([reason]);
  });

  test('names the worst first', () => {
    const { reasons } = judgeQuality(box(60), { ...STRAIGHT, ry: 1.2 }, IMAGE);
    expect(reasons).toEqual(['turned_away', 'small_face']);
  });

  test('falls steadily as the face gets smaller', () => {
    const values = [140, 110, 80, 50, 20].map(
      (size) => judgeQuality(box(size), STRAIGHT, IMAGE).value,
    );
    expect(values).toEqual(values.toSorted((a, b) => b - a));
    expect(values.at(-1)).toBe(0);
  });

  test('does not judge size or place where the picture’s size is not known', () => {
    expect(judgeQuality(box(0.3, 0, 0), STRAIGHT, null).value).toBe(1);
  });
});

test('confidence falls from 1 to 0 as the mesh stops being a rigid face', () => {
  expect(fitConfidence(0.3)).toBe(1);
  expect(fitConfidence(1.5)).toBeLessThan(1);
  expect(fitConfidence(1.5)).toBeGreaterThan(fitConfidence(2));
  expect(fitConfidence(4)).toBe(0);
});
