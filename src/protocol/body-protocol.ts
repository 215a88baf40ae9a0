import type { Delegate } from '#core/capture/vision-report.ts';
import type { BodyFrame } from '#core/landmarks/landmark-frame.ts';
import type { DurationMs, TimestampMs } from '#core/units.ts';
import type { DelegateChoice, FrameTally, LandmarkerAssets } from './face-protocol.ts';

export interface BodyWorkerInit {
  readonly assets: LandmarkerAssets;
  readonly delegate: DelegateChoice;
  /** Where the face worker's frames arrive (transferred). */
  readonly frames: MessagePort;
}

export interface BodyCommands {
  readonly init: {
    readonly args: BodyWorkerInit;
    readonly result: { readonly delegate: Delegate };
  };
  readonly stop: { readonly args: null; readonly result: FrameTally };
  readonly [name: string]: { readonly args: unknown; readonly result: unknown };
}

export type BodyNotice =
  | { readonly kind: 'body'; readonly frame: BodyFrame; readonly inference: DurationMs }
  | { readonly kind: 'context_lost'; readonly delegate: Delegate };

/** Face worker to body worker: one at a time, the next after `done`. The receiver closes it. */
export interface HandedFrame {
  readonly frame: VideoFrame | ImageBitmap;
  readonly capturedAt: TimestampMs;
}

/** Body worker to face worker. */
export interface FrameDone {
  readonly kind: 'done';
  readonly inference: DurationMs;
}
