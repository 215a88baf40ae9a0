import { createFaceTracker } from '#adapters/mediapipe/face-landmarker.ts';
import { setUpTask } from '#adapters/mediapipe/task-setup.ts';
import { createStillFaces } from '#adapters/mediapipe/still-faces.ts';
import type { FaceFrame } from '#core/landmarks/landmark-frame.ts';
import { afterLook, MAX_FACES, ONE_FACE } from '#core/pacing/face-limit.ts';
import type { TimestampMs } from '#core/units.ts';
import type { HeadcountProtocol } from '#protocol/headcount-protocol.ts';
import type { LandmarkerAssets } from '#protocol/landmarker-assets.ts';
import { bridgeTo } from '#protocol/worker-bridge.ts';

/** The live session looks as often at how many people there are. */
const GLANCE_MS = 1000;

export interface FaceReader {
  read(image: ImageData, at: TimestampMs): Promise<FaceFrame> | FaceFrame;
  /** What comes next has nothing to do with what was read. */
  beginAnew(): Promise<void>;
}

/** Looks at each picture alone. */
export async function stillReader(assets: LandmarkerAssets): Promise<FaceReader> {
  const faces = await createStillFaces(await setUpTask(assets), 'cpu', MAX_FACES);
  return {
    read: (image, at) => faces.detect(image, at),
    beginAnew: () => Promise.resolve(),
  };
}

/**
 * Follows people through a sequence as the live session does, but waits for each second look, so
 * that the same file gives the same landmarks again.
 */
export async function sequenceReader(assets: LandmarkerAssets): Promise<FaceReader> {
  const count = await startHeadcount(assets);
  const tracker = await createFaceTracker(await setUpTask(assets), 'cpu', ONE_FACE.limit);
  let limit = ONE_FACE;
  let tracked = ONE_FACE.limit;
  let glanced = Number.NEGATIVE_INFINITY;
  return {
    async read(image, at) {
      if (limit.limit !== tracked) {
        await tracker.setMaxFaces(limit.limit);
        tracked = limit.limit;
      }
      const found = tracker.detect(image, at);
      if (at - glanced >= GLANCE_MS) {
        glanced = at;
        limit = afterLook(limit, await count(image));
      }
      return found;
    },
    async beginAnew() {
      limit = ONE_FACE;
      tracked = ONE_FACE.limit;
      glanced = Number.NEGATIVE_INFINITY;
      await tracker.beginAnew(ONE_FACE.limit);
    },
  };
}

async function startHeadcount(
  assets: LandmarkerAssets,
): Promise<(image: ImageData) => Promise<number>> {
  const counter = bridgeTo<HeadcountProtocol>(
    new Worker(new URL('../headcount.worker.ts', import.meta.url), { type: 'module' }),
    // Whoever waits is told by the call.
    { onNotice: () => undefined, onFailure: () => undefined },
  );
  await counter.call('open', assets);
  return (image) => counter.call('count', image);
}
