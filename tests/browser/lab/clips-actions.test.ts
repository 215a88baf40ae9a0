import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClipStore } from '#adapters/idb/clip-store.ts';
import { removeDatabase } from '#adapters/idb/database.ts';
import { createLabSourceStore } from '#adapters/idb/lab-source-store.ts';
import type { ClipReader } from '#core/lab/clip-reading.ts';
import { timestampMs } from '#core/units.ts';
import { createClipsStore } from '#stores/lab/clips-store.ts';
import { createClipsActions } from '../../../src/compose/lab/clips-actions.ts';

const FRAMES = 96;
const FRAME_MS = 250;

let name = '';
let count = 0;
beforeEach(() => {
  name = `heed-clips-actions-${Date.now()}-${count++}`;
});
afterEach(async () => {
  await removeDatabase(name);
});

/** Rows without a picture; `hangsAt`: never answers from there on, as when the tab is closed then. */
function rowReader(hangsAt: number): ClipReader<Blob> {
  let at = 0;
  return {
    begin(_file, { after }) {
      at = after?.frames ?? 0;
      return Promise.resolve({ kind: 'video', expectedFrames: FRAMES });
    },
    next(most) {
      if (at >= hangsAt) return new Promise(() => undefined);
      const from = at;
      at = Math.min(FRAMES, at + most);
      const frames = at - from;
      const rows = Array.from({ length: frames }, (_, i) => `${from + i + 1}\n`).join('');
      return Promise.resolve({
        ...{ rows, frames, faces: frames, undecoded: 0, baseline: null },
        until: timestampMs((at - 1) * FRAME_MS),
        end: at === FRAMES ? { kind: 'ended' } : null,
      });
    },
    close: () => undefined,
  };
}

/** A page of the lab, as far as videos go. */
function openPage({ hangsAt = Infinity, lock = crypto.randomUUID() } = {}) {
  const clips = createClipsStore();
  const actions = createClipsActions(
    { stores: { clips }, desk: { renew: () => undefined } },
    {
      store: createClipStore({ name }),
      startReader: () => Promise.resolve(rowReader(hangsAt)),
      lock,
    },
  );
  const kinds = () => clips.getState().queue.clips.map(({ state }) => state.kind);
  return { ...actions, clips, kinds, lacks: () => [...clips.getState().queue.lacks.values()] };
}

const file = (path: string): File => new File([path], path, { lastModified: 7 });
const given = (path: string) => ({ file: file(path), path, handle: null });
const sources = async () => (await createLabSourceStore({ name }).list()).items;
const rowsOf = async (features: string): Promise<number> => {
  const [source] = await sources();
  const stored = await createClipStore({ name }).list();
  const clip = stored.items.find((one) => one.features === features);
  expect(clip?.sourceId).toBe(source?.id);
  return clip?.state.kind === 'done' ? clip.state.frames : 0;
};

/** Reads a part of the first video, and is then no more. */
async function closedPage(folder: FileSystemDirectoryHandle | null): Promise<void> {
  const page = openPage({ hangsAt: 48 });
  await page.addVideos([given('a.mp4'), given('b.mp4')], folder);
  await expect
    .poll(async () => (await createClipStore({ name }).list()).items[0]?.state.kind)
    .toBe('begun');
}

describe('videos of the lab after a reload', () => {
  it('[CLP-8] are known again where the browser keeps no handles, and go on in their source', async () => {
    await closedPage(null);
    const page = openPage();
    await page.openClips();
    expect(page.kinds()).toEqual(['begun', 'waiting']);
    expect(page.lacks()).toEqual(['not_given', 'not_given']);
    await page.addVideos([given('a.mp4'), given('b.mp4')], null);
    expect(page.clips.getState().said).toBe('2 of them were waited for.');
    await expect.poll(page.kinds).toEqual(['done', 'done']);
    expect(await sources()).toHaveLength(1);
    expect(await rowsOf('a.csv')).toBe(FRAMES);
    expect(page.clips.getState().queue.clips[0]?.state).toMatchObject({ seams: 1 });
    await page.addVideos([given('a.mp4')], null);
    expect(page.clips.getState().said).toBe('One was read before.');
    expect(await sources()).toHaveLength(1);
  });

  it('[CLP-8] are opened again from their folder by one button', async () => {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle(name, { create: true });
    for (const path of ['a.mp4', 'b.mp4']) {
      const writable = await (await folder.getFileHandle(path, { create: true })).createWritable();
      await writable.write(path);
      await writable.close();
    }
    const files = await Promise.all(
      ['a.mp4', 'b.mp4'].map(async (path) => ({
        file: await (await folder.getFileHandle(path)).getFile(),
        ...{ path, handle: null },
      })),
    );
    const first = openPage({ hangsAt: 48 });
    await first.addVideos(files, folder);
    await expect
      .poll(async () => (await createClipStore({ name }).list()).items[0]?.state.kind)
      .toBe('begun');
    await folder.removeEntry('b.mp4');

    const page = openPage();
    await page.openClips();
    expect(page.lacks()).toEqual([]);
    await page.readClips();
    await expect.poll(page.kinds).toEqual(['done', 'failed']);
    expect(await rowsOf('a.csv')).toBe(FRAMES);
    const [, gone] = page.clips.getState().queue.clips;
    expect(gone?.state.kind === 'failed' ? gone.state.why : '').toContain('no longer where it was');
    await root.removeEntry(name, { recursive: true });
  });

  it('[CLP-13] are read by one tab at a time', async () => {
    const lock = crypto.randomUUID();
    const first = openPage({ hangsAt: 48, lock });
    await first.addVideos([given('a.mp4')], null);
    await expect.poll(() => first.clips.getState().queue.run).toBe('reading');
    const other = openPage({ lock });
    await other.addVideos([given('b.mp4')], null);
    await expect
      .poll(() => other.clips.getState().said)
      .toBe('Another tab of Heed reads these videos already.');
    expect(other.clips.getState().queue.run).toBe('idle');
  });
});
