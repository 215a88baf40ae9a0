/**
 * How many frames of a track were never looked at: those overtaken by a newer one after they were
 * received, and those that the camera delivered and nobody received.
 */
export interface DropCount {
  receive(received: number, overtaken: number): void;
  /** The camera's own count so far; may be a frame or two ahead, those under way. */
  delivered(frames: number): void;
  dropped(): number;
  restart(): void;
}

/** Frames under way at every one of so many readings would be a wonder. */
const READINGS = 3;

export function createDropCount(): DropCount {
  let received = 0;
  let overtaken = 0;
  let before: number | null = null;
  let missing: number[] = [];
  return {
    receive(count, overtakenCount) {
      received += count;
      overtaken += overtakenCount;
    },
    delivered(frames) {
      // What was delivered before the first reading is not judged: reading was still starting.
      before ??= frames - received;
      missing = [...missing, frames - before - received].slice(-READINGS);
    },
    dropped() {
      const unseen = missing.length < READINGS ? 0 : Math.max(0, Math.min(...missing));
      return overtaken + unseen;
    },
    restart() {
      received = 0;
      overtaken = 0;
      before = null;
      missing = [];
    },
  };
}
