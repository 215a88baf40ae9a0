import { elapsed, type TimestampMs, timestampMs } from '../units.ts';

/** Frames that are remembered: three seconds at 85 fps. */
const REMEMBERED = 256;
const SPAN_MS = 3000;
/** Over less than this nothing is said. */
const LEAST_MS = 1000;

/** Frames per second over the last three seconds, from the times at which they were captured. */
export interface FrameRate {
  /** Every frame, in order of time, whoever is in it. */
  add(capturedAt: TimestampMs): void;
  /** null where too little was seen. */
  current(): number | null;
}

export function createFrameRate(): FrameRate {
  const times = new Float64Array(REMEMBERED);
  let first = 0;
  let count = 0;
  const at = (i: number): TimestampMs => timestampMs(times[(first + i) % REMEMBERED] as number);
  const drop = (): void => {
    first = (first + 1) % REMEMBERED;
    count--;
  };
  return {
    add(capturedAt) {
      if (count > 0 && capturedAt <= at(count - 1)) count = 0;
      if (count === REMEMBERED) drop();
      times[(first + count) % REMEMBERED] = capturedAt;
      count++;
      while (elapsed(at(0), capturedAt) > SPAN_MS) drop();
    },
    current() {
      if (count < 2) return null;
      const lasted = elapsed(at(0), at(count - 1));
      return lasted < LEAST_MS ? null : ((count - 1) * 1000) / lasted;
    },
  };
}
