import { describe, expect, it } from 'vitest';
import { openFrameFeed } from '#adapters/camera/frame-feed.ts';
import { blankPicture, drawnFace } from '#adapters/mediapipe/drawn-face.ts';
import { settleDelegate } from '#adapters/mediapipe/self-test.ts';
import { createVision } from '#adapters/worker-clients/vision-client.ts';
import type { Delegate } from '#core/capture/vision-report.ts';

/** A task that takes so many milliseconds on each delegate; null: it fails there. */
function task(times: Readonly<Record<Delegate, number | null>>) {
  let delegate: Delegate = 'cpu';
  const uses: Delegate[] = [];
  return {
    uses,
    get delegate() {
      return delegate;
    },
    detect() {
      const time = times[delegate];
      if (time === null) throw new Error('no such graphics');
      uses.push(delegate);
      const end = performance.now() + time;
      while (performance.now() < end);
    },
    setDelegate(next: Delegate) {
      delegate = next;
      return Promise.resolve();
    },
  };
}

describe('the self-test of the delegates', () => {
  it('[VIS-3] takes the GPU where it is clearly faster', async () => {
    const timed = task({ cpu: 8, gpu: 2 });
    const settled = await settleDelegate(timed, ['cpu', 'gpu']);
    expect(settled.delegate).toBe('gpu');
    expect(timed.delegate).toBe('gpu');
    expect(settled.selfTest.gpu).toBeLessThan(settled.selfTest.cpu as number);
  });

  it('[VIS-3] stays with the CPU where the GPU is slower or fails', async () => {
    for (const gpu of [8, null]) {
      const timed = task({ cpu: 2, gpu });
      const settled = await settleDelegate(timed, ['cpu', 'gpu']);
      expect(settled.delegate).toBe('cpu');
      expect(timed.delegate).toBe('cpu');
    }
  });

  it('[VIS-3] tries nothing where there is no choice', async () => {
    const timed = task({ cpu: 0, gpu: 0 });
    const settled = await settleDelegate(timed, ['cpu']);
    expect(settled).toEqual({ delegate: 'cpu', selfTest: { cpu: null, gpu: null } });
    expect(timed.uses).toEqual(['cpu', 'cpu']);
  });
});

it('[VIS-3] the drawn face is a face to the landmarker, and is forgotten after the test', async () => {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  const picture = drawnFace();
  Object.assign(canvas, { width: picture.width, height: picture.height });
  const [track] = canvas.captureStream(10).getVideoTracks() as [MediaStreamTrack];
  const kinds: string[] = [];
  const vision = await createVision({
    openFeed: openFrameFeed,
    body: false,
    onObservation: (seen) => kinds.push(seen.kind === 'face' ? 'face' : seen.reason),
  });
  await vision.start(track);
  const show = (image: ImageData): void => {
    context.putImageData(image, 0, 0);
  };
  await expect
    .poll(
      () => {
        show(blankPicture());
        return kinds.includes('no_face');
      },
      { timeout: 20_000 },
    )
    .toBe(true);
  expect(kinds).not.toContain('face');
  await expect
    .poll(
      () => {
        show(picture);
        return kinds.includes('face');
      },
      { timeout: 20_000 },
    )
    .toBe(true);
  await vision.close();
  track.stop();
});
