/** Counts the faces of one picture at a time, beside the tracker: a realm holds one task. */
import { createFaceCounter, type FaceCounter } from '#adapters/mediapipe/face-counter.ts';
import { setUpTask } from '#adapters/mediapipe/task-setup.ts';
import { MAX_FACES } from '#core/pacing/face-limit.ts';
import type { HeadcountProtocol } from '#protocol/headcount-protocol.ts';
import { serve } from '#protocol/serve-bridge.ts';

let counter: FaceCounter | null = null;

serve<HeadcountProtocol>(
  self,
  {
    async open(assets) {
      counter = await createFaceCounter(await setUpTask(assets), 'cpu', MAX_FACES);
      return null;
    },
    count(image) {
      if (counter === null) throw new Error('Faces were to be counted before the counter stood.');
      return counter.count(image);
    },
  },
  () => undefined,
);
