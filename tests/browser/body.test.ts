import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BodyFrame } from '#core/landmarks/landmark-frame.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import type { BodySample } from '#core/signals/body-reading.ts';
import { createBodySampler } from '#core/signals/body-signal.ts';
import { timestampMs, type TimestampMs } from '#core/units.ts';
import type { PosePicture } from './support/pose.worker.ts';

const SIZE = 640;
const HZ = 15;

/** A square of a photograph that @vladmandic/face-api ships: file, left, top, side. */
type Cut = readonly [string, number, number, number];
const UPRIGHT: Cut = ['sample6', 0, 340, 760];
const HAND_AT_MOUTH: Cut = ['sample2', 0, 0, 800];
const ARM_UP: Cut = ['sample2', 1150, 0, 800];

let worker: Worker;
let clock = 0;

/** The landmarker follows a person over time, so scenes lie ten seconds apart. */
const nextScene = (): number => (clock += 10_000);

function detect(image: ImageData, capturedAt: TimestampMs): Promise<BodyFrame> {
  return new Promise((resolve) => {
    worker.addEventListener(
      'message',
      ({ data }: MessageEvent<BodyFrame>) => {
        resolve(data);
      },
      { once: true },
    );
    const picture: PosePicture = { image, capturedAt };
    worker.postMessage(picture);
  });
}

/** The noise of a camera: the sum of three uniform numbers, standard deviation `sigma` of 255. */
function addNoise({ data }: ImageData, sigma: number, random: () => number): void {
  for (let i = 0; i < data.length; i++) {
    if (i % 4 === 3) continue;
    data[i] = (data[i] as number) + 2 * sigma * (random() + random() + random() - 1.5);
  }
}

/** Readings of a picture shown for so many frames, moved sideways by `shift(seconds)` pixels. */
async function watch(
  [file, left, top, side]: Cut,
  frames: number,
  shift: (seconds: number) => number = () => 0,
  sigma = 4,
): Promise<BodySample[]> {
  const url = new URL(`../../node_modules/@vladmandic/face-api/demo/${file}.jpg`, import.meta.url);
  const picture = await createImageBitmap(await (await fetch(url)).blob(), left, top, side, side);
  const context = new OffscreenCanvas(SIZE, SIZE).getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('no 2D canvas');
  const random = seededRandom(frames);
  const sampler = createBodySampler();
  const from = nextScene();
  const readings: BodySample[] = [];
  for (let frame = 0; frame < frames; frame++) {
    context.fillRect(0, 0, SIZE, SIZE);
    context.drawImage(picture, shift(frame / HZ), 0, SIZE, SIZE);
    const image = context.getImageData(0, 0, SIZE, SIZE);
    addNoise(image, sigma, random);
    const at = timestampMs(from + (frame * 1000) / HZ);
    const reading = sampler.sample(await detect(image, at));
    if (reading.kind === 'body') readings.push(reading);
  }
  clock += (frames * 1000) / HZ;
  picture.close();
  return readings;
}

const numbers = (readings: readonly BodySample[], key: 'motion' | 'lean' | 'slouch'): number[] =>
  readings
    .map((reading) => reading[key])
    .filter((value) => value !== null)
    .sort((a, b) => a - b);
const median = (sorted: readonly number[]): number =>
  sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;

describe('[BOD-5] the body by the real landmarker', () => {
  beforeAll(() => {
    worker = new Worker(new URL('./support/pose.worker.ts', import.meta.url), { type: 'module' });
  });
  afterAll(() => {
    worker.terminate();
  });

  it('rests in a still picture with a noisy camera', async () => {
    const readings = await watch(UPRIGHT, 105);
    expect(readings.length).toBeGreaterThan(95);
    const motion = numbers(readings, 'motion');
    const lean = numbers(readings, 'lean');
    const slouch = numbers(readings, 'slouch');
    expect(median(motion)).toBeLessThan(0.05);
    expect(motion.at(-1)).toBeLessThan(0.1);
    expect(lean.length).toBeGreaterThan(40);
    expect(Math.max(...lean.map(Math.abs))).toBeLessThan(0.1);
    expect(slouch.length).toBeGreaterThan(5);
    expect(Math.max(...slouch.map(Math.abs))).toBeLessThan(0.1);
    expect(
      readings.some(({ handOnFace, handRaised }) => handOnFace === true || handRaised === true),
    ).toBe(false);
  });

  it('moves as fast as the picture sways', async () => {
    const speeds: number[] = [];
    for (const size of [30, 60]) {
      const readings = await watch(UPRIGHT, 60, (s) => size * Math.sin(Math.PI * s));
      speeds.push(median(numbers(readings, 'motion')));
    }
    const [slow = Number.NaN, fast = Number.NaN] = speeds;
    expect(fast).toBeGreaterThan(0.3);
    expect(fast).toBeLessThan(0.7);
    expect(fast / slow).toBeGreaterThan(1.6);
    expect(fast / slow).toBeLessThan(2.6);
  });

  it('tells a hand at the mouth from an arm held up, and both from neither', async () => {
    const last = async (cut: Cut) => (await watch(cut, 12)).at(-1);
    expect(await last(HAND_AT_MOUTH)).toMatchObject({ handOnFace: true, handRaised: false });
    expect(await last(ARM_UP)).toMatchObject({ handOnFace: false, handRaised: true });
    expect(await last(UPRIGHT)).toMatchObject({ handOnFace: false, handRaised: false });
  });
});
