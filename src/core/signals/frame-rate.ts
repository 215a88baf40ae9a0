import type { TimestampMs } from '../units.ts';

/** Frames that are remembered: three seconds at 85 fps. */
const REMEMBERED = 256;
const SPAN_MS = 3000;
/** Over less than this nothing is said. */
const LEAST_MS = 1000;

/** Frames per second over the last three seconds, from the times at which they were captured. */
export interface FrameRate {
  /** Every frame, in order of time, whoever is in it. */
  add(capturedAt: TimestampMs): void;
  /** NaN where too little was seen. */
  readonly fps: number;
}

/** Nothing is allocated per frame. */
export function createFrameRate(): FrameRate {
  const times = new Float64Array(REMEMBERED);
  let first = 0;
  let count = 0;
  const rate = {
    fps: Number.NaN,
    add(capturedAt: TimestampMs): void {
      const newest = (first + count + REMEMBERED - 1) % REMEMBERED;
      if (count > 0 && capturedAt <= (times[newest] as number)) count = 0;
      if (count === REMEMBERED) {
        first = (first + 1) % REMEMBERED;
        count--;
      }
      times[(first + count) % REMEMBERED] = capturedAt;
      count++;
      while (capturedAt - (times[first] as number) > SPAN_MS) {
        first = (first + 1) % REMEMBERED;
        count--;
      }
      const lasted = capturedAt - (times[first] as number);
      rate.fps = lasted < LEAST_MS ? Number.NaN : ((count - 1) * 1000) / lasted;
    },
  };
  return rate;
}
