import { VISION_PROBLEMS, type VisionProblem } from '#core/capture/vision-report.ts';
import type { AbsenceReason, Observation } from '#core/signals/face-sample.ts';
import { BridgeError } from '#protocol/bridge.ts';
import type { FaceNotice, FaceProtocol, FaceWorkerSettings } from '#protocol/face-protocol.ts';
import type { FrameFeed } from '#protocol/frame-feed.ts';
import type { DelegateChoice, LandmarkerReady } from '#protocol/landmarker-assets.ts';
import type { WorkerBridge } from '#protocol/worker-bridge.ts';
import { watchAbsences } from './absences.ts';
import { createHelpers } from './helper-workers.ts';
import { spawnFace } from './spawn.ts';
import { VisionError, type Vision, type VisionOptions } from './vision-options.ts';

/** A landmarker that was lost this often within a minute is not started again. */
const MAX_LOSSES = 3;
const LOSS_SPAN_MS = 60_000;

/** What Chromium counts of a track (W3C Media Capture Extensions, 5.3). */
interface CountingTrack {
  readonly stats?: { readonly deliveredFrames: number };
}

function visionError(error: unknown): VisionError {
  if (error instanceof VisionError) return error;
  const code = error instanceof BridgeError ? error.code : 'worker_failed';
  const problem: VisionProblem = VISION_PROBLEMS.find((known) => known === code) ?? 'worker_failed';
  const message = error instanceof Error ? error.message : String(error);
  return new VisionError(problem, message, { cause: error });
}

/** Starts the landmark workers. Rejects with VisionError where there is no way to read a face here. */
export async function createVision(options: VisionOptions): Promise<Vision> {
  const base = new URL(options.assetBase ?? import.meta.env.BASE_URL, document.baseURI).href;
  const assets = (model: string) => ({
    wasmFolder: `${base}wasm`,
    model: `${base}models/${model}.task`,
  });
  const helpers = createHelpers(assets, options);
  const lostAt: number[] = [];
  let face: WorkerBridge<FaceProtocol>;
  let ready: LandmarkerReady;
  let feed: FrameFeed | null = null;
  let track: MediaStreamTrack | null = null;
  let trackEnded = false;
  let isUp = false;
  let isClosed = false;
  let pausedFor: AbsenceReason | null = null;
  let settings: FaceWorkerSettings = { paused: false, overlay: false, camera: null };
  let bitmapDone: (() => void) | null = null;
  /** Goes to a worker that takes a lost one's place. */
  let baseline = options.baseline ?? null;

  const reasonNow = (): AbsenceReason | null => {
    if (pausedFor !== null) return pausedFor;
    if (track === null) return null;
    if (trackEnded || track.readyState === 'ended' || track.muted) return 'camera_lost';
    return isUp && document.hidden ? 'tab_hidden' : 'landmarker_unavailable';
  };
  const emit = (observation: Observation): void => {
    if (!isClosed) options.onObservation(observation);
  };
  const absences = watchAbsences(reasonNow, emit);

  const dropFeed = (): void => {
    if (feed?.route === 'bitmaps') feed.close();
    feed = null;
    bitmapDone?.();
  };

  const tellDelivered = (): void => {
    const frames = track === null ? undefined : (track as CountingTrack).stats?.deliveredFrames;
    if (frames !== undefined && feed?.route === 'stream')
      face.notify({ kind: 'delivered', frames });
  };

  const onNotice = (notice: FaceNotice): void => {
    switch (notice.kind) {
      case 'observation':
        absences.seen();
        if (pausedFor === null) emit(notice.observation);
        break;
      case 'baseline':
        baseline = notice.baseline;
        options.onBaseline?.(baseline);
        break;
      case 'overlay':
        options.onOverlay?.(notice.overlay);
        break;
      case 'report':
        tellDelivered();
        options.onReport?.({ ...notice.report, ...helpers.bodyReport(notice.report.at) });
        break;
      case 'bitmap_done':
        bitmapDone?.();
        break;
      case 'stream_ended':
        trackEnded = true;
        break;
      case 'lost':
        void replace(new BridgeError(notice.problem, notice.message));
        break;
    }
  };

  const bringUp = async (delegate: DelegateChoice): Promise<void> => {
    face = spawnFace({ onNotice, onFailure: (error) => void replace(error) });
    ready = await face.call(
      'init',
      { assets: assets('face_landmarker'), delegate, baseline },
      options.signal === undefined ? {} : { signal: options.signal },
    );
    await face.call('settings', settings);
    helpers.attachTo(face);
    isUp = true;
  };

  const replace = async (error: BridgeError): Promise<void> => {
    if (isClosed || !isUp) return;
    isUp = false;
    dropFeed();
    face.terminate();
    const now = performance.now();
    lostAt.push(now);
    if (lostAt.filter((at) => now - at < LOSS_SPAN_MS).length >= MAX_LOSSES) {
      options.onUnavailable?.(visionError(error));
      return;
    }
    try {
      await bringUp('cpu');
      if (track !== null) await read(track);
    } catch (cause) {
      face.terminate();
      options.onUnavailable?.(visionError(cause));
    }
  };

  const sendBitmaps = async (from: Extract<FrameFeed, { route: 'bitmaps' }>): Promise<void> => {
    for (;;) {
      const picture = await from.next();
      if (picture === null) return;
      if (feed !== from) {
        picture.bitmap.close();
        return;
      }
      const done = new Promise<void>((resolve) => {
        bitmapDone = resolve;
      });
      face.notify({ kind: 'bitmap', ...picture }, [picture.bitmap]);
      await done;
    }
  };

  const read = async (next: MediaStreamTrack): Promise<void> => {
    dropFeed();
    const opened = options.openFeed(next);
    feed = opened;
    trackEnded = false;
    if (opened.route === 'stream') {
      await face.call('stream', opened.readable, { transfer: [opened.readable] });
    } else {
      await face.call('stop', null);
      void sendBitmaps(opened);
    }
  };

  const set = async (change: Partial<FaceWorkerSettings>): Promise<void> => {
    settings = { ...settings, ...change };
    if (isUp) await face.call('settings', settings).catch(() => null);
  };

  const end = (): void => {
    isClosed = true;
    isUp = false;
    absences.stop();
    dropFeed();
    face.terminate();
  };

  try {
    await bringUp(options.delegate ?? 'auto');
  } catch (cause) {
    end();
    helpers.terminate();
    throw visionError(cause);
  }

  return {
    get ready() {
      return ready;
    },
    async start(next, camera = null) {
      track = next;
      pausedFor = null;
      // First, so that the frames' stream goes to the worker as soon as it is opened.
      await set({ paused: false, camera });
      if (isUp && track === next) await read(next);
    },
    pause(reason = 'paused') {
      pausedFor = reason;
      void set({ paused: true });
    },
    resume() {
      pausedFor = null;
      void set({ paused: false });
    },
    setSelfView(on) {
      void set({ overlay: on });
    },
    keepFrames(on) {
      helpers.keepFrames(on);
    },
    async close() {
      const tally = isUp ? await face.call('stop', null).catch(() => null) : null;
      end();
      return { face: tally, ...(await helpers.close()) };
    },
    async loseContext() {
      await face.call('loseContext', null);
    },
  };
}
