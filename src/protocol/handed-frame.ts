import type { DurationMs, TimestampMs } from '#core/units.ts';

/** Worker to worker, one at a time: the next one after `FrameDone`. The receiver closes it. */
export interface HandedFrame {
  readonly frame: VideoFrame | ImageBitmap;
  readonly capturedAt: TimestampMs;
}

export interface FrameDone {
  readonly inference: DurationMs;
  /** Faces counted; null where counting isn't this worker's business. */
  readonly headcount: number | null;
}
