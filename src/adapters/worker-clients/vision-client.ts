import type { VisionProblem, VisionReport } from '#core/capture/vision-report.ts';
import type { BodyFrame } from '#core/landmarks/landmark-frame.ts';
import type { AbsenceReason, Observation } from '#core/signals/face-sample.ts';
import type { TimestampMs } from '#core/units.ts';
import type { CapturedJpeg, DelegateChoice, FaceOverlay } from '#protocol/face-protocol.ts';

/** Frames of one track on their way to the face worker. */
export type FrameFeed =
  | { readonly route: 'stream'; readonly readable: ReadableStream<VideoFrame> }
  | {
      readonly route: 'bitmaps';
      /** The newest picture, when there is one that was not asked for yet. */
      next(signal: AbortSignal): Promise<{
        readonly bitmap: ImageBitmap;
        readonly capturedAt: TimestampMs;
        readonly skipped: number;
      } | null>;
      close(): void;
    };

export interface VisionOptions {
  /** `openFrameFeed` of the camera adapter, or another in tests. */
  readonly openFeed: (track: MediaStreamTrack) => FrameFeed;
  /** Where public/ is served; the page's own base where it is left out. */
  readonly assetBase?: string;
  readonly delegate?: DelegateChoice;
  /** false: no body worker. */
  readonly body?: boolean;
  readonly signal?: AbortSignal;
  readonly onObservation: (observation: Observation) => void;
  readonly onBody?: (frame: BodyFrame) => void;
  /** Once a second. */
  readonly onReport?: (report: VisionReport) => void;
  /** While the self-view is on. */
  readonly onOverlay?: (overlay: FaceOverlay) => void;
  /** While frames are kept: one a second at most. */
  readonly onJpeg?: (captured: CapturedJpeg) => void;
  /** Landmarks stopped for good; the session goes on without them. */
  readonly onUnavailable?: (problem: VisionProblem, cause: unknown) => void;
}

export interface Vision {
  /** Reads this track from now on, in place of the one before. The caller keeps and stops the track. */
  start(track: MediaStreamTrack): Promise<void>;
  /** Stops reading; absences carry `reason` until `start` or `resume`. */
  pause(reason?: AbsenceReason): void;
  resume(): void;
  setSelfView(on: boolean): void;
  keepFrames(on: boolean): void;
  close(): Promise<void>;
}
