import { openCamera, type Camera } from '#adapters/camera/camera.ts';
import { openFrameFeed } from '#adapters/camera/frame-feed.ts';
import { openRecording } from '#adapters/camera/recording.ts';
import { openSelfView, type SelfView } from '#adapters/page/self-view.ts';
import { createVision } from '#adapters/worker-clients/vision-client.ts';
import type { CameraState } from '#core/capture/camera-state.ts';
import type { VisionReport } from '#core/capture/vision-report.ts';
import type { BaselineSnapshot } from '#core/signals/baseline-snapshot.ts';
import type { BodyReading } from '#core/signals/body-reading.ts';
import type { Observation } from '#core/signals/face-sample.ts';
import { createBodySampler } from '#core/signals/body-signal.ts';
import { elapsed, type TimestampMs } from '#core/units.ts';
import type { Problem } from '#stores/problem.ts';
import type { CameraChoice } from '#ui/actions.ts';
import { problemOf } from './problem-of.ts';

/** A body older than this says nothing of the present moment. */
const BODY_HOLDS_MS = 1500;
/** The name of every recording that is played as the camera. */
const RECORDING = 'recording';

export interface WatchListeners {
  readonly onObservation: (observation: Observation, body: BodyReading | null) => void;
  /** The camera is open, under this name: what is known of who sits before it. */
  readonly onOpened: (camera: string) => Promise<BaselineSnapshot | null>;
  readonly onBaseline: (baseline: BaselineSnapshot) => void;
  readonly onCamera: (state: CameraState) => void;
  readonly onReport: (report: VisionReport) => void;
  readonly onJpeg: (jpeg: Uint8Array, capturedAt: TimestampMs) => void;
  readonly onTrouble: (problem: Problem) => void;
}

/** The open camera and the landmark workers behind it. */
export interface Watch {
  /** Switches the camera off, its light too. */
  pause(): void;
  /** Rejects with CameraError where the camera cannot be had again. */
  resume(): Promise<void>;
  setHidden(hidden: boolean): void;
  showOn(canvas: HTMLCanvasElement | null): void;
  close(): Promise<void>;
}

/** Rejects with CameraError or VisionError; nothing is left open then. */
export async function openWatch(
  source: Exclude<CameraChoice, { kind: 'none' }>,
  keepFrames: boolean,
  listeners: WatchListeners,
  onStep: (step: 'opening_camera' | 'loading_face_reader') => void,
  signal: AbortSignal,
): Promise<Watch> {
  let track = null as MediaStreamTrack | null;
  let camera: Camera | null = null;
  /** Gives up a camera that is still being opened, so that none opens after it was switched off. */
  let opening = new AbortController();
  let view: SelfView | null = null;
  const bodySampler = createBodySampler();
  let body: BodyReading | null = null;
  let person: number | null = null;
  let reads: ((track: MediaStreamTrack) => void) | null = null;

  const open = async (): Promise<void> => {
    opening = new AbortController();
    const options = {
      signal: opening.signal,
      onTrack(next: MediaStreamTrack) {
        track = next;
        view?.show(next);
        reads?.(next);
      },
      onState: listeners.onCamera,
    };
    camera = await (source.kind === 'webcam'
      ? openCamera(options)
      : openRecording(source.file, options));
  };
  const switchOff = (): void => {
    opening.abort();
    camera?.close();
    camera = null;
    track = null;
    view?.show(null);
  };

  onStep('opening_camera');
  signal.throwIfAborted();
  const giveUp = (): void => {
    opening.abort();
  };
  signal.addEventListener('abort', giveUp);
  try {
    await open();
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
  onStep('loading_face_reader');
  const nameOf = (of: MediaStreamTrack | null): string =>
    source.kind === 'webcam' ? (of?.label ?? '') : RECORDING;
  const baseline = await listeners.onOpened(nameOf(track));
  const vision = await createVision({
    openFeed: openFrameFeed,
    signal,
    baseline,
    onBaseline: listeners.onBaseline,
    onObservation(observation) {
      if (observation.kind === 'face') {
        if (person !== null && observation.person !== person) bodySampler.restart();
        person = observation.person;
      }
      const holds =
        body !== null && elapsed(body.capturedAt, observation.capturedAt) <= BODY_HOLDS_MS;
      listeners.onObservation(observation, holds ? body : null);
    },
    onBody(frame) {
      body = bodySampler.sample(frame);
    },
    onReport: listeners.onReport,
    onOverlay: (overlay) => view?.overlay(overlay),
    onJpeg: ({ jpeg, capturedAt }) => {
      listeners.onJpeg(jpeg, capturedAt);
    },
    onUnavailable(error) {
      const trouble = problemOf(error);
      if (trouble !== null) listeners.onTrouble(trouble);
    },
  }).catch((error: unknown) => {
    switchOff();
    throw error;
  });
  vision.keepFrames(keepFrames);
  reads = (next) => {
    vision.start(next, nameOf(next)).catch((error: unknown) => {
      const trouble = problemOf(error);
      if (trouble !== null) listeners.onTrouble(trouble);
    });
  };
  if (track !== null) reads(track);

  return {
    pause() {
      vision.pause('paused');
      switchOff();
    },
    resume: open,
    setHidden(hidden) {
      if (hidden) vision.pause('tab_hidden');
      else if (camera !== null) vision.resume();
    },
    showOn(canvas) {
      view?.close();
      view = canvas === null ? null : openSelfView(canvas);
      view?.show(track);
      vision.setSelfView(view !== null);
    },
    async close() {
      view?.close();
      view = null;
      switchOff();
      await vision.close();
    },
  };
}
