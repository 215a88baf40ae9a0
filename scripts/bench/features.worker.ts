/** Times the features of a frame as the face worker works them out: landmarks in, observation out. */
import { CANONICAL_POINTS } from '../../src/core/landmarks/canonical-face.ts';
import {
  BLENDSHAPE_COUNT,
  FACE_POINT_COUNT,
  type FaceFrame,
} from '../../src/core/landmarks/landmark-frame.ts';
import { seededRandom } from '../../src/core/numeric/seeded-random.ts';
import { createFaceSampler } from '../../src/core/signals/face-sampler.ts';
import { timestampMs } from '../../src/core/units.ts';

const IMAGE = { width: 640, height: 480 };
const PIXELS_PER_CM = 14;
const FRAME_MS = 33.37;
const WARM_UP = 3000;
/** A worker's clock is coarse: so many frames are timed at once. */
const TOGETHER = 20;

const random = seededRandom(22);
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

/** The canonical face, turned a little, with a millimetre of noise; what it does not know is made up. */
function frame(i: number): FaceFrame {
  const points = new Float32Array(FACE_POINT_COUNT * 3);
  const yaw = 0.3 * Math.sin(i / 29);
  for (let p = 0; p < FACE_POINT_COUNT; p++) {
    const [x, y, z] = CANONICAL_POINTS.get(p) ?? [random() * 10 - 5, random() * 12 - 6, 3];
    const noise = (random() - 0.5) / 10;
    const px = x * Math.cos(yaw) - z * Math.sin(yaw) + noise;
    const pz = -(x * Math.sin(yaw) + z * Math.cos(yaw));
    points.set(
      [
        0.5 + (px * PIXELS_PER_CM) / IMAGE.width,
        0.5 - (y * PIXELS_PER_CM) / IMAGE.height,
        (pz * PIXELS_PER_CM) / IMAGE.width,
      ],
      p * 3,
    );
  }
  const blendshapes = Float32Array.from({ length: BLENDSHAPE_COUNT }, random);
  const matrix = new Float32Array([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, -50, 1]);
  const face = { points, blendshapes, matrix, view: VIEW };
  return { capturedAt: timestampMs(i * FRAME_MS), image: IMAGE, faces: [face] };
}

self.onmessage = ({ data: batches }: MessageEvent<number>) => {
  const faces = Array.from({ length: 300 }, (_, i) => frame(i));
  const sampler = createFaceSampler({ kind: 'sequence' });
  let number = 0;
  const next = (): void => {
    const { image, faces: found } = faces[number % faces.length] as FaceFrame;
    const capturedAt = timestampMs(number++ * FRAME_MS);
    const { kind } = sampler.sample({ capturedAt, image, faces: found });
    if (kind !== 'face') throw new Error('The bench face was not read.');
  };
  for (let i = 0; i < WARM_UP; i++) next();
  const perFrameMs: number[] = [];
  for (let batch = 0; batch < batches; batch++) {
    const before = performance.now();
    for (let i = 0; i < TOGETHER; i++) next();
    perFrameMs.push((performance.now() - before) / TOGETHER);
  }
  self.postMessage(perFrameMs);
};
