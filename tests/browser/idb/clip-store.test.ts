import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClipStore, type KeptClips } from '#adapters/idb/clip-store.ts';
import { removeDatabase, type StoreName } from '#adapters/idb/database.ts';
import { createLabSourceStore } from '#adapters/idb/lab-source-store.ts';
import { withDatabase } from '#adapters/idb/with-database.ts';
import type { Clip } from '#core/lab/clip.ts';
import { newClips } from '#core/lab/given-videos.ts';
import type { VideosSource } from '#core/lab/lab-source.ts';
import { timestampMs } from '#core/units.ts';

const source = (id: string): VideosSource => ({
  ...{ kind: 'videos', id, formatVersion: 1, name: id, addedAt: 1, licence: '', used: true },
});
const clipsOf = (id: string, names: readonly string[]): readonly Clip[] =>
  newClips(
    id,
    names.map((path) => ({ path, sizeBytes: 1, lastModified: 1, reopens: true })),
  );
const begun = (clip: Clip, parts: number): Clip => ({
  ...clip,
  state: {
    kind: 'begun',
    expectedFrames: 9,
    soFar: {
      ...{ frames: parts, faces: parts, undecoded: 0, parts, seams: 0 },
      ...{ until: timestampMs(parts), baseline: null },
    },
  },
});
const partOf = ({ sourceId, name }: Clip, sequence: number, rows: string) => ({
  ...{ sourceId, name, sequence, frames: 1, rows },
});
const done = (clip: Clip): Clip => ({
  ...clip,
  state: { kind: 'done', frames: 2, faces: 2, undecoded: 0, seams: 0 },
});

let name = '';
let count = 0;
let store: KeptClips;
beforeEach(() => {
  name = `heed-clip-store-${Date.now()}-${count++}`;
  store = createClipStore({ name });
});
afterEach(async () => {
  await removeDatabase(name);
});

const keysOf = (of: StoreName) => withDatabase({ name }, (database) => database.getAllKeys(of));
const textOf = (sourceId: string, file: string) =>
  withDatabase({ name }, async (database) =>
    (await database.get('labFiles', [sourceId, file]))?.content.text(),
  );

describe('videos in IndexedDB', () => {
  it('[CLP-3] keep their rows in parts, in the order of reading, and become features all at once', async () => {
    const clips = clipsOf('s', ['a.mp4', 'a.mp4/b.mp4']);
    const [clip, other] = clips as [Clip, Clip];
    await store.addSource(source('s'), clips, []);
    // More than ten, whose numbers sort otherwise as text.
    for (let i = 0; i < 12; i++) await store.addPart(partOf(clip, i, `${i};`), begun(clip, i + 1));
    await store.addPart(partOf(other, 0, 'other'), begun(other, 1));
    const again = createClipStore({ name });
    expect((await again.list()).items).toEqual([begun(clip, 12), begun(other, 1)]);
    expect(await again.finish(done(clip), 'head;')).toBe(true);
    expect(await textOf('s', 'a.csv')).toBe('head;0;1;2;3;4;5;6;7;8;9;10;11;');
    expect(await keysOf('labClipParts')).toEqual([['s', 'a.mp4/b.mp4', 0]]);
    expect((await again.list()).items[0]).toEqual(done(clip));
  });

  it('[CLP-7] that begin anew lose their parts', async () => {
    const [clip] = clipsOf('s', ['a.mp4']) as [Clip];
    await store.addSource(source('s'), [clip], []);
    await store.addPart(partOf(clip, 0, 'x'), begun(clip, 1));
    await store.put([clip]);
    expect(await keysOf('labClipParts')).toEqual([]);
    expect((await store.list()).items).toEqual([clip]);
  });

  it('[CLP-9] are gone with their source: nothing more is written of them', async () => {
    const [clip] = clipsOf('s', ['a.mp4']) as [Clip];
    await store.addSource(source('s'), [clip], []);
    await store.addPart(partOf(clip, 0, 'x'), begun(clip, 1));
    await createLabSourceStore({ name }).delete('s');
    expect(await store.addPart(partOf(clip, 1, 'y'), begun(clip, 2))).toBe(false);
    expect(await store.put([clip])).toBe(false);
    expect(await store.finish(done(clip), 'head')).toBe(false);
    for (const of of ['labClips', 'labClipParts', 'labFiles', 'labHandles'] as const) {
      expect(await keysOf(of), of).toEqual([]);
    }
  });

  it('[CLP-8] are opened again by their own handle, or else by their folder', async () => {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle(name, { create: true });
    const file = await folder.getFileHandle('a.mp4', { create: true });
    const [inFolder] = clipsOf('f', ['a.mp4']) as [Clip];
    const [alone, without] = clipsOf('o', ['a.mp4', 'b.mp4']) as [Clip, Clip];
    await store.addSource(source('f'), [inFolder], [{ sourceId: 'f', name: '', handle: folder }]);
    await store.addSource(
      source('o'),
      [alone, without],
      [{ sourceId: 'o', name: 'a.mp4', handle: file }],
    );
    expect(await folder.isSameEntry((await store.handleOf(inFolder)) ?? root)).toBe(true);
    expect(await file.isSameEntry((await store.handleOf(alone)) ?? root)).toBe(true);
    expect(await store.handleOf(without)).toBeNull();
    await root.removeEntry(name, { recursive: true });
  });

  it('[CLP-12] that cannot be read any more are told, and the others shown', async () => {
    const clips = clipsOf('s', ['a.mp4', 'b.mp4']);
    await store.addSource(source('s'), clips, []);
    await withDatabase({ name }, (database) =>
      database.put('labClips', { ...clips[0], state: { kind: 'else' } } as never),
    );
    const { items, unreadable } = await store.list();
    expect(items.map((clip) => clip.name)).toEqual(['b.mp4']);
    expect(unreadable).toHaveLength(1);
    expect(unreadable[0]).toContain('a.mp4: how far it was read is damaged');
  });
});
