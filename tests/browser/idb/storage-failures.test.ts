import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cdp } from 'vitest/browser';
import { MIGRATIONS, removeDatabase } from '#adapters/idb/database.ts';
import { SessionStore } from '#adapters/idb/session-store.ts';
import type { LogHealth } from '#core/ports.ts';
import { timestampMs } from '#core/units.ts';
import { STARTED_AT, chunk, collected, event, session } from './sessions.ts';

let name = '';
let count = 0;
const open: SessionStore[] = [];
const NEXT_VERSION = [...MIGRATIONS, () => undefined];

async function opened(
  options: Parameters<typeof SessionStore.open>[0] = {},
): Promise<SessionStore> {
  const store = await SessionStore.open({ name, patienceMs: 300, ...options });
  open.push(store);
  return store;
}

beforeEach(() => {
  name = `heed-failing-${Date.now()}-${count++}`;
});
afterEach(async () => {
  vi.unstubAllGlobals();
  for (const store of open.splice(0)) store.close();
  await removeDatabase(name);
});

const setQuota = (quotaSize?: number): Promise<unknown> =>
  cdp().send('Storage.overrideQuotaForOrigin', {
    origin: location.origin,
    ...(quotaSize === undefined ? {} : { quotaSize }),
  });

const recordSeconds = async (store: SessionStore, id: string, from: number, to: number) => {
  for (let second = from; second < to; second++) await store.appendSamples(chunk(id, second));
};

