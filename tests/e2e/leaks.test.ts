import type { Browser, Worker } from 'playwright';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import {
  DEMO_LECTURE,
  consentTo,
  exportTable,
  openTimeline,
  playLecture,
  stopSession,
  waitForScore,
} from './support/journey.ts';
import { launch, visit } from './support/launch.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch({
    camera: { kind: 'playing', file: inject('steadyCamera') },
    flags: ['--js-flags=--expose-gc'],
  });
});
afterAll(() => browser.close());

interface Held {
  /** Of tfjs, where this worker has it. */
  readonly tensors: number | null;
  /** After a collection, bytes. */
  readonly heap: number;
}

const heldBy = (worker: Worker): Promise<Held> =>
  worker.evaluate(() => {
    const scope = globalThis as unknown as {
      gc?: () => void;
      _tfengine?: { memory(): { numTensors: number } };
      performance: { memory?: { usedJSHeapSize: number } };
    };
    scope.gc?.();
    return {
      tensors: scope._tfengine?.memory().numTensors ?? null,
      heap: scope.performance.memory?.usedJSHeapSize ?? 0,
    };
  });

interface Pictures {
  opened: number;
  closed: number;
}

/** Counts, inside a worker, the frames and bitmaps that come into being there and those closed. */
/* eslint-disable @typescript-eslint/unbound-method -- each is called with the object it is wrapped on */
const countPictures = (worker: Worker): Promise<void> =>
  worker.evaluate(() => {
    const pictures = { opened: 0, closed: 0 };
    Object.assign(globalThis, { pictures });
    const reader = ReadableStreamDefaultReader.prototype as ReadableStreamDefaultReader<unknown>;
    const read = reader.read;
    reader.read = async function () {
      const result = await read.call(this);
      if (result.value instanceof VideoFrame) pictures.opened++;
      return result;
    };
    const clone = VideoFrame.prototype.clone;
    VideoFrame.prototype.clone = function () {
      pictures.opened++;
      return clone.call(this);
    };
    const closeFrame = VideoFrame.prototype.close;
    VideoFrame.prototype.close = function () {
      if (this.format !== null) pictures.closed++;
      closeFrame.call(this);
    };
    const draw = globalThis.createImageBitmap.bind(globalThis);
    globalThis.createImageBitmap = async (...args: unknown[]) => {
      pictures.opened++;
      return draw(...(args as Parameters<typeof draw>));
    };
    const closeBitmap = ImageBitmap.prototype.close;
    ImageBitmap.prototype.close = function () {
      if (this.width > 0) pictures.closed++;
      closeBitmap.call(this);
    };
  });

/* eslint-enable @typescript-eslint/unbound-method */

/** A picture handed from one worker to another is opened here and closed there: only the sum says. */
async function openPictures(workers: readonly Worker[]): Promise<Pictures> {
  const all = await Promise.all(
    workers.map((worker) =>
      worker.evaluate(() => (globalThis as unknown as { pictures: Pictures }).pictures),
    ),
  );
  return {
    opened: all.reduce((sum, { opened }) => sum + opened, 0),
    closed: all.reduce((sum, { closed }) => sum + closed, 0),
  };
}

/** In hand at any moment: one frame waiting, one looked at, one with the body, one with the glance. */
const IN_HAND = 4;

const SETTLE_MS = 15_000;
const RUN_MS = 60_000;
const MEGABYTE = 1024 * 1024;

it('[LEAK-1] a minute leaves no tensor, picture, frame or track behind', async () => {
  const { page, close } = await visit(browser, '/');
  await page.addInitScript(() => {
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    const tracks: MediaStreamTrack[] = [];
    Object.assign(globalThis, { tracks });
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      const stream = await ask(constraints);
      tracks.push(...stream.getTracks());
      return stream;
    };
  });
  const counting: Promise<void>[] = [];
  page.on('worker', (worker) => counting.push(countPictures(worker)));
  await page.goto(inject('appUrl') + DEMO_LECTURE);
  const cdp = await page.context().newCDPSession(page);
  const pageHeap = async (): Promise<number> => {
    await cdp.send('HeapProfiler.collectGarbage');
    return (await cdp.send('Runtime.getHeapUsage')).usedSize;
  };
  await consentTo(page, 'Learning states');
  await playLecture(page);
  await waitForScore(page);
  await page.getByLabel('Learning states, as the model estimates them').waitFor();
  await page.waitForTimeout(SETTLE_MS);

  const workers = page.workers();
  await Promise.all(counting);
  const before = await Promise.all(workers.map(heldBy));
  const heapBefore = await pageHeap();
  await page.waitForTimeout(RUN_MS);
  const after = await Promise.all(workers.map(heldBy));
  const heapAfter = await pageHeap();

  const { opened, closed } = await openPictures(workers);
  expect(opened).toBeGreaterThan(500);
  expect(Math.abs(opened - closed)).toBeLessThanOrEqual(IN_HAND);

  expect(before.some(({ tensors }) => tensors !== null)).toBe(true);
  expect(after.map(({ tensors }) => tensors)).toEqual(before.map(({ tensors }) => tensors));
  for (const [index, { heap }] of after.entries()) {
    expect(heap - (before[index]?.heap ?? 0)).toBeLessThan(8 * MEGABYTE);
  }
  expect(heapAfter - heapBefore).toBeLessThan(8 * MEGABYTE);

  await stopSession(page);
  const live = await page.evaluate(() =>
    (globalThis as unknown as { tracks: MediaStreamTrack[] }).tracks.map(
      (track) => track.readyState,
    ),
  );
  expect(live.length).toBeGreaterThan(0);
  expect(live.filter((state) => state === 'live')).toEqual([]);
  await expect.poll(() => page.workers().length).toBe(0);
  // A camera's stream stops where the page holds frames back, which nobody could count there.
  await openTimeline(page);
  const { rows } = await exportTable(page, 'Features');
  const seconds = rows.map((row) => Date.parse(row['timestamp'] ?? '') / 1000);
  const end = seconds.at(-1) ?? 0;
  const within = (from: number, to: number): number =>
    seconds.filter((at) => end - at >= from && end - at < to).length;
  expect(within(0, 10)).toBeGreaterThan(within(50, 60) / 2);
  expect(within(0, 10)).toBeGreaterThan(20);
  await close();
}, 180_000);
