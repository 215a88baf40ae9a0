import { at } from '../numeric/at.ts';
import type { Random } from '../ports.ts';
import type { FaceFeature } from '../signals/face-signal.ts';
import type { Signal } from '../signals/signal.ts';

/** All take rows of data, row-major, and give a copy. */

/**
 * The same course `factor` times as fast, about the window's middle, by linear interpolation; what
 * would lie outside the window is held at its first or last row.
 */
export function timeWarped(
  values: Float32Array,
  featureCount: number,
  factor: number,
): Float32Array<ArrayBuffer> {
  const last = values.length / featureCount - 1;
  const result = new Float32Array(values.length);
  for (let row = 0; row <= last; row++) {
    const from = Math.min(last, Math.max(0, last / 2 + (row - last / 2) * factor));
    const before = Math.min(Math.floor(from), Math.max(0, last - 1));
    const after = Math.min(before + 1, last);
    const weight = from - before;
    for (let feature = 0; feature < featureCount; feature++) {
      const a = values[before * featureCount + feature] as number;
      const b = values[after * featureCount + feature] as number;
      result[row * featureCount + feature] = a + weight * (b - a);
    }
  }
  return result;
}

/** Box & Muller, Annals of Mathematical Statistics 29 (1958): one normal number of two uniform. */
const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Normal noise of `deviations` per feature; nothing leaves the signal's ranges that was inside. */
export function noisy(
  values: Float32Array,
  signal: Signal,
  deviations: readonly number[],
  random: Random,
): Float32Array<ArrayBuffer> {
  const columns = signal.features.length;
  return Float32Array.from(values, (value, index) => {
    const { min, max } = at(signal.features, index % columns);
    const moved = value + at(deviations, index % columns) * normal(random);
    return Math.min(Math.max(max, value), Math.max(Math.min(min, value), moved));
  });
}

/** Each feature, with the probability `rate`, held at its mean on the training side throughout. */
export function withoutFeatures(
  values: Float32Array,
  means: readonly number[],
  rate: number,
  random: Random,
): Float32Array<ArrayBuffer> {
  const dropped = means.map(() => random() < rate);
  return Float32Array.from(values, (value, index) => {
    const column = index % means.length;
    return at(dropped, column) ? at(means, column) : value;
  });
}

/** By the signs of FACE_FEATURES. Action units are means of both sides and stay. */
const TURNED_BY_MIRROR: readonly string[] = [
  'gaze_angle_x',
  'pose_Ry',
  'pose_Rz',
] satisfies readonly FaceFeature[];

/** What the same face would give in a mirror. Throws RangeError for any signal but the face's. */
export function mirrored(values: Float32Array, signal: Signal): Float32Array<ArrayBuffer> {
  if (signal.name !== 'face') {
    throw new RangeError(`it is not known which features of ${signal.name} a mirror turns`);
  }
  const turned = signal.features.map(({ name }) => TURNED_BY_MIRROR.includes(name));
  return Float32Array.from(values, (value, index) =>
    at(turned, index % turned.length) ? -value : value,
  );
}
