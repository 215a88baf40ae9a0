import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MIGRATIONS, openDatabase, removeDatabase } from '#adapters/idb/database.ts';
import { askToPersist, storageRoom } from '#adapters/idb/persistence.ts';
import { createSessionLocks } from '#adapters/idb/session-locks.ts';
import { SessionStore } from '#adapters/idb/session-store.ts';
import { SessionGoneError } from '#adapters/idb/storage-error.ts';
import { StoredSessions } from '#adapters/idb/stored-sessions.ts';
import { SAMPLE_COLUMN_COUNT } from '#core/sessions/sample-layout.ts';
import { timestampMs } from '#core/units.ts';
import { ROWS, STARTED_AT, chunk, collected, event, session } from './sessions.ts';

let name = '';
let store: SessionStore;
let count = 0;

beforeEach(async () => {
  name = `heed-test-${Date.now()}-${count++}`;
  store = await SessionStore.open({ name });
});
afterEach(async () => {
  store.close();
  await removeDatabase(name);
});

/** As a tab that died leaves it: written, not ended, no lock held. */
async function leaveBehind(id: string, write: (sessions: StoredSessions) => Promise<void>) {
  const options = { name, migrations: MIGRATIONS, patienceMs: 1000 };
  const database = await openDatabase({
    ...options,
    onWanted: () => undefined,
    onLost: () => undefined,
  });
  const sessions = new StoredSessions(database);
  await sessions.begin(session(id));
  await write(sessions);
  sessions.close();
}

