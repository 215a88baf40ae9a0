/** Counts the faces of one picture at a time, beside the tracker: a realm holds one task. */
import { createFaceCounter, type FaceCounter } from '#adapters/mediapipe/face-counter.ts';
import { setUpTask } from '#adapters/mediapipe/task-setup.ts';
import { MAX_FACES } from '#core/pacing/face-limit.ts';
import type { LandmarkerAssets } from '#protocol/landmarker-assets.ts';

let counter: FaceCounter | null = null;

self.addEventListener('message', (event: MessageEvent<LandmarkerAssets | ImageData>) => {
  void answer(event.data).then(
    (count) => {
      self.postMessage({ count });
    },
    (error: unknown) => {
      self.postMessage({ error: error instanceof Error ? error.message : String(error) });
    },
  );
});

async function answer(question: LandmarkerAssets | ImageData): Promise<number> {
  if (!(question instanceof ImageData)) {
    counter = await createFaceCounter(await setUpTask(question), 'cpu', MAX_FACES);
    return 0;
  }
  if (counter === null) throw new Error('Faces were to be counted before the counter stood.');
  return counter.count(question);
}
