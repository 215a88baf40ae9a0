import { expect, test } from 'vitest';
import { deriveReadings } from '#core/signals/derived.ts';
import { FACE_FEATURE_COUNT, featureIndex, type FaceFeature } from '#core/signals/face-signal.ts';

const features = (values: Partial<Record<FaceFeature, number>>): Float32Array => {
  const row = new Float32Array(FACE_FEATURE_COUNT);
  for (const [name, value] of Object.entries(values))
    row[featureIndex(name as FaceFeature)] = value;
  return row;
};

test('[SIG-11] smile, confusion and drowsiness are derived as the original system defines them', () => {
  const row = features({
    AU01: 1,
    AU02: 2,
    AU04: 4.5,
    AU05: 0.5,
    AU06: 3,
    AU07: 2,
    AU12: 4,
    AU45: 1,
  });
  expect(deriveReadings(row)).toEqual({
    smileIntensity: 3.5,
    confusionLevel: 2.5,
    drowsinessLevel: 2.5,
  });
});

test('drowsiness is never below 0', () => {
  expect(deriveReadings(features({ AU05: 5 })).drowsinessLevel).toBe(0);
});

test('a row within a larger array is read from its offset', () => {
  const rows = new Float32Array(2 * FACE_FEATURE_COUNT);
  rows.set(features({ AU06: 1, AU12: 3 }), FACE_FEATURE_COUNT);
  expect(deriveReadings(rows, FACE_FEATURE_COUNT).smileIntensity).toBe(2);
});
