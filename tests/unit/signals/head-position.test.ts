import { expect, test } from 'vitest';
import { fillHeadPosition } from '#core/signals/head-position.ts';

const matrix = (x: number, y: number, z: number): Float32Array =>
  new Float32Array([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, x, y, z, 1]);

test('[SIG-12] the head’s place is in millimetres, x to image right, y down, z away', () => {
  const place = { x: 0, y: 0, z: 0 };
  fillHeadPosition(matrix(5, 8, -50), { width: 640, height: 480 }, place);
  const { x, y, z } = place;
  expect(x).toBeCloseTo(50, 4);
  expect(y).toBeCloseTo(-80, 4);
  // 500 px instead of 240 / tan(31.5°) = 391.6 px.
  expect(z).toBeCloseTo(500 * (500 / 391.64), 0);
});
