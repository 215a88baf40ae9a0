import type { Stretch } from './spans.ts';
import { frameFrom, type FrameTimes } from './frame-times.ts';

/** A curve as it is drawn: the lowest and highest value of each part of the stretch; NaN: no value. */
export interface DrawnCurve {
  readonly low: Float32Array<ArrayBuffer>;
  readonly high: Float32Array<ArrayBuffer>;
}

/** Values of frames, one row for each, row-major; NaN is not known. */
export interface FrameValues {
  readonly times: FrameTimes;
  readonly rows: Float32Array;
  /** Values in a row. */
  readonly width: number;
}

/**
 * One column over a stretch that is cut into `parts` of the same length. No value is dropped: a peak
 * of one frame is the highest of its part.
 */
export function drawnCurve(
  { times, rows, width }: FrameValues,
  column: number,
  { from, to }: Stretch,
  parts: number,
): DrawnCurve {
  const low = new Float32Array(parts).fill(Number.NaN);
  const high = new Float32Array(parts).fill(Number.NaN);
  const scale = parts / (to - from);
  const end = frameFrom(times, to);
  for (let frame = frameFrom(times, from); frame < end; frame++) {
    const value = rows[frame * width + column] as number;
    if (Number.isNaN(value)) continue;
    const part = Math.min(parts - 1, Math.floor(((times[frame] as number) - from) * scale));
    if (!((low[part] as number) <= value)) low[part] = value;
    if (!((high[part] as number) >= value)) high[part] = value;
  }
  return { low, high };
}

/** The lowest and highest value of a column; null where none is known. */
export function extentOf(
  { times, rows, width }: FrameValues,
  column: number,
): readonly [low: number, high: number] | null {
  let [low, high] = [Infinity, -Infinity];
  for (let frame = 0; frame < times.length; frame++) {
    const value = rows[frame * width + column] as number;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low > high ? null : [low, high];
}
