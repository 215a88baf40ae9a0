import { at } from '../../numeric/at.ts';
import { type TimestampMs, timestampMs } from '../../units.ts';

/** When each frame of a recording was, on its own timeline, milliseconds, rising. */
export type FrameTimes = Float64Array;

/** The frames of a recording; between them and up to `end` the one before stands. */
export interface Frames {
  readonly times: FrameTimes;
  /** After the last frame. */
  readonly end: TimestampMs;
}

const USUAL_STEP_MS = 1000 / 30;

/** The last frame stands as long as the middle one of the steps before it. */
export const framesOf = (times: FrameTimes): Frames => ({ times, end: endOf(times) });

function endOf(times: FrameTimes): TimestampMs {
  if (times.length === 0) return timestampMs(0);
  const last = at(times, times.length - 1);
  if (times.length === 1) return timestampMs(last + USUAL_STEP_MS);
  const steps = times.subarray(1).map((time, index) => time - at(times, index));
  return timestampMs(last + at(steps.sort(), steps.length >> 1));
}

/** The newest frame that is not after the moment; -1 where all are. */
export function frameAt(times: FrameTimes, moment: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) <= moment) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The first frame that is not before the moment; `times.length` where all are. */
export const frameFrom = (times: FrameTimes, moment: number): number => {
  const before = frameAt(times, moment);
  return before >= 0 && times[before] === moment ? before : before + 1;
};

/** When the recording begins. */
export const startOfFrames = ({ times, end }: Frames): TimestampMs => timestampMs(times[0] ?? end);

/** The edge of a frame, or the recording's end, that lies nearest. */
export function nearestEdge({ times, end }: Frames, moment: number): TimestampMs {
  const before = frameAt(times, moment);
  const earlier = times[before] ?? times[0] ?? end;
  const later = times[before + 1] ?? end;
  return timestampMs(moment - earlier <= later - moment ? earlier : later);
}

/** The edge that lies `frames` further, no further than the first and the recording's end. */
export function steppedBy({ times, end }: Frames, moment: number, frames: number): TimestampMs {
  const target = Math.max(0, frameFrom(times, moment) + frames);
  return target < times.length ? timestampMs(at(times, target)) : end;
}
