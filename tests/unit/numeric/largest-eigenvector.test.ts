import { expect, test } from 'vitest';
import { largestEigenvector4 } from '#core/numeric/largest-eigenvector.ts';
import { seeded } from '../support/synthetic-face.ts';

test('the answer is a unit eigenvector, and no direction stretches more', () => {
  const random = seeded(3);
  for (let trial = 0; trial < 50; trial++) {
    const m = new Float64Array(16);
    for (let i = 0; i < 4; i++) {
      for (let j = i; j < 4; j++) m[i * 4 + j] = m[j * 4 + i] = random() * 4 - 2;
    }
    const times = (v: Float64Array): number[] =>
      [0, 1, 2, 3].map((i) => v.reduce((sum, x, j) => sum + (m[i * 4 + j] ?? NaN) * x, 0));
    const stretch = (v: Float64Array): number =>
      times(v).reduce((sum, x, i) => sum + x * (v[i] ?? NaN), 0);
    const out = new Float64Array(4);
    largestEigenvector4(m, out);
    expect(Math.hypot(...out)).toBeCloseTo(1, 10);
    const value = stretch(out);
    times(out).forEach((x, i) => {
      expect(x).toBeCloseTo(value * (out[i] ?? NaN), 9);
    });
    for (let k = 0; k < 20; k++) {
      const v = Float64Array.from({ length: 4 }, () => random() - 0.5);
      const length = Math.hypot(...v);
      expect(stretch(v.map((x) => x / length))).toBeLessThanOrEqual(value + 1e-9);
    }
  }
});
