import { setUpTask } from '#adapters/mediapipe/task-setup.ts';
import { createStillFaces } from '#adapters/mediapipe/still-faces.ts';
import type { FaceLandmarkerPort } from '#core/ports.ts';
import { timestampMs } from '#core/units.ts';

let faces: Promise<FaceLandmarkerPort<ImageData>> | null = null;

/** Answers each picture with its FaceFrame: one face at most, looked for afresh. */
self.addEventListener('message', ({ data }: MessageEvent<ImageData>) => {
  faces ??= setUpTask({
    wasmFolder: new URL('/wasm', location.origin).href,
    model: new URL('/models/face_landmarker.task', location.origin).href,
  }).then((setup) => createStillFaces(setup, 'cpu', 1));
  void faces.then((ready) => {
    self.postMessage(ready.detect(data, timestampMs(0)));
  });
});
