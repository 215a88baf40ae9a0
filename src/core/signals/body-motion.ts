import { durationMs, type TimestampMs } from '../units.ts';
import { BODY, type BodyPlaces } from './body-places.ts';

/**
 * What can fidget, each counting once: the head has three of the points, but is one part. A body
 * that moves as a whole moves every part by the same, so its speed is counted once.
 */
const PARTS: readonly (readonly number[])[] = [
  [BODY.nose, BODY.leftEar, BODY.rightEar],
  [BODY.leftShoulder],
  [BODY.rightShoulder],
  [BODY.leftElbow],
  [BODY.rightElbow],
  [BODY.leftWrist],
  [BODY.rightWrist],
];

/** Speed is displacement over this long, at any frame rate: faster trembling is the model's. */
const STEP = durationMs(200);
/** Speeds of this long are averaged, once half of it was seen. */
const WINDOW = durationMs(1000);
/** Samples further apart say nothing of the movement in between. */
const LONGEST_GAP = durationMs(1200);
/** Displacement over `STEP` that a body at rest shows, shoulder widths; measured: docs/FEATURES.md. */
export const MOTION_FLOOR = 0.02;
/** Shoulder widths a second; what is faster is a point found elsewhere. */
const FASTEST = 8;

const SLOTS = 64;

export interface MotionReader {
  /** Shoulder widths a second, mean over the last second; null until half of it was seen. */
  read(at: TimestampMs, places: BodyPlaces, shoulderWidth: number | null): number | null;
}

/** Nothing is allocated per frame. */
export function createMotionReader(): MotionReader {
  const times = new Float64Array(SLOTS).fill(Number.NEGATIVE_INFINITY);
  const x = new Float64Array(SLOTS * PARTS.length);
  const y = new Float64Array(SLOTS * PARTS.length);
  /** Mean speed of the seen parts in the step before each sample; NaN where none was. */
  const speeds = new Float64Array(SLOTS).fill(Number.NaN);
  let newest = 0;

  const slot = (back: number): number => (newest - back + SLOTS) % SLOTS;

  /** How many samples back is the newest one no later than `time`; -1 where there is none. */
  const backTo = (time: number): number => {
    for (let back = 1; back < SLOTS; back++) {
      const i = slot(back);
      if ((times[slot(back - 1)] as number) - (times[i] as number) > LONGEST_GAP) return -1;
      if ((times[i] as number) <= time) return back;
    }
    return -1;
  };

  const speedNow = (at: number, shoulderWidth: number): number => {
    const back = backTo(at - STEP);
    if (back < 1) return Number.NaN;
    const before = slot(back);
    const after = slot(back - 1);
    const from = times[before] as number;
    const share = (at - STEP - from) / ((times[after] as number) - from);
    let sum = 0;
    let seen = 0;
    for (let part = 0; part < PARTS.length; part++) {
      const now = newest * PARTS.length + part;
      const a = before * PARTS.length + part;
      const b = after * PARTS.length + part;
      const dx = (x[now] as number) - mix(x[a] as number, x[b] as number, share);
      const dy = (y[now] as number) - mix(y[a] as number, y[b] as number, share);
      const moved = Math.hypot(dx, dy) / shoulderWidth;
      if (Number.isNaN(moved)) continue;
      // Independent noise adds in squares.
      const own = Math.sqrt(Math.max(0, moved ** 2 - MOTION_FLOOR ** 2));
      sum += Math.min(FASTEST, (own * 1000) / STEP);
      seen++;
    }
    return seen === 0 ? Number.NaN : sum / seen;
  };

  return {
    read(at, places, shoulderWidth) {
      newest = (newest + 1) % SLOTS;
      times[newest] = at;
      for (let part = 0; part < PARTS.length; part++) {
        fillPart(places, PARTS[part] as readonly number[], x, y, newest * PARTS.length + part);
      }
      speeds[newest] = shoulderWidth === null ? Number.NaN : speedNow(at, shoulderWidth);

      let sum = 0;
      let seen = 0;
      for (let back = 0; back < SLOTS - 1; back++) {
        const to = times[slot(back)] as number;
        const from = Math.max(times[slot(back + 1)] as number, at - WINDOW);
        const speed = speeds[slot(back)] as number;
        if (to <= at - WINDOW) break;
        if (Number.isNaN(speed)) continue;
        sum += speed * (to - from);
        seen += to - from;
      }
      return seen < WINDOW / 2 ? null : sum / seen;
    },
  };
}

const mix = (from: number, to: number, share: number): number => from + share * (to - from);

/** The middle of a part's points; NaN where one of them is not clear. */
function fillPart(
  places: BodyPlaces,
  points: readonly number[],
  x: Float64Array,
  y: Float64Array,
  into: number,
): void {
  let sumX = 0;
  let sumY = 0;
  for (const point of points) {
    sumX += places.isClear(point) ? places.x(point) : Number.NaN;
    sumY += places.y(point);
  }
  x[into] = sumX / points.length;
  y[into] = sumY / points.length;
}
