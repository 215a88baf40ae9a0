import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type HeedDatabase, removeDatabase, type StoreName } from '#adapters/idb/database.ts';
import { createLabFileStore, createLabSourceStore } from '#adapters/idb/lab-source-store.ts';
import { withDatabase } from '#adapters/idb/with-database.ts';
import type { FilesSource } from '#core/lab/lab-source.ts';

const A = '10000000-0000-4000-8000-00000000000a';
const B = '10000000-0000-4000-8000-00000000000b';
const source = (id: string, addedAt: number): FilesSource => ({
  id,
  formatVersion: 1,
  name: `source ${addedAt}`,
  addedAt,
  licence: '',
  used: true,
  kind: 'files',
});
const file = (sourceId: string, name: string, text = name) => ({
  sourceId,
  name,
  content: new File([text], name),
});

let name = '';
let count = 0;
beforeEach(() => {
  name = `heed-lab-sources-${Date.now()}-${count++}`;
});
afterEach(async () => {
  await removeDatabase(name);
});

const open = () => ({
  sources: createLabSourceStore({ name }),
  files: createLabFileStore({ name }),
});
const use = <Result>(work: (database: HeedDatabase) => Promise<Result>) =>
  withDatabase({ name }, work);
const keysOf = (store: StoreName) => use((database) => database.getAllKeys(store));

const OF_SOURCE = ['labFiles', 'labHandles', 'labClips', 'labClipParts', 'labLabels'] as const;

describe('sources of the lab in IndexedDB', () => {
  it('[LBD-11] are kept with their files, in the order in which they came', async () => {
    const { sources, files } = open();
    await sources.add(source(B, 2), [file(B, 'z.csv', 'a,b\n1,ü\n'), file(B, 'x/y.csv')]);
    await sources.add(source(A, 1), [file(A, 'a.csv')]);
    await sources.addFiles([file(B, 'm.csv')]);
    const again = open();
    const { items, unreadable } = await again.sources.list();
    expect(items).toEqual([source(A, 1), source(B, 2)]);
    expect(unreadable).toEqual([]);
    expect((await files.list(B)).map(({ name: own }) => own)).toEqual([
      'm.csv',
      'x/y.csv',
      'z.csv',
    ]);
    let text = '';
    for await (const piece of files.text(B, 'z.csv')) text += piece;
    expect(text).toBe('a,b\n1,ü\n');
    expect((await files.bytes(B, 'z.csv')).length).toBe(9);
    await expect(files.bytes(B, 'none.csv')).rejects.toThrow(/none.csv is not among the files/);
    const [first] = await files.contents(A);
    expect(await first?.size()).toBe(5);
    expect(new TextDecoder().decode(await first?.bytes(1, 3))).toBe('.c');
    expect(await first?.sha256()).toMatch(/^[0-9a-f]{64}$/);
  });

  it('[LBD-11] that cannot be read are told and left as they are', async () => {
    const { sources } = open();
    await sources.put(source(A, 1));
    await use((database) =>
      database.put('labSources', { ...source(B, 2), formatVersion: 9 } as never),
    );
    const { items, unreadable } = await sources.list();
    expect(items.map(({ id }) => id)).toEqual([A]);
    expect(unreadable).toEqual([
      expect.stringMatching(/source 2.*formatVersion.*left as it was|it is/),
    ]);
    expect(await keysOf('labSources')).toEqual([A, B]);
  });

  it('[LBD-9] go with all that hangs on them, and nothing of another goes with them', async () => {
    const { sources } = open();
    for (const id of [A, B]) {
      await sources.add(source(id, 1), [file(id, 'a.csv'), file(id, 'b.csv')]);
      await use(async (database) => {
        const clip = { sourceId: id, name: 'v.mp4', formatVersion: 1 } as never;
        await database.put('labClips', clip);
        const part = { sourceId: id, name: 'v.mp4', sequence: 0, frames: 1, rows: '' };
        await database.put('labClipParts', part);
        await database.put('labLabels', {
          recording: `${id}/a.csv`,
          formatVersion: 1,
          spans: [],
          updatedAt: 1,
        });
      });
      const handle = (await navigator.storage.getDirectory()) as FileSystemHandle;
      await sources.putHandles([{ sourceId: id, name: '', handle }]);
    }
    await use((database) =>
      database.put('labLabels', {
        recording: 'session/of-somebody',
        formatVersion: 1,
        spans: [],
        updatedAt: 1,
      }),
    );
    await sources.delete(A);
    for (const store of OF_SOURCE) {
      const keys = JSON.stringify(await keysOf(store));
      expect(keys, store).not.toContain(A);
      expect(keys, store).toContain(B);
    }
    expect(await keysOf('labLabels')).toContain('session/of-somebody');
    expect((await sources.list()).items.map(({ id }) => id)).toEqual([B]);
    expect(await sources.handles(B)).toHaveLength(1);
  });
});
