import { timestampMs, type DurationMs, type TimestampMs } from '../units.ts';

/**
 * Maps a camera's own frame times to the page's timeline. A frame cannot arrive before it was
 * captured, so the least (arrival - frame time) of the last while is the best guess of the offset
 * between both clocks (the minimum filter of NTP's clock filter, RFC 5905 section 10). The constant
 * part of the delivery is not seen by it. Mapped times rise strictly.
 */
export interface CaptureClock {
  /** `frameTime`: milliseconds on the camera's timeline; `arrivedAt`: when the frame was received. */
  map(frameTime: number, arrivedAt: TimestampMs): TimestampMs;
  /** A new track begins: its timeline is another. */
  restart(): void;
}

/** The smallest step between two mapped times; landmarkers refuse equal ones. */
const MIN_STEP_MS = 1;

/** `span`: how long an offset is remembered, so that drift between the clocks is followed. */
export function createCaptureClock(span: DurationMs): CaptureClock {
  let current = Infinity;
  let previous = Infinity;
  let turnedAt = -Infinity;
  let last = -Infinity;
  return {
    map(frameTime, arrivedAt) {
      if (arrivedAt - turnedAt >= span / 2) {
        previous = current;
        current = Infinity;
        turnedAt = arrivedAt;
      }
      current = Math.min(current, arrivedAt - frameTime);
      const mapped = frameTime + Math.min(current, previous);
      last = Math.max(mapped, last + MIN_STEP_MS);
      return timestampMs(last);
    },
    restart() {
      current = Infinity;
      previous = Infinity;
      turnedAt = -Infinity;
    },
  };
}
