import { at } from '../numeric/at.ts';
import type { Random } from '../ports.ts';
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
export const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Whether anybody was seen in the row that `index` is in; yes for signals that do not say. */
export function seenIn(values: Float32Array, { features }: Signal): (index: number) => boolean {
  const column = features.findIndex(({ isPresence }) => isPresence === true);
  if (column < 0) return () => true;
  return (index) => values[index - (index % features.length) + column] !== 0;
}

/**
 * Normal noise of `deviations` per feature; nothing leaves the signal's ranges that was inside.
 * Presence, and rows in which nobody was seen, stay as they are.
 */
export function noisy(
  values: Float32Array,
  signal: Signal,
  deviations: readonly number[],
  random: Random,
): Float32Array<ArrayBuffer> {
  const columns = signal.features.length;
  const seen = seenIn(values, signal);
  return Float32Array.from(values, (value, index) => {
    const { min, max, isPresence } = at(signal.features, index % columns);
    if (isPresence === true || !seen(index)) return value;
    const moved = value + at(deviations, index % columns) * normal(random);
    return Math.min(Math.max(max, value), Math.max(Math.min(min, value), moved));
  });
}

/**
 * Each feature, with the probability `rate`, held at its mean on the training side throughout.
 * Presence is never dropped, and rows in which nobody was seen stay as they are.
 */
export function withoutFeatures(
  values: Float32Array,
  signal: Signal,
  means: readonly number[],
  rate: number,
  random: Random,
): Float32Array<ArrayBuffer> {
  const dropped = signal.features.map(({ isPresence }) => random() < rate && isPresence !== true);
  const seen = seenIn(values, signal);
  return Float32Array.from(values, (value, index) => {
    const column = index % means.length;
    return at(dropped, column) && seen(index) ? at(means, column) : value;
  });
}

/** What the same face would give in a mirror. Throws RangeError where a feature's sign is unknown. */
export function mirrored(values: Float32Array, signal: Signal): Float32Array<ArrayBuffer> {
  const signs = signal.features.map(({ name, mirror }) => {
    if (mirror !== undefined) return mirror;
    throw new RangeError(`it is not known what a mirror makes of ${name} of ${signal.name}`);
  });
  // Not by multiplying: a zero stays a zero.
  return Float32Array.from(values, (value, index) =>
    at(signs, index % signs.length) === -1 && value !== 0 ? -value : value,
  );
}
