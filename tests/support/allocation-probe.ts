/** Run in a process of its own: prints how many bytes a frame costs, and the same with one more array. */
import type { FaceFrame } from '#core/landmarks/landmark-frame.ts';
import { createFaceSampler } from '#core/signals/face-sampler.ts';
import { both, frameOf, seeded, syntheticFace } from '../unit/support/synthetic-face.ts';

const WARM_UP = 30_000;
const MEASURED = 20_000;
const VIEW = {
  brightness: 0.5,
  surroundings: 0.5,
  contrast: 0.4,
  sharpness: 0.6,
  overexposed: 0.01,
  mouthDetail: 0.2,
  eyeDetail: 0.2,
  weakerEyeDetail: 0.15,
  glare: 0.01,
};

/** A face that turns, smiles, blinks and comes near, as a camera's odd times give it. */
const random = seeded(11);
const faces = Array.from({ length: 500 }, (_, i) => {
  const place = { rx: 8 * Math.sin(i / 17), ry: 20 * Math.sin(i / 29), rz: 5 * Math.sin(i / 41) };
  const shapes = { ...both('mouthSmile', random()), ...both('eyeBlink', random()) };
  return { ...syntheticFace({ ...place, shapes, size: 14 + 6 * Math.sin(i / 53) }), view: VIEW };
});
const image = { width: 640, height: 480 };
const frames = (count: number, from: number): FaceFrame[] =>
  Array.from({ length: count }, (_, i) => {
    const face = faces[i % faces.length] as (typeof faces)[number];
    return frameOf((from + i) * 33.37 + 0.11, [face], image);
  });

const sampler = createFaceSampler({ kind: 'sequence' });
const kept: Float32Array[] = [];
const warm = frames(WARM_UP, 0);
const clean = frames(MEASURED, WARM_UP);
const spoilt = frames(MEASURED, WARM_UP + MEASURED);

function perFrame(measured: readonly FaceFrame[], allocates: boolean): number {
  const before = process.memoryUsage().heapUsed;
  // An iterator would allocate.
  for (let i = 0; i < measured.length; i++) {
    const observation = sampler.sample(measured[i] as FaceFrame);
    if (allocates && observation.kind === 'face') kept[0] = observation.features.slice();
  }
  return (process.memoryUsage().heapUsed - before) / measured.length;
}

perFrame(warm, false);
(globalThis as { gc?: () => void }).gc?.();
const bytes = perFrame(clean, false);
(globalThis as { gc?: () => void }).gc?.();
const withArray = perFrame(spoilt, true);
console.log(JSON.stringify({ bytes, withArray }));