describe('where storage fails', () => {
  it(
    '[LOG-9] a full disk: the session goes on in memory, whole and exportable',
    { timeout: 120_000 },
    async () => {
      const heard: LogHealth[] = [];
      const { usage = 0 } = await navigator.storage.estimate();
      await setQuota(usage + 400_000);
      // Chromium asks for the room that is left when it opens an origin's storage, and it keeps an
      // unused one open for about two seconds.
      await new Promise((resolve) => setTimeout(resolve, 4000));
      const store = await opened({ onHealth: (health) => heard.push(health) });
      let seconds = 10;
      try {
        await store.begin(session('old'));
        await recordSeconds(store, 'old', 0, 10);
        await store.end('old', timestampMs(STARTED_AT + 10_000), 'stopped');
        await store.begin(session('a'));
        await recordSeconds(store, 'a', 0, seconds);
        expect(store.health).toEqual({ kind: 'stored' });
        // Where it was open all the same, it believes the answer that it has for half a minute.
        const patience = performance.now() + 60_000;
        while (store.health.kind === 'stored' && performance.now() < patience) {
          await recordSeconds(store, 'a', seconds, (seconds += 10));
          await new Promise((resolve) => setTimeout(resolve, 200));
        }
        expect(store.health).toMatchObject({ kind: 'in_memory', reason: 'storage_full' });
        expect(heard).toHaveLength(1);
        const held = await collected(store.samples('a'));
        expect(held.map(({ sequence }) => sequence)).toEqual(
          Array.from({ length: seconds }, (_, i) => i),
        );
        expect(held[seconds - 1]).toEqual(chunk('a', seconds - 1));
        expect(await store.get('a')).toMatchObject({ sampleCount: seconds * 30, endedAt: null });
      } finally {
        await setQuota();
      }

      await store.delete('old');
      expect(store.health).toEqual({ kind: 'stored' });
      await store.appendSamples(chunk('a', seconds));
      await store.end('a', timestampMs(STARTED_AT + 1000 * (seconds + 1)), 'stopped');
      store.close();

      const later = await opened();
      const kept = await collected(later.samples('a'));
      expect(kept.map(({ sequence }) => sequence)).toEqual(
        Array.from({ length: seconds + 1 }, (_, i) => i),
      );
      expect(await later.get('a')).toMatchObject({
        sampleCount: (seconds + 1) * 30,
        end: 'stopped',
      });
    },
  );

  it('[LOG-10] an older version in another tab: memory, and a reason', async () => {
    const raw = indexedDB.open(name, 1);
    const holder = await new Promise<IDBDatabase>((resolve) => {
      raw.onsuccess = () => {
        resolve(raw.result);
      };
    });
    const store = await opened({ migrations: NEXT_VERSION });
    expect(store.health).toMatchObject({ kind: 'in_memory', reason: 'blocked_upgrade' });
    await store.begin(session('a'));
    await recordSeconds(store, 'a', 0, 3);
    await store.appendEvents([event('a', 0, 10)]);
    await store.end('a', timestampMs(STARTED_AT + 3000), 'stopped');
    expect(await collected(store.samples('a'))).toHaveLength(3);
    expect(await collected(store.events('a'))).toEqual([event('a', 0, 10)]);
    expect(await store.list()).toMatchObject([{ id: 'a', sampleCount: 90, end: 'stopped' }]);
    holder.close();
  });

  it('[LOG-10] an idle tab makes way for a newer version at once', async () => {
    const older = await opened();
    await older.begin(session('a'));
    await older.end('a', STARTED_AT, 'stopped');
    const newer = await opened({ migrations: NEXT_VERSION });
    expect(newer.health).toEqual({ kind: 'stored' });
    expect(older.health).toMatchObject({ kind: 'in_memory', reason: 'blocked_upgrade' });
    expect((await newer.list()).map(({ id }) => id)).toEqual(['a']);
  });

  it('[LOG-10] a recording tab keeps its store until its session has ended', async () => {
    const older = await opened();
    await older.begin(session('a'));
    const opening = opened({ migrations: NEXT_VERSION, patienceMs: 5000 });
    await new Promise((resolve) => setTimeout(resolve, 100));
    await older.appendSamples(chunk('a', 0));
    expect(older.health).toEqual({ kind: 'stored' });
    await older.end('a', timestampMs(STARTED_AT + 1000), 'lecture_ended');
    const newer = await opening;
    expect(newer.health).toEqual({ kind: 'stored' });
    expect(await newer.get('a')).toMatchObject({ end: 'lecture_ended', sampleCount: 30 });
  });

  it('[LOG-11] a database of a newer version is left alone, with words', async () => {
    const raw = indexedDB.open(name, 99);
    await new Promise<void>((resolve) => {
      raw.onsuccess = () => {
        raw.result.close();
        resolve();
      };
    });
    const store = await opened();
    expect(store.health).toMatchObject({ kind: 'in_memory', reason: 'storage_failed' });
    const cause = store.health.kind === 'in_memory' ? store.health.cause : null;
    expect(String(cause)).toMatch(/newer version of Heed .* reload/);
  });

  it('[LOG-12] no storage at all: memory, and a reason', async () => {
    const forbidden = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    vi.stubGlobal('indexedDB', { open: forbidden });
    const store = await opened();
    vi.unstubAllGlobals();
    expect(store.health).toMatchObject({ kind: 'in_memory', reason: 'private_mode' });
    await store.begin(session('a'));
    await recordSeconds(store, 'a', 0, 2);
    expect(await collected(store.samples('a'))).toHaveLength(2);
    expect(await store.recover()).toEqual([]);
    await store.delete('a');
    expect(await store.list()).toEqual([]);
  });

  it('[LOG-12] an open that waits behind another tab in silence is given up', async () => {
    const raw = indexedDB.open(name, 1);
    const holder = await new Promise<IDBDatabase>((resolve) => {
      raw.onsuccess = () => {
        resolve(raw.result);
      };
    });
    const removal = indexedDB.deleteDatabase(name);
    await new Promise((resolve) => {
      removal.onblocked = resolve;
    });
    const store = await opened({ patienceMs: 100 });
    expect(store.health).toMatchObject({ kind: 'in_memory', reason: 'storage_failed' });
    holder.close();
  });
});
