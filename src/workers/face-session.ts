import type { FaceTracker } from '#adapters/mediapipe/face-landmarker.ts';
import { createPixelReader } from '#adapters/mediapipe/frame-pixels.ts';
import { isContextLost, type TaskSetup } from '#adapters/mediapipe/task-setup.ts';
import type { FrameRoute } from '#core/capture/vision-report.ts';
import type { FaceFrame } from '#core/landmarks/landmark-frame.ts';
import { BODY_PACING, nextBodyRate } from '#core/pacing/body-pacing.ts';
import { afterLook, MAX_FACES, ONE_FACE } from '#core/pacing/face-limit.ts';
import type { BaselineSnapshot } from '#core/signals/baseline-snapshot.ts';
import { createFaceSampler } from '#core/signals/face-sampler.ts';
import { durationMs, elapsed, type TimestampMs } from '#core/units.ts';
import type { FaceNotice, FaceWorkerSettings, FrameConsumer } from '#protocol/face-protocol.ts';
import type { FrameDone } from '#protocol/handed-frame.ts';
import type { LandmarkerLost, LandmarkerReady } from '#protocol/landmarker-assets.ts';
import { FaceStatistics } from './face-statistics.ts';
import { handOver, type FrameHandover } from './frame-handover.ts';
import { overlayOf } from './overlay.ts';
import { now } from './page-clock.ts';

/** Looks a second at how many people there are. */
const GLANCE_HZ = 1;
/** A worker that dies takes no more of a baseline with it than this. */
const BASELINE_EVERY = durationMs(3000);

export interface FaceSession {
  settings: FaceWorkerSettings;
  /** Looks at one frame and tells what was seen. The caller closes the frame. */
  look(frame: VideoFrame | ImageBitmap, capturedAt: TimestampMs): Promise<void>;
  readonly statistics: FaceStatistics;
  consume(consumer: FrameConsumer): void;
  report(route: FrameRoute): void;
  /** Tells what is known of the sitter, if anything is. */
  tellBaseline(): void;
  /** A new track: its drops are counted from zero. */
  begin(): void;
}

type Notify = (notice: FaceNotice, transfer?: readonly Transferable[]) => void;

/** The state of a face worker once its landmarker stands. */
export function createFaceSession(
  setup: TaskSetup,
  tracker: FaceTracker,
  ready: LandmarkerReady,
  baseline: BaselineSnapshot | null,
  notify: Notify,
): FaceSession {
  const pixels = createPixelReader();
  const sampler = createFaceSampler({ kind: 'sequence', baseline });
  const statistics = new FaceStatistics();
  const consumers = new Map<FrameConsumer['role'], FrameHandover>();
  let limit = ONE_FACE;
  let trackedLimit = ONE_FACE.limit;
  let bodyHz = BODY_PACING.maxHz;
  let lost = false;
  let toldAt: TimestampMs | null = null;
  let camera: string | null = null;

  const lose = (problem: LandmarkerLost['problem'], message: string): void => {
    if (lost) return;
    lost = true;
    notify({ kind: 'lost', problem, delegate: ready.delegate, message });
  };
  setup.canvas.addEventListener('webglcontextlost', () => {
    lose('context_lost', 'The graphics context was lost.');
  });

  const onBodyDone = (done: FrameDone): void => {
    statistics.bodyInference.add(done.inference);
  };
  const onGlanceDone = (done: FrameDone): void => {
    if (done.headcount !== null) limit = afterLook(limit, done.headcount);
  };

  const detect = async (
    frame: VideoFrame | ImageBitmap,
    capturedAt: TimestampMs,
  ): Promise<FaceFrame | null> => {
    const image = await pixels.read(frame);
    if (limit.limit !== trackedLimit) {
      await tracker.setMaxFaces(limit.limit);
      trackedLimit = limit.limit;
    }
    const began = performance.now();
    const found = tracker.detect(image, capturedAt);
    statistics.inference.add(performance.now() - began);
    if (!isContextLost(setup.canvas)) return found;
    lose('context_lost', 'The graphics context was lost.');
    return null;
  };

  const tellBaseline = (): void => {
    const known = sampler.baseline();
    if (known !== null) notify({ kind: 'baseline', baseline: known });
  };

  return {
    statistics,
    tellBaseline,
    settings: { paused: false, overlay: false, camera: null },
    async look(frame, capturedAt) {
      if (lost || this.settings.paused) return;
      try {
        const found = await detect(frame, capturedAt);
        if (found === null) return;
        if (this.settings.camera !== camera) {
          if (camera !== null) sampler.changeCamera();
          camera = this.settings.camera;
        }
        const observation = sampler.sample(found);
        notify({ kind: 'observation', observation });
        statistics.latency.add(now() - capturedAt);
        toldAt ??= capturedAt;
        if (elapsed(toldAt, capturedAt) >= BASELINE_EVERY) {
          toldAt = capturedAt;
          tellBaseline();
        }
        if (this.settings.overlay) {
          const overlay = overlayOf(found);
          notify(
            { kind: 'overlay', overlay },
            overlay.faces.map((points) => points.buffer),
          );
        }
        consumers.get('body')?.offer(frame, capturedAt, bodyHz);
        consumers.get('glance')?.offer(frame, capturedAt, GLANCE_HZ);
      } catch (error) {
        lose('worker_failed', error instanceof Error ? error.message : String(error));
      }
    },
    consume({ role, port }) {
      consumers.get(role)?.close();
      consumers.set(role, handOver(port, role === 'body' ? onBodyDone : onGlanceDone));
    },
    report(route) {
      if (consumers.has('body')) {
        bodyHz = nextBodyRate(bodyHz, {
          dropped: statistics.droppedNow,
          latencyP50: statistics.latency.quantile(0.5),
          bodyInferenceP50: statistics.bodyInference.quantile(0.5),
        });
      }
      const target = consumers.has('body') ? bodyHz : 0;
      notify({ kind: 'report', report: statistics.take(route, ready.delegate, target) });
    },
    begin() {
      statistics.begin();
      limit = { limit: Math.min(limit.limit, MAX_FACES), lowerLooks: 0 };
    },
  };
}
