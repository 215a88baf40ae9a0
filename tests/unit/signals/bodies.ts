import { bodyPointIndex, type BodyPointName } from '#core/landmarks/body-points.ts';
import { BODY_POINT_COUNT, type BodyFrame } from '#core/landmarks/landmark-frame.ts';
import type { BodySample } from '#core/signals/body-reading.ts';
import { createBodySampler, type BodySampler } from '#core/signals/body-signal.ts';
import { timestampMs } from '#core/units.ts';
import { IMAGE } from '../support/synthetic-face.ts';

/** x and y in pixels, visibility where it is not 1, depth in pixels where it is not 0. */
export type Places = Partial<Record<BodyPointName, readonly [number, number, number?, number?]>>;

/** Somebody at a desk whose hands are below the picture; shoulders 200 px apart. */
export const SEATED: Places = {
  nose: [320, 200],
  leftEye: [340, 180],
  rightEye: [300, 180],
  leftEar: [365, 190],
  rightEar: [275, 190],
  mouthLeft: [335, 225],
  mouthRight: [305, 225],
  leftShoulder: [420, 330],
  rightShoulder: [220, 330],
  leftElbow: [450, 460],
  rightElbow: [190, 460],
};

export function bodyFrame(t: number, places: Places | null): BodyFrame {
  const at = timestampMs(t);
  if (places === null) return { capturedAt: at, image: IMAGE, body: null };
  const body = new Float32Array(BODY_POINT_COUNT * 4);
  for (const [name, [x, y, visibility = 1, z = 0]] of Object.entries(places)) {
    const from = bodyPointIndex(name as BodyPointName) * 4;
    body.set([x / IMAGE.width, y / IMAGE.height, z / IMAGE.width, visibility], from);
  }
  return { capturedAt: at, image: IMAGE, body };
}

/** All points moved and scaled about the middle of the picture. */
export const moved = (places: Places, dx: number, dy: number, scale = 1): Places =>
  Object.fromEntries(
    Object.entries(places).map(([name, [x, y, visibility]]) => [
      name,
      [320 + scale * (x - 320) + dx, 240 + scale * (y - 240) + dy, visibility],
    ]),
  );

/** The last reading of `places` shown from `from` to `to`, milliseconds, at `hz`. */
export function watch(
  sampler: BodySampler,
  from: number,
  to: number,
  placesAt: (t: number) => Places,
  hz = 15,
): BodySample {
  let last: BodySample | null = null;
  for (let frame = 0; from + (frame * 1000) / hz < to - 1e-6; frame++) {
    const t = from + (frame * 1000) / hz;
    const reading = sampler.sample(bodyFrame(t, placesAt(t)));
    if (reading.kind === 'body') last = reading;
  }
  if (last === null) throw new Error('no body was seen');
  return last;
}

/** Sat usually for half a minute, then so for two seconds. */
export function after(places: Places, hz = 15): BodySample {
  const sampler = createBodySampler();
  watch(sampler, 0, 30_000, () => SEATED, hz);
  return watch(sampler, 30_000, 32_000, () => places, hz);
}
