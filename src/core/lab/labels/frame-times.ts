import { at } from '../../numeric/at.ts';
import { type TimestampMs, timestampMs } from '../../units.ts';

/** When each frame of a recording was, on its own timeline, milliseconds, rising. */
export type FrameTimes = Float64Array;

const USUAL_STEP_MS = 1000 / 30;

/** Until when the last frame stands: as long as the middle one of the steps before it. */
export function endOfFrames(times: FrameTimes): TimestampMs {
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

/** The edge of a frame, or the recording's end, that lies nearest. */
export function nearestEdge(times: FrameTimes, moment: number): TimestampMs {
  const before = frameAt(times, moment);
  const earlier = times[before] ?? times[0] ?? 0;
  const later = times[before + 1] ?? endOfFrames(times);
  return timestampMs(moment - earlier <= later - moment ? earlier : later);
}

/** The edge that lies `frames` further, no further than the first and the recording's end. */
export function steppedBy(times: FrameTimes, moment: number, frames: number): TimestampMs {
  const here = frameFrom(times, moment);
  const target = Math.max(0, here + frames);
  return target < times.length ? timestampMs(at(times, target)) : endOfFrames(times);
}
