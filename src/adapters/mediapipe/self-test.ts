import type { Delegate } from '#core/capture/vision-report.ts';
import { timestampMs, type TimestampMs } from '#core/units.ts';
import { blankPicture, drawnFace } from './drawn-face.ts';
import type { LandmarkerReady } from '#protocol/landmarker-assets.ts';

interface Timed {
  detect(image: ImageData, capturedAt: TimestampMs): unknown;
  setDelegate(delegate: Delegate): Promise<void>;
}

const now = (): TimestampMs => timestampMs(performance.timeOrigin + performance.now());
const WARM_UPS = 2;
const RUNS = 8;
/** A GPU that is only a little faster is not worth the risk of losing it. */
const WORTH_IT = 0.9;

function medianOf(task: Timed, image: ImageData): number {
  const times: number[] = [];
  for (let run = 0; run < WARM_UPS + RUNS; run++) {
    const began = performance.now();
    task.detect(image, now());
    if (run >= WARM_UPS) times.push(performance.now() - began);
  }
  return times.toSorted((a, b) => a - b)[RUNS / 2] as number;
}

/** Nobody is in this picture, so that a tracker looks for a face anew. */
const forget = (task: Timed): void => void task.detect(blankPicture(), now());

/** Warms the task up and leaves it on the faster delegate. The task starts on `candidates[0]`. */
export async function settleDelegate(
  task: Timed,
  candidates: readonly Delegate[],
): Promise<Pick<LandmarkerReady, 'delegate' | 'selfTest'>> {
  const image = drawnFace();
  const selfTest: Record<Delegate, number | null> = { cpu: null, gpu: null };
  const first = candidates[0] ?? 'cpu';
  if (candidates.length < 2) {
    task.detect(image, now());
    forget(task);
    return { delegate: first, selfTest };
  }
  let delegate = first;
  let isSure = true;
  for (const candidate of candidates) {
    try {
      if (candidate !== delegate) await task.setDelegate(candidate);
      delegate = candidate;
      selfTest[candidate] = medianOf(task, image);
    } catch {
      // A delegate that cannot be had is one that was not chosen; the other one stays.
      selfTest[candidate] = null;
      isSure = false;
    }
  }
  const { cpu, gpu } = selfTest;
  const best = gpu !== null && (cpu === null || gpu < cpu * WORTH_IT) ? 'gpu' : 'cpu';
  if (best !== delegate || !isSure) await task.setDelegate(best);
  forget(task);
  return { delegate: best, selfTest };
}
