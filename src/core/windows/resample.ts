import type { TimestampMs } from '../units.ts';
import { timestampMs } from '../units.ts';
import type { WindowContract } from './window.ts';

export interface GridListener {
  /** One grid sample; `values` is valid during the call only. */
  sample(at: TimestampMs, values: Float32Array): void;
  /** What comes next is not joined to what came before. Told ahead of the next `sample`. */
  gap(): void;
}

export interface Resampler {
  /**
   * Gives every grid sample that `values`, captured at `at`, makes due. False where it was dropped:
   * not finite, or not later than the one before. A timestamp earlier by more than `maxGap` is
   * another timeline, such as a recording that starts again: a gap, and a new grid.
   */
  push(at: TimestampMs, values: Float32Array): boolean;
  /** The next captured sample will not be joined to the last one. */
  interrupt(): void;
}

/**
 * Timestamps are often rounded to milliseconds, so a sample this close before its grid time
 * counts as being on it.
 */
const ROUNDING_MS = 0.6;

/**
 * Puts unevenly captured samples on a grid of `rateHz`, whose phase is the first sample's capture
 * time. A grid sample is the linear interpolation of the captured samples on its two sides, and is
 * due once the later of them is there: no grid sample is ever extrapolated.
 */
export function createResampler(
  contract: Pick<WindowContract, 'rateHz' | 'maxGap'>,
  width: number,
  on: GridListener,
): Resampler {
  const step = 1000 / contract.rateHz;
  const last = new Float32Array(width);
  const grid = new Float32Array(width);
  let lastAt: number | null = null;
  let joinable = false;
  /** Grid times are origin + index * step: a running sum would drift. */
  let origin = 0;
  let nextIndex = 0;

  const nextDue = (): number => origin + nextIndex * step;

  const give = (values: Float32Array): void => {
    on.sample(timestampMs(nextDue()), values);
    nextIndex++;
  };

  /** Starts anew at a captured sample, which is itself a grid sample where it meets the grid. */
  const begin = (at: number, values: Float32Array): void => {
    nextIndex = Math.max(nextIndex, Math.ceil((at - ROUNDING_MS - origin) / step));
    if (Math.abs(at - nextDue()) <= ROUNDING_MS) give(values);
  };

  const newGrid = (at: number): void => {
    origin = at;
    nextIndex = 0;
  };

  const interpolate = (from: number, to: number, values: Float32Array): void => {
    while (nextDue() <= to + ROUNDING_MS) {
      const weight = Math.min(1, Math.max(0, (nextDue() - from) / (to - from)));
      for (let feature = 0; feature < width; feature++) {
        const before = last[feature] as number;
        grid[feature] = before + weight * ((values[feature] as number) - before);
      }
      give(grid);
    }
  };

  const accept = (at: number, values: Float32Array): void => {
    if (lastAt === null) {
      newGrid(at);
      begin(at, values);
    } else if (at < lastAt) {
      on.gap();
      newGrid(at);
      begin(at, values);
    } else if (!joinable || at - lastAt > contract.maxGap) {
      on.gap();
      begin(at, values);
    } else {
      interpolate(lastAt, at, values);
    }
    last.set(values);
    lastAt = at;
    joinable = true;
  };

  return {
    push(at, values) {
      if (values.length !== width) {
        throw new RangeError(`a sample has ${width} features, this one ${values.length}`);
      }
      const late = lastAt !== null && at <= lastAt && at >= lastAt - contract.maxGap;
      if (late || !Number.isFinite(at) || !values.every(Number.isFinite)) return false;
      accept(at, values);
      return true;
    },
    interrupt() {
      joinable = false;
    },
  };
}
