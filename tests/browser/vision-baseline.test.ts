import { afterEach, describe, expect, it } from 'vitest';
import { openFrameFeed } from '#adapters/camera/frame-feed.ts';
import { createVision } from '#adapters/worker-clients/vision-client.ts';
import type { Vision, VisionOptions } from '#adapters/worker-clients/vision-options.ts';
import type { BaselineSnapshot } from '#core/signals/baseline-snapshot.ts';
import { FACE_SIGNAL } from '#core/signals/face-signal.ts';
import type { FaceSample } from '#core/signals/face-sample.ts';
import { sceneCamera, type SceneCamera } from './support/faces.ts';

const opened: { vision: Vision; camera: SceneCamera }[] = [];
afterEach(async () => {
  for (const { vision, camera } of opened.splice(0)) {
    await vision.close();
    camera.stop();
  }
});

async function watch(options: Partial<VisionOptions> = {}) {
  const faces: FaceSample[] = [];
  const baselines: BaselineSnapshot[] = [];
  const camera = await sceneCamera();
  const vision = await createVision({
    openFeed: openFrameFeed,
    body: false,
    onObservation: (observation) => {
      if (observation.kind === 'face') faces.push(observation);
    },
    onBaseline: (baseline) => baselines.push(baseline),
    ...options,
  });
  opened.push({ vision, camera });
  await vision.start(camera.track);
  return { vision, faces, baselines };
}

const until = (isThere: () => boolean, what: string): Promise<void> =>
  expect.poll(isThere, { timeout: 40_000, interval: 20, message: what }).toBe(true);

describe('[PRO-4] the baseline', () => {
  it('is told every few seconds, and goes on in a worker that takes a lost one’s place', async () => {
    const { vision, faces, baselines } = await watch();
    await until(() => baselines.length > 0, 'a baseline');
    const before = baselines.at(-1) as BaselineSnapshot;
    expect(before.signalVersion).toBe(FACE_SIGNAL.version);
    expect(before.seenS).toBeGreaterThan(3);
    expect(Object.keys(before.quantiles)).toHaveLength(17);
    const lostWith = vision.ready;
    await vision.loseContext();
    await until(() => vision.ready !== lostWith, 'another landmarker');
    const seen = faces.length;
    await until(() => faces.length > seen + 5, 'faces again');
    const after = faces.slice(seen);
    expect(after.every(({ person, baselineShift }) => person === 0 && baselineShift !== null)).toBe(
      true,
    );
    const told = baselines.length;
    await until(() => baselines.length > told, 'the baseline of the new worker');
    expect(baselines.at(-1)?.seenS).toBeGreaterThan(before.seenS);
  });

  it('is told at the end, and begins where an earlier one ended', async () => {
    const first = await watch();
    await until(() => first.faces.length > 0, 'a face');
    await until(
      () => (first.faces.at(-1)?.baselineShift ?? null) !== null,
      'a baseline that stands',
    );
    // One was told just now, so that the next of those that come every few seconds is far.
    const before = first.baselines.length;
    await until(() => first.baselines.length > before, 'a baseline');
    const told = first.baselines.length;
    await first.vision.close();
    expect(first.baselines.length).toBe(told + 1);
    const baseline = first.baselines.at(-1) as BaselineSnapshot;
    const second = await watch({ baseline });
    await until(() => second.faces.length > 3, 'faces');
    expect(second.faces[0]?.baselineShift).toBeCloseTo(first.faces.at(-1)?.baselineShift ?? NaN, 0);
  });
});
