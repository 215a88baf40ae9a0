import type { DurationMs, TimestampMs } from '../units.ts';

export type Delegate = 'gpu' | 'cpu';
/** How frames reach the face worker: the track's own stream, or bitmaps made on the page. */
export type FrameRoute = 'stream' | 'bitmaps';

/** What the landmark workers did in the last second; null where nothing was measured. */
export interface VisionReport {
  readonly at: TimestampMs;
  readonly route: FrameRoute;
  /** Frames that the camera delivered, per second. */
  readonly cameraFps: number;
  readonly faceFps: number;
  readonly bodyFps: number;
  /** The body rate aimed at now; it sinks first when the machine is slow. */
  readonly bodyTargetFps: number;
  /** From a frame's capture to its observation. */
  readonly latencyP50: DurationMs | null;
  readonly latencyP95: DurationMs | null;
  readonly faceInferenceP50: DurationMs | null;
  readonly bodyInferenceP50: DurationMs | null;
  /** Camera frames never looked at because a newer one was there, since the start of the track. */
  readonly dropped: number;
  readonly faceDelegate: Delegate;
  readonly bodyDelegate: Delegate | null;
}

/** Why landmarks cannot be had in this browser, at all or for now. */
export const VISION_PROBLEMS = [
  /** The landmarker needs WebGL2 even where it computes on the CPU. */
  'webgl2_missing',
  'wasm_missing',
  /** The model or the runtime could not be loaded. */
  'assets_missing',
  /** The graphics context was lost and could not be replaced. */
  'context_lost',
  /** The worker stopped with an error. */
  'worker_failed',
  'aborted',
] as const;
export type VisionProblem = (typeof VISION_PROBLEMS)[number];
