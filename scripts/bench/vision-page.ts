/** The page of the vision bench: opens the camera, lets the workers read it, notes what happened. */
import { openCamera } from '../../src/adapters/camera/camera.ts';
import { bitmapFeed, openFrameFeed } from '../../src/adapters/camera/frame-feed.ts';
import { createVision } from '../../src/adapters/worker-clients/vision-client.ts';
import type { VisionReport } from '../../src/core/capture/vision-report.ts';
import type { FrameTally, LandmarkerReady } from '../../src/protocol/landmarker-assets.ts';

/** What the browser counts of a track; not in TypeScript's library yet. */
interface TrackStats {
  readonly deliveredFrames: number;
  readonly discardedFrames: number;
  readonly totalFrames: number;
}

export interface VisionRun {
  readonly ready: LandmarkerReady;
  readonly reports: readonly VisionReport[];
  /** Milliseconds of each task of the page that took over 50. */
  readonly longTasks: readonly number[];
  /** Milliseconds between a timer's due time and its run, every 100 ms. */
  readonly timerDelays: readonly number[];
  /** Face observations seen, and those of them with a face. */
  readonly observations: number;
  readonly faces: number;
  /** Camera frames that the browser says it delivered while measured; null where it doesn't say. */
  readonly delivered: number | null;
  /** Camera frames that the browser itself threw away while measured. */
  readonly discarded: number | null;
  readonly tally: Readonly<Record<'face' | 'body' | 'glance', FrameTally | null>>;
}

export interface VisionPage {
  readonly visionPage: {
    run(warmUpMs: number, measureMs: number, bitmaps: boolean): Promise<VisionRun>;
  };
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const statsOf = (track: MediaStreamTrack): TrackStats | null =>
  (track as { readonly stats?: TrackStats }).stats ?? null;

async function run(warmUpMs: number, measureMs: number, bitmaps: boolean): Promise<VisionRun> {
  const reports: VisionReport[] = [];
  const longTasks: number[] = [];
  const timerDelays: number[] = [];
  let observations = 0;
  let faces = 0;
  const tracks: MediaStreamTrack[] = [];
  const vision = await createVision({
    openFeed: bitmaps ? bitmapFeed : openFrameFeed,
    assetBase: '/',
    onObservation(observation) {
      observations++;
      if (observation.kind === 'face') faces++;
    },
    onReport: (report) => reports.push(report),
  });
  const camera = await openCamera({
    onState: () => undefined,
    onTrack(track) {
      tracks.push(track);
      void vision.start(track);
    },
  });
  await wait(warmUpMs);
  const [track] = tracks;
  if (track === undefined) throw new Error('The camera gave no track.');
  reports.length = 0;
  observations = 0;
  faces = 0;
  const before = statsOf(track);
  const beforeCounts = before && { ...counts(before) };
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) longTasks.push(entry.duration);
  });
  observer.observe({ type: 'longtask' });
  const end = performance.now() + measureMs;
  for (let due = performance.now() + 100; due < end; due += 100) {
    await wait(Math.max(0, due - performance.now()));
    timerDelays.push(Math.max(0, performance.now() - due));
  }
  observer.disconnect();
  const after = statsOf(track);
  const afterCounts = after && counts(after);
  const difference = (key: keyof TrackStats): number | null =>
    beforeCounts === null || afterCounts === null ? null : afterCounts[key] - beforeCounts[key];
  const ready = vision.ready;
  const measured = { observations, faces };
  const seen = [...reports];
  const tally = await vision.close();
  camera.close();
  return {
    ready,
    reports: seen,
    longTasks,
    timerDelays,
    ...measured,
    delivered: difference('deliveredFrames'),
    discarded: difference('discardedFrames'),
    tally,
  };
}

const counts = ({ deliveredFrames, discardedFrames, totalFrames }: TrackStats): TrackStats => ({
  deliveredFrames,
  discardedFrames,
  totalFrames,
});

Object.assign(globalThis, { visionPage: { run } } satisfies VisionPage);
