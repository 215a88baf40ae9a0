import { createFaceTracker } from '#adapters/mediapipe/face-landmarker.ts';
import { setUpTask } from '#adapters/mediapipe/task-setup.ts';
import { createStillFaces } from '#adapters/mediapipe/still-faces.ts';
import type { FaceFrame } from '#core/landmarks/landmark-frame.ts';
import { afterLook, MAX_FACES, ONE_FACE } from '#core/pacing/face-limit.ts';
import type { TimestampMs } from '#core/units.ts';

const ASSETS = {
  wasmFolder: new URL('/wasm', location.href).href,
  model: new URL('/models/face_landmarker.task', location.href).href,
};
/** The live session looks as often at how many people there are. */
const GLANCE_MS = 1000;

export interface FaceReader {
  read(image: ImageData, at: TimestampMs): Promise<FaceFrame> | FaceFrame;
  /** What comes next has nothing to do with what was read. */
  beginAnew(): Promise<void>;
}

/** Looks at each picture alone. */
export async function stillReader(): Promise<FaceReader> {
  const faces = await createStillFaces(await setUpTask(ASSETS), 'cpu', MAX_FACES);
  return {
    read: (image, at) => faces.detect(image, at),
    beginAnew: () => Promise.resolve(),
  };
}

/**
 * Follows people through a sequence as the live session does, but waits for each second look, so
 * that the same file gives the same landmarks again.
 */
export async function sequenceReader(): Promise<FaceReader> {
  const count = await startHeadcount();
  const tracker = await createFaceTracker(await setUpTask(ASSETS), 'cpu', ONE_FACE.limit);
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

type HeadcountAnswer = { readonly count: number } | { readonly error: string };

async function startHeadcount(): Promise<(image: ImageData) => Promise<number>> {
  const worker = new Worker(new URL('./headcount.worker.ts', import.meta.url), { type: 'module' });
  const ask = (question: unknown): Promise<number> =>
    new Promise((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<HeadcountAnswer>) => {
        if ('count' in data) resolve(data.count);
        else reject(new Error(data.error));
      };
      worker.onerror = (event) => {
        reject(new Error(event.message));
      };
      worker.postMessage(question);
    });
  await ask(ASSETS);
  return ask;
}