describe('the log in IndexedDB', () => {
  it('[LOG-1] gives back what was written, in order of time, over many reads', async () => {
    await store.begin(session('a'));
    await store.begin(session('b'));
    const seconds = Array.from({ length: 150 }, (_, second) => second);
    for (const second of seconds) await store.appendSamples(chunk('a', second));
    await store.appendSamples(chunk('b', 0));
    await store.appendEvents([event('a', 0, 5), event('b', 0, 6), event('a', 1, 7)]);
    await store.end('a', timestampMs(STARTED_AT + 150_000), 'stopped');
    expect(store.health).toEqual({ kind: 'stored' });

    const chunks = await collected(store.samples('a'));
    expect(chunks.map(({ sequence }) => sequence)).toEqual(seconds);
    expect(chunks[77]).toEqual(chunk('a', 77));
    expect(await collected(store.events('a'))).toEqual([event('a', 0, 5), event('a', 1, 7)]);
    expect(await store.get('a')).toEqual({
      ...session('a'),
      sampleCount: 150 * ROWS,
      eventCount: 2,
      meanScore: chunk('a', 149).meanScore,
      reliabilityWeight: chunk('a', 149).reliabilityWeight,
      endedAt: STARTED_AT + 150_000,
      end: 'stopped',
    });
    expect((await store.list()).map(({ id }) => id).sort()).toEqual(['a', 'b']);
    expect(await store.get('nobody')).toBeNull();
  });

  it('[LOG-2] stores only the rows of a chunk, not the buffer behind them', async () => {
    const big = new Float32Array(1000 * SAMPLE_COLUMN_COUNT);
    const whole = chunk('a', 0);
    big.set(whole.rows);
    await store.begin(session('a'));
    await store.appendSamples({ ...whole, rows: big.subarray(0, whole.rows.length) });
    const [read] = await collected(store.samples('a'));
    expect(read?.rows.buffer.byteLength).toBe(ROWS * SAMPLE_COLUMN_COUNT * 4);
    expect(read?.rows).toEqual(whole.rows);
  });

  it('[LOG-3] keeps pictures, and names them without reading them', async () => {
    await store.begin(session('a'));
    for (let i = 0; i < 20; i++) {
      const at = timestampMs(STARTED_AT + i * 1000);
      await store.keepFrame({
        sessionId: 'a',
        at,
        name: `${i}.jpg`,
        jpeg: new Uint8Array([i, 255]),
      });
    }
    const names = await collected(store.frameNames('a'));
    expect(names.map((frame) => frame.name)).toEqual(names.map((_, i) => `${i}.jpg`));
    const frames = await collected(store.frames('a'));
    expect(frames).toHaveLength(20);
    expect(frames[13]?.jpeg).toEqual(new Uint8Array([13, 255]));
  });

  it('[LOG-4] deletes one session with all that belongs to it, and all of them', async () => {
    for (const id of ['a', 'b', 'ab']) {
      await store.begin(session(id));
      await store.appendSamples(chunk(id, 0));
      await store.appendEvents([event(id, 0, 1)]);
      await store.keepFrame({
        sessionId: id,
        at: STARTED_AT,
        name: 'x.jpg',
        jpeg: new Uint8Array(2),
      });
    }
    await store.delete('a');
    expect((await store.list()).map(({ id }) => id).sort()).toEqual(['ab', 'b']);
    expect(await collected(store.samples('a'))).toEqual([]);
    expect(await collected(store.events('a'))).toEqual([]);
    expect(await collected(store.frames('a'))).toEqual([]);
    expect(await collected(store.samples('ab'))).toHaveLength(1);
    await expect(store.appendSamples(chunk('a', 1))).rejects.toThrow(SessionGoneError);
    expect(store.health).toEqual({ kind: 'stored' });

    await store.deleteAll();
    expect(await store.list()).toEqual([]);
    expect(await collected(store.frames('b'))).toEqual([]);
  });

  it('[LOG-5] closes what a crash left open, at its last sample or event', async () => {
    await leaveBehind('samples', async (sessions) => {
      await sessions.appendSamples(chunk('samples', 0));
      await sessions.appendSamples(chunk('samples', 1));
      await sessions.appendEvents('samples', [event('samples', 0, 300)]);
    });
    await leaveBehind('event', async (sessions) => {
      await sessions.appendEvents('event', [event('event', 0, 4500)]);
    });
    await leaveBehind('empty', () => Promise.resolve());
    const recovered = await store.recover();
    const ends = Object.fromEntries(recovered.map(({ id, endedAt }) => [id, endedAt]));
    expect(ends).toEqual({
      samples: STARTED_AT + 1000 + 29 * 32,
      event: STARTED_AT + 4500,
      empty: STARTED_AT,
    });
    expect(await store.get('samples')).toMatchObject({
      end: 'recovered',
      sampleCount: 60,
      meanScore: 51,
      reliabilityWeight: 0.75,
    });
    expect(await store.recover()).toEqual([]);
  });

  it('[LOG-6] leaves a session alone that runs here or in another tab', async () => {
    const otherTab = createSessionLocks();
    await leaveBehind('elsewhere', () => Promise.resolve());
    await otherTab.hold('elsewhere');
    await store.begin(session('here'));
    expect(await store.recover()).toEqual([]);

    otherTab.release('elsewhere');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await store.recover()).map(({ id }) => id)).toEqual(['elsewhere']);
  });

  it('[LOG-6] a tab that dies gives its lock back', async () => {
    await leaveBehind('killed', () => Promise.resolve());
    const script =
      "navigator.locks.request('heed-session:killed', () => { postMessage('held'); return new Promise(() => {}); });";
    const worker = new Worker(URL.createObjectURL(new Blob([script])));
    await new Promise((resolve) => {
      worker.addEventListener('message', resolve, { once: true });
    });
    expect(await store.recover()).toEqual([]);
    worker.terminate();
    await expect.poll(async () => (await store.recover()).map(({ id }) => id)).toEqual(['killed']);
  });

  it('[LOG-7] leaves out of the list what a newer version wrote, and says so when asked', async () => {
    const raw = indexedDB.open(name);
    const database = await new Promise<IDBDatabase>((resolve) => {
      raw.onsuccess = () => {
        resolve(raw.result);
      };
    });
    const put = database.transaction('sessions', 'readwrite').objectStore('sessions');
    const done = new Promise((resolve) => {
      put.transaction.oncomplete = resolve;
    });
    put.put({ ...session('future'), formatVersion: 7 });
    put.put({ ...session('damaged'), mode: 'x-ray' });
    put.put(session('good'));
    await done;
    database.close();
    expect((await store.list()).map(({ id }) => id)).toEqual(['good']);
    await expect(store.get('future')).rejects.toThrow(/newer version of Heed .*left as it is/);
    await expect(store.get('damaged')).rejects.toThrow(/damaged \(mode/);
    expect((await store.recover()).map(({ id }) => id)).toEqual(['good']);
  });

  it('[LOG-8] asks to persist and tells how much room there is', async () => {
    expect(['already', 'granted', 'refused']).toContain(await askToPersist());
    expect(await askToPersist(undefined)).not.toBe('');
    expect((await storageRoom())?.allowedBytes).toBeGreaterThan(0);
  });
});
