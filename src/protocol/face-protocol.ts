import type { VisionReport } from '#core/capture/vision-report.ts';
import type { BaselineSnapshot } from '#core/signals/baseline-snapshot.ts';
import type { Observation } from '#core/signals/face-sample.ts';
import type { ImageSize, TimestampMs } from '#core/units.ts';
import type {
  DelegateChoice,
  FrameTally,
  LandmarkerAssets,
  LandmarkerLost,
  LandmarkerReady,
} from './landmarker-assets.ts';

export interface FaceWorkerInit {
  readonly assets: LandmarkerAssets;
  readonly delegate: DelegateChoice;
  /** What is known of the sitter already; null where nothing is. */
  readonly baseline: BaselineSnapshot | null;
}

export interface FaceWorkerSettings {
  readonly paused: boolean;
  /** Landmarks for the self-view, with each frame. */
  readonly overlay: boolean;
  /** Name of the camera that frames come from now; another one sees another picture. */
  readonly camera: string | null;
}

/** Another worker that gets some of the frames: the body, or the second look that counts people. */
export interface FrameConsumer {
  readonly role: 'body' | 'glance';
  /** Carries `HandedFrame` out and `FrameDone` back. */
  readonly port: MessagePort;
}

// A type and not an interface: only types fit CommandMap without an index signature.
export type FaceCommands = {
  readonly init: { readonly args: FaceWorkerInit; readonly result: LandmarkerReady };
  /** Reads the track's frames until it ends or `stop`; answers at once. */
  readonly stream: { readonly args: ReadableStream<VideoFrame>; readonly result: null };
  readonly settings: { readonly args: FaceWorkerSettings; readonly result: null };
  readonly consumer: { readonly args: FrameConsumer; readonly result: null };
  /** Lets go of the track; answers when every frame is closed. */
  readonly stop: { readonly args: null; readonly result: FrameTally };
  /** For tests: loses the graphics context as a driver reset would. */
  readonly loseContext: { readonly args: null; readonly result: null };
};

/** One bitmap at a time; the next is sent when `bitmap_done` came back. The worker closes it. */
export interface BitmapNotice {
  readonly kind: 'bitmap';
  readonly bitmap: ImageBitmap;
  readonly capturedAt: TimestampMs;
  /** Frames that passed on the page since the last one sent. */
  readonly skipped: number;
}

/** What the browser counts of the track; a frame delivered and never received was dropped. */
export interface DeliveredNotice {
  readonly kind: 'delivered';
  readonly frames: number;
}

/** What is drawn over the self-view. */
export interface FaceOverlay {
  readonly capturedAt: TimestampMs;
  readonly image: ImageSize;
  /** x, y of 478 points for each face, fractions of the image. */
  readonly faces: readonly Float32Array[];
}

/** The face worker's share of the report. */
export type FaceReport = Omit<VisionReport, 'bodyFps' | 'bodyDelegate'>;

export type FaceNotice =
  | { readonly kind: 'observation'; readonly observation: Observation }
  /** What is known of the sitter by now; every few seconds and at `stop`. */
  | { readonly kind: 'baseline'; readonly baseline: BaselineSnapshot }
  | { readonly kind: 'overlay'; readonly overlay: FaceOverlay }
  | { readonly kind: 'report'; readonly report: FaceReport }
  | { readonly kind: 'bitmap_done' }
  | { readonly kind: 'stream_ended' }
  | LandmarkerLost;

export interface FaceProtocol {
  readonly commands: FaceCommands;
  readonly toWorker: BitmapNotice | DeliveredNotice;
  readonly fromWorker: FaceNotice;
}
