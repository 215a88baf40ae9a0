import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { removeDatabase } from '#adapters/idb/database.ts';
import { createLabelStore } from '#adapters/idb/label-store.ts';
import { withDatabase } from '#adapters/idb/with-database.ts';
import type { LabelTrack } from '#core/lab/label-track.ts';
import { timestampMs } from '#core/units.ts';

let name = '';
let count = 0;

beforeEach(() => {
  name = `heed-labels-${Date.now()}-${count++}`;
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await removeDatabase(name);
});

const span = (from: number, to: number, word: string) => ({
  from: timestampMs(from),
  to: timestampMs(to),
  word,
});

const track = (over: Partial<LabelTrack> = {}): LabelTrack => ({
  recording: 'session/a',
  formatVersion: 1,
  spans: [span(0, 1000, 'boredom'), span(1000, 1500, '=cmd|"x"'), span(2000, 2033.333, 'ü')],
  updatedAt: 5,
  ...over,
});

const leave = (value: object) =>
  withDatabase({ name }, (database) => database.put('labLabels', value as never));

describe('labels in IndexedDB', () => {
  it('[LBL-1] come back as they were put, one track for each recording', async () => {
    const store = createLabelStore({ name });
    expect(await store.get('session/a')).toBeNull();
    await store.put(track());
    await store.put(track({ recording: 'folder/b/c.csv', spans: [] }));
    await store.put(track({ updatedAt: 9 }));
    const again = createLabelStore({ name });
    expect(await again.get('session/a')).toEqual(track({ updatedAt: 9 }));
    const { items, unreadable } = await again.list();
    expect(items.map(({ recording }) => recording).sort()).toEqual(['folder/b/c.csv', 'session/a']);
    expect(unreadable).toEqual([]);
  });

  it('[LBL-2] are refused with their place where spans overlap or go backwards, and what was kept stays', async () => {
    const store = createLabelStore({ name });
    await store.put(track());
    const overlapping = [span(0, 1000, 'a'), span(999, 1200, 'b')];
    await expect(store.put(track({ spans: overlapping }))).rejects.toThrow(
      /span 2 \(999 to 1200 ms\) overlaps/,
    );
    const backwards = [span(500, 1000, 'a'), span(0, 100, 'b')];
    await expect(store.put(track({ spans: backwards }))).rejects.toThrow(
      /span 2 .* begins before the one ahead of it/,
    );
    await expect(store.put(track({ spans: [span(7, 7, 'a')] }))).rejects.toThrow(/does not end/);
    expect(await store.get('session/a')).toEqual(track());
  });

  it('[LBL-3] that cannot be read are told in the list and never written over', async () => {
    const store = createLabelStore({ name });
    await store.put(track());
    await leave({ ...track({ recording: 'new' }), formatVersion: 2 });
    await leave({ ...track({ recording: 'spoilt' }), spans: [span(9, 3, 'a')] });
    const { items, unreadable } = await store.list();
    expect(items).toEqual([track()]);
    expect(unreadable).toHaveLength(2);
    expect(unreadable.join(' ')).toMatch(/labels of new were written by a newer version/);
    expect(unreadable.join(' ')).toMatch(/labels of spoilt are damaged: span 1/);
    await expect(store.get('new')).rejects.toThrow(/newer version/);
    await expect(store.put(track({ recording: 'new' }))).rejects.toThrow(/newer version/);
    await expect(store.put(track({ recording: 'spoilt' }))).rejects.toThrow(/damaged/);
    expect((await store.list()).unreadable).toHaveLength(2);
  });

  it('[LBL-4] are refused with a storage error where the browser stores nothing', async () => {
    vi.stubGlobal('indexedDB', {
      open: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    });
    await expect(createLabelStore({ name }).put(track())).rejects.toMatchObject({
      name: 'StorageError',
      fault: 'private_mode',
    });
  });
});
