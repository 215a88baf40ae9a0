import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClipStore, type KeptClips } from '#adapters/idb/clip-store.ts';
import { removeDatabase } from '#adapters/idb/database.ts';
import { withDatabase } from '#adapters/idb/with-database.ts';
import { openClipReader } from '#adapters/worker-clients/clip-client.ts';
import { type Clip, clipKey } from '#core/lab/clip.ts';
import type { ClipQueueState } from '#core/lab/clip-queue-state.ts';
import { newClips } from '#core/lab/given-videos.ts';
import { createClipQueue, type ClipQueue } from '#pipelines/lab/read-clips.ts';
import { madeVideo } from '../support/made-video.ts';

const ASSETS = {
  wasmFolder: new URL('/wasm', location.href).href,
  model: new URL('/models/face_landmarker.task', location.href).href,
};

let name = '';
let count = 0;
let store: KeptClips;
const queues: ClipQueue[] = [];

beforeEach(() => {
  name = `heed-clips-${Date.now()}-${count++}`;
  store = createClipStore({ name });
});
afterEach(async () => {
  for (const queue of queues.splice(0)) queue.close();
  await removeDatabase(name);
});

/** As a page would: what it knows is what is kept, and the files that it was given. */
async function openQueue(
  files: ReadonlyMap<string, File>,
  onChange: (state: ClipQueueState) => void = () => undefined,
): Promise<ClipQueue> {
  const queue = createClipQueue<Blob>({
    store,
    startReader: () => openClipReader({ assets: ASSETS }),
    open: (clip) => {
      const file = files.get(clip.name);
      return Promise.resolve(
        file === undefined
          ? { kind: 'not_given' }
          : { kind: 'file', file, sizeBytes: file.size, lastModified: file.lastModified },
      );
    },
    now: () => performance.now(),
    onChange,
    onFeatures: () => undefined,
  });
  queues.push(queue);
  queue.take((await store.list()).items);
  return queue;
}

async function addSource(id: string, files: readonly File[]): Promise<void> {
  const given = files.map(({ name: path, size, lastModified }) => ({
    ...{ path, sizeBytes: size, lastModified, reopens: false },
  }));
  await store.addSource(
    {
      ...{ kind: 'videos', id, formatVersion: 1, name: id, addedAt: 0, licence: '', used: true },
    },
    newClips(id, given),
    [],
  );
}

const featuresOf = (sourceId: string, file: string): Promise<string> =>
  withDatabase({ name }, async (database) => {
    const row = await database.get('labFiles', [sourceId, file]);
    return (await row?.content.text()) ?? '';
  });

const cells = (csv: string): string[][] =>
  csv
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
const stateOf = async (sourceId: string, clip: string): Promise<Clip['state'] | undefined> =>
  (await store.list()).items.find((one) => one.sourceId === sourceId && one.name === clip)?.state;

describe('features of videos, read in the browser', () => {
  it('[CLP-1] [CLP-4] [CLP-5] go on after the last part when the page was gone: as many rows, at the same times', async () => {
    // Long enough that it is not read to its end before the page is gone.
    const FRAMES = 56;
    const video = await madeVideo({ name: 'a.webm', fps: 4, scenes: [['one', 14]] });
    const files = new Map([['a.webm', video]]);
    await addSource('whole', [video]);
    await (await openQueue(files)).read();
    const whole = cells(await featuresOf('whole', 'a.csv'));
    const counted = Array.from({ length: FRAMES }, (_, index) => index);
    expect(whole.map(([frame]) => Number(frame))).toEqual(counted.map((index) => index + 1));
    expect(whole.map((row) => Number(row[2]))).toEqual(counted.map((index) => index / 4));
    expect(whole.every((row) => row[4] === '1')).toBe(true);

    await addSource('torn', [video]);
    let page: ClipQueue | null = null;
    page = await openQueue(files, ({ clips }) => {
      const clip = clips.find(({ sourceId }) => sourceId === 'torn');
      if (clip?.state.kind === 'begun' && clip.state.soFar.parts > 0) page?.close();
    });
    await page.read();
    const kept = await stateOf('torn', 'a.webm');
    const keptFrames = kept?.kind === 'begun' ? kept.soFar.frames : 0;
    expect(keptFrames).toBeGreaterThan(0);
    expect(keptFrames).toBeLessThan(FRAMES);
    expect(await featuresOf('torn', 'a.csv')).toBe('');

    let first: number | null = null;
    const next = await openQueue(files, ({ clips, current }) => {
      const clip = clips.find((one) => clipKey(one) === current);
      if (clip?.state.kind === 'begun') first ??= clip.state.soFar.frames;
    });
    await next.read();
    // What was kept is not read again.
    expect(first).toBeGreaterThanOrEqual(keptFrames);
    expect(await stateOf('torn', 'a.webm')).toMatchObject({
      kind: 'done',
      frames: FRAMES,
      seams: 1,
    });
    const torn = cells(await featuresOf('torn', 'a.csv'));
    expect(torn.map((row) => [row[0], row[2]])).toEqual(whole.map((row) => [row[0], row[2]]));
    expect(torn.slice(0, keptFrames)).toEqual(whole.slice(0, keptFrames));
    // The first rows after the seam: gaze and head are nearly the same.
    for (const column of [11, 12, 16, 17, 18]) {
      for (let row = keptFrames; row < FRAMES; row++) {
        const off = Number(torn[row]?.[column]) - Number(whole[row]?.[column]);
        expect(Math.abs(off), `row ${row}, column ${column}`).toBeLessThan(0.02);
      }
    }
  });

  it('[CLP-6] that cannot be read say why, and keep no other from being read', async () => {
    const video = await madeVideo({ name: 'z.webm', fps: 4, scenes: [['one', 1]] });
    const bytes = new Uint8Array(await video.arrayBuffer());
    const given = (name: string, content: BlobPart): File =>
      new File([content], name, { lastModified: 1 });
    const files = [
      given('a.avi', 'RIFF\0\0\0\0AVI LIST'),
      given('b.mp4', ''),
      given('c.mp4', 'words, not pictures\n'.repeat(20)),
      given('d.webm', bytes.slice(0, bytes.length / 8)),
      video,
    ];
    await addSource('mixed', files);
    await (await openQueue(new Map(files.map((file) => [file.name, file])))).read();
    const why = async (name: string): Promise<string> => {
      const state = await stateOf('mixed', name);
      return state?.kind === 'failed' ? state.why : '';
    };
    expect(await why('a.avi')).toContain('AVI files cannot be read here; convert it first');
    expect(await why('b.mp4')).toBe('The file is empty.');
    expect(await why('c.mp4')).toContain('This is not a video that can be read');
    expect(await why('d.webm')).toContain('The file is cut off or damaged');
    expect(await stateOf('mixed', 'z.webm')).toMatchObject({ kind: 'done', frames: 4 });
  });
});
