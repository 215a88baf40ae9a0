import type { Delegate, VisionReport } from '#core/capture/vision-report.ts';
import type { Observation } from '#core/signals/face-sample.ts';
import type { ImageSize, TimestampMs } from '#core/units.ts';

export interface LandmarkerAssets {
  /** Folder of `vision_wasm_module_internal.{js,wasm}`, absolute, without a slash at the end. */
  readonly wasmFolder: string;
  readonly model: string;
}

/** `auto` takes the GPU only where it is a real one and won a short self-test. */
export type DelegateChoice = Delegate | 'auto';

export interface FaceWorkerInit {
  readonly assets: LandmarkerAssets;
  readonly delegate: DelegateChoice;
  /** Frames for the body worker leave here (transferred); null: nobody wants them. */
  readonly bodyPort: MessagePort | null;
  /** Pictures for the second look that counts people; null: it isn't taken. */
  readonly countPort: MessagePort | null;
}

export interface FaceWorkerReady {
  readonly delegate: Delegate;
  /** Milliseconds per frame in the self-test; null where a delegate was not tried. */
  readonly selfTest: Readonly<Record<Delegate, number | null>>;
}

export interface FaceWorkerSettings {
  readonly paused: boolean;
  /** Landmarks for the self-view, with each frame. */
  readonly landmarks: boolean;
  /** At most one JPEG per second. */
  readonly keepFrames: boolean;
}

/** How many frames a worker was given and how many it has closed; equal when nothing leaks. */
export interface FrameTally {
  readonly taken: number;
  readonly closed: number;
}

export interface FaceCommands {
  readonly init: { readonly args: FaceWorkerInit; readonly result: FaceWorkerReady };
  /** Reads the track's frames until it ends or `stop`. */
  readonly stream: { readonly args: ReadableStream<VideoFrame>; readonly result: null };
  readonly settings: { readonly args: FaceWorkerSettings; readonly result: null };
  readonly stop: { readonly args: null; readonly result: FrameTally };
  /** For tests: loses the graphics context as a driver reset would. */
  readonly loseContext: { readonly args: null; readonly result: null };
  readonly [name: string]: { readonly args: unknown; readonly result: unknown };
}

/** One bitmap at a time; the next is sent when `bitmap_done` came back. The worker closes it. */
export interface BitmapNotice {
  readonly kind: 'bitmap';
  readonly bitmap: ImageBitmap;
  readonly capturedAt: TimestampMs;
  /** Frames that passed on the page since the last one sent. */
  readonly skipped: number;
}

/** x, y of 478 points for each face, fractions of the image. */
export interface FaceOverlay {
  readonly capturedAt: TimestampMs;
  readonly image: ImageSize;
  readonly faces: readonly Float32Array[];
}

export interface CapturedJpeg {
  readonly capturedAt: TimestampMs;
  readonly jpeg: Uint8Array;
}

export type FaceNotice =
  | { readonly kind: 'observation'; readonly observation: Observation }
  | { readonly kind: 'overlay'; readonly overlay: FaceOverlay }
  | {
      readonly kind: 'report';
      readonly report: Omit<VisionReport, 'bodyInferenceP50' | 'bodyFps' | 'bodyDelegate'>;
    }
  | { readonly kind: 'jpeg'; readonly captured: CapturedJpeg }
  | { readonly kind: 'bitmap_done' }
  | { readonly kind: 'stream_ended' }
  | { readonly kind: 'context_lost'; readonly delegate: Delegate };
