import { expect, it } from 'vitest';
import { newestFrames } from '#workers/newest-frames.ts';

const isOpen = (frame: VideoFrame): boolean => frame.format !== null;

function frames(count: number): VideoFrame[] {
  const canvas = new OffscreenCanvas(16, 16);
  canvas.getContext('2d')?.fillRect(0, 0, 8, 8);
  return Array.from(
    { length: count },
    (_, i) => new VideoFrame(canvas, { timestamp: i * 33_333, alpha: 'discard' }),
  );
}

function streamed() {
  let source: ReadableStreamDefaultController<VideoFrame> | undefined;
  const readable = new ReadableStream<VideoFrame>({
    start(controller) {
      source = controller;
    },
  });
  return { newest: newestFrames(readable), source: source as NonNullable<typeof source> };
}

it('[VIS-4] the newest frame wins; those overtaken are counted and closed', async () => {
  const { newest, source } = streamed();
  const sent = frames(5);
  for (const frame of sent) source.enqueue(frame);
  await expect.poll(() => newest.received).toBe(5);
  const given = await newest.next();
  expect(given?.frame).toBe(sent[4]);
  expect(given?.skipped).toBe(4);
  expect(newest.dropped).toBe(4);
  expect(sent.map(isOpen)).toEqual([false, false, false, false, true]);
  given?.frame.close();
});

it('[VIS-4] a reader that waits gets the next frame, with nothing skipped', async () => {
  const { newest, source } = streamed();
  const [frame] = frames(1);
  const waiting = newest.next();
  source.enqueue(frame as VideoFrame);
  const given = await waiting;
  expect(given?.skipped).toBe(0);
  given?.frame.close();
});

it('[VIS-5] cancelling closes the frame that waits and ends the reader', async () => {
  const { newest, source } = streamed();
  const sent = frames(1);
  source.enqueue(sent[0] as VideoFrame);
  await expect.poll(() => newest.received).toBe(1);
  await newest.cancel();
  expect(sent.map(isOpen)).toEqual([false]);
  await expect(newest.next()).resolves.toBeNull();
});

it('[VIS-9] a stream that ends or fails answers null', async () => {
  const { newest, source } = streamed();
  const waiting = newest.next();
  source.error(new Error('the camera was torn out'));
  await expect(waiting).resolves.toBeNull();
});
