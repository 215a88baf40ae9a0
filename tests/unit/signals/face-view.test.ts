import { describe, expect, test } from 'vitest';
import type { FaceView } from '#core/landmarks/landmark-frame.ts';
import { createViewMeter, emptyView } from '#core/signals/face-view.ts';
import { IMAGE, seeded, syntheticFace } from '../support/synthetic-face.ts';

/** Grey by place, in face widths from the face's middle; values 0..255. */
type Paint = (x: number, y: number) => number;

const WIDTH_CM = 16;

/** A picture painted around a face of `size` pixels per centimetre, as the meter sees it. */
function viewOf(paint: Paint, size = 12, noise = 0): FaceView {
  const { width, height } = IMAGE;
  const random = seeded(3);
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const unit = size * WIDTH_CM;
      const grey = paint((x - width / 2) / unit, (y - height / 2) / unit);
      data.fill(grey + (random() - 0.5) * 2 * noise, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  }
  const view = emptyView();
  createViewMeter().measure({ data, width, height }, syntheticFace({ size }).points, view);
  return view;
}

/** Waves of several lengths, as a face has detail of several sizes; the finest are `fine` strong. */
const waves =
  (fine: number, level = 130, strength = 50): Paint =>
  (x, y) =>
    level +
    strength *
      (0.6 * Math.sin(9 * x) * Math.cos(8 * y) +
        0.4 * Math.sin(30 * x + 1) +
        0.4 * Math.cos(28 * y) +
        fine * Math.sin(85 * x) +
        fine * Math.sin(80 * y));

describe('[QUA-5] the view of a face, from pixels', () => {
  test('an even grey has its brightness, no contrast and no detail, and is not called blurred', () => {
    const view = viewOf(() => 102);
    expect(view.brightness).toBeCloseTo(0.4, 2);
    expect(view.surroundings).toBeCloseTo(0.4, 2);
    expect(view).toMatchObject({ contrast: 0, mouthDetail: 0, eyeDetail: 0, overexposed: 0 });
    expect(view.sharpness).toBe(1);
  });

  test('white is overexposed', () => {
    expect(viewOf(() => 255)).toMatchObject({ overexposed: 1, brightness: 1 });
    expect(viewOf((x) => (x < 0 ? 255 : 100)).overexposed).toBeGreaterThan(0.4);
  });

  test('sharpness falls with the fine detail', () => {
    const values = [0.5, 0.2, 0].map((fine) => viewOf(waves(fine)).sharpness);
    expect(values).toEqual(values.toSorted((a, b) => b - a));
    expect((values[0] as number) - (values[2] as number)).toBeGreaterThan(0.15);
    expect(viewOf((x, y) => 130 + 60 * Math.sin(5 * x) * Math.cos(5 * y)).sharpness).toBeCloseTo(
      0.25,
      1,
    );
  });

  test('sharpness hardly depends on light, contrast, noise or the size of the face', () => {
    const plain = viewOf(waves(0.2)).sharpness;
    expect(viewOf(waves(0.2, 60, 25)).sharpness).toBeCloseTo(plain, 1);
    expect(viewOf(waves(0.2), 12, 12).sharpness).toBeCloseTo(plain, 1);
    expect(viewOf(waves(0.2), 7).sharpness).toBeCloseTo(plain, 1);
  });

  test('detail is by the contrast of the face, whatever the light', () => {
    const bright = viewOf(waves(0.3, 130, 50));
    const dim = viewOf(waves(0.3, 65, 25));
    expect(dim.contrast).toBeCloseTo(bright.contrast / 2, 1);
    expect(dim.eyeDetail).toBeCloseTo(bright.eyeDetail, 1);
    expect(dim.mouthDetail).toBeCloseTo(bright.mouthDetail, 1);
  });

  test('a face that reaches out of the picture is measured where it is in it', () => {
    const view = emptyView();
    const { width, height } = IMAGE;
    const data = new Uint8ClampedArray(width * height * 4).fill(90);
    const { points } = syntheticFace({ x: -0.05, y: 1.05 });
    createViewMeter().measure({ data, width, height }, points, view);
    expect(Object.values(view).every(Number.isFinite)).toBe(true);
    expect(view.brightness).toBeCloseTo(90 / 255, 2);
  });
});
