import { createCaptureClock } from '#core/pacing/capture-clock.ts';
import { durationMs, type TimestampMs } from '#core/units.ts';
import { now } from './page-clock.ts';

export interface ArrivedFrame {
  /** To be closed by the one who asked for it. */
  readonly frame: VideoFrame;
  readonly capturedAt: TimestampMs;
  /** Frames dropped since the one before, because this one is newer. */
  readonly skipped: number;
}

export interface NewestFrames {
  /** The newest frame not given out yet, or null when the track has ended. */
  next(): Promise<ArrivedFrame | null>;
  /** Ends the stream; `next` then answers null. */
  cancel(): Promise<void>;
  /** Frames received so far. */
  readonly received: number;
  /** Frames closed here because a newer one came. */
  readonly dropped: number;
}

const CLOCK_SPAN = durationMs(20_000);

/** Keeps the newest frame of a stream only: nothing queues, what is overtaken is closed. */
export function newestFrames(readable: ReadableStream<VideoFrame>): NewestFrames {
  const reader = readable.getReader();
  const clock = createCaptureClock(CLOCK_SPAN);
  let pending: ArrivedFrame | null = null;
  let ended = false;
  let wake: (() => void) | null = null;
  let received = 0;
  let dropped = 0;

  const take = (frame: VideoFrame): void => {
    const capturedAt = clock.map(frame.timestamp / 1000, now());
    received++;
    if (pending === null) {
      pending = { frame, capturedAt, skipped: 0 };
    } else {
      pending.frame.close();
      dropped++;
      pending = { frame, capturedAt, skipped: pending.skipped + 1 };
    }
  };
  const pump = async (): Promise<void> => {
    try {
      for (;;) {
        const { value, done } = await reader.read();
        if (done) break;
        if (ended) value.close();
        else take(value);
        wake?.();
      }
    } finally {
      ended = true;
      wake?.();
    }
  };
  // A stream that errors has ended, as one that closes has.
  void pump().catch(() => undefined);

  return {
    async next() {
      while (pending === null && !ended) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        wake = null;
      }
      const given = pending;
      pending = null;
      return given;
    },
    async cancel() {
      ended = true;
      pending?.frame.close();
      pending = null;
      await reader.cancel().catch(() => undefined);
      wake?.();
    },
    get received() {
      return received;
    },
    get dropped() {
      return dropped;
    },
  };
}
