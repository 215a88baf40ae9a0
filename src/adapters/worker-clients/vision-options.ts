import type { VisionProblem, VisionReport } from '#core/capture/vision-report.ts';
import type { BodyFrame } from '#core/landmarks/landmark-frame.ts';
import type { BaselineSnapshot } from '#core/signals/baseline-snapshot.ts';
import type { AbsenceReason, Observation } from '#core/signals/face-sample.ts';
import type { FaceOverlay } from '#protocol/face-protocol.ts';
import type { FrameFeed } from '#protocol/frame-feed.ts';
import type { CapturedJpeg } from '#protocol/glance-protocol.ts';
import type { DelegateChoice, FrameTally, LandmarkerReady } from '#protocol/landmarker-assets.ts';

/** Landmarks that cannot be had. The message is fit to be read by the person in front. */
export class VisionError extends Error {
  override readonly name = 'VisionError';
  readonly problem: VisionProblem;

  constructor(problem: VisionProblem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.problem = problem;
  }
}

export interface VisionOptions {
  /** `openFrameFeed` of the camera adapter, or another in tests. */
  readonly openFeed: (track: MediaStreamTrack) => FrameFeed;
  /** Where `wasm/` and `models/` are served; the page's own base where it is left out. */
  readonly assetBase?: string;
  readonly delegate?: DelegateChoice;
  /** false: no body worker. */
  readonly body?: boolean;
  /** What is known of the sitter from earlier. */
  readonly baseline?: BaselineSnapshot | null;
  /** Gives up starting. */
  readonly signal?: AbortSignal;
  /** Every face frame; while there is none, an absence with its reason about twice a second. */
  readonly onObservation: (observation: Observation) => void;
  readonly onBody?: (frame: BodyFrame) => void;
  /** What is known of the sitter by now, every few seconds and at the end. */
  readonly onBaseline?: (baseline: BaselineSnapshot) => void;
  /** Once a second. */
  readonly onReport?: (report: VisionReport) => void;
  /** While the self-view is on. */
  readonly onOverlay?: (overlay: FaceOverlay) => void;
  /** While frames are kept: one a second at most. */
  readonly onJpeg?: (captured: CapturedJpeg) => void;
  /** Landmarks stopped for good; the session goes on without them. */
  readonly onUnavailable?: (error: VisionError) => void;
}

export interface Vision {
  /** What the face worker found at its start. */
  readonly ready: LandmarkerReady;
  /**
   * Reads this track from now on, in place of the one before. The caller keeps and stops it.
   * `camera` is its name: a track of another one begins the personal baselines anew.
   */
  start(track: MediaStreamTrack, camera?: string | null): Promise<void>;
  /** Looks at nothing; absences carry `reason` until `start` or `resume`. */
  pause(reason?: AbsenceReason): void;
  resume(): void;
  setSelfView(on: boolean): void;
  keepFrames(on: boolean): void;
  /** Stops everything; answers how many frames each worker took and released. */
  close(): Promise<Readonly<Record<'face' | 'body' | 'glance', FrameTally | null>>>;
  /** For tests: loses the face worker's graphics context. */
  loseContext(): Promise<void>;
}
