import { createBodyTracker, type BodyTracker } from '#adapters/mediapipe/pose-landmarker.ts';
import { setUpTask } from '#adapters/mediapipe/task-setup.ts';
import type { TimestampMs } from '#core/units.ts';

export interface PosePicture {
  readonly image: ImageData;
  readonly capturedAt: TimestampMs;
}

let tracker: Promise<BodyTracker> | null = null;

/** Answers each picture with its BodyFrame, in order. */
self.addEventListener('message', ({ data }: MessageEvent<PosePicture>) => {
  tracker ??= setUpTask({
    wasmFolder: new URL('/wasm', location.origin).href,
    model: new URL('/models/pose_landmarker_lite.task', location.origin).href,
  }).then((setup) => createBodyTracker(setup, 'cpu'));
  void tracker.then((ready) => {
    self.postMessage(ready.detect(data.image, data.capturedAt));
  });
});
