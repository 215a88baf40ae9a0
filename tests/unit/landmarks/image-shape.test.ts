import { expect, test } from 'vitest';
import { createImageShapeFinder } from '#core/landmarks/image-shape.ts';
import { syntheticFace } from '../support/synthetic-face.ts';

test.each([0.5625, 0.75, 1, 1.333, 1.8])(
  '[LMK-4] a picture of shape %f is found from the face in it',
  (aspect) => {
    const image = { width: 500, height: 500 * aspect };
    const find = createImageShapeFinder();
    for (const turned of [{}, { ry: 20 }, { rx: -15, rz: 10 }]) {
      const { height, width } = find(syntheticFace({ image, ...turned }).points);
      expect(height / width).toBeCloseTo(aspect, 1.9);
    }
  },
);
