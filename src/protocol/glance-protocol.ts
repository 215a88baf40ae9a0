import type { TimestampMs } from '#core/units.ts';
import type {
  FrameTally,
  LandmarkerAssets,
  LandmarkerLost,
  LandmarkerReady,
} from './landmarker-assets.ts';

/** The second look: about once a second it counts faces and, on request, keeps the picture. */
export interface GlanceWorkerInit {
  readonly assets: LandmarkerAssets;
  readonly frames: MessagePort;
}

export type GlanceCommands = {
  readonly init: { readonly args: GlanceWorkerInit; readonly result: LandmarkerReady };
  readonly keepFrames: { readonly args: boolean; readonly result: null };
  readonly stop: { readonly args: null; readonly result: FrameTally };
};

/** A kept camera picture, one a second at most. */
export interface CapturedJpeg {
  readonly capturedAt: TimestampMs;
  readonly jpeg: Uint8Array;
}

export type GlanceNotice =
  { readonly kind: 'jpeg'; readonly captured: CapturedJpeg } | LandmarkerLost;

export interface GlanceProtocol {
  readonly commands: GlanceCommands;
  readonly toWorker: never;
  readonly fromWorker: GlanceNotice;
}
