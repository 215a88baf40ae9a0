import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCheckpointStore } from '#adapters/idb/checkpoint-store.ts';
import { createClassRecordStore } from '#adapters/idb/class-record-store.ts';
import { MIGRATIONS, openDatabase, removeDatabase } from '#adapters/idb/database.ts';
import { createProfileStore } from '#adapters/idb/profile-store.ts';
import { SessionStore } from '#adapters/idb/session-store.ts';
import type { StorageError } from '#adapters/idb/storage-error.ts';
import { timestampMs } from '#core/units.ts';
import { CLASS_STARTED_AT, exampleClassRecord } from '../../support/class-records.ts';
import { exampleProfile } from '../../support/profiles.ts';
import { checkpointAfter } from '../../support/training-jobs.ts';
import { chunk, collected, event, session } from './sessions.ts';

let name = '';
let count = 0;

beforeEach(() => {
  name = `heed-class-records-${Date.now()}-${count++}`;
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await removeDatabase(name);
});

async function leave(value: object): Promise<void> {
  const database = await openDatabase({
    name,
    migrations: MIGRATIONS,
    patienceMs: 1000,
    onWanted: () => undefined,
    onLost: () => undefined,
  });
  await database.put('classRecords', value as never);
  database.close();
}

const later = exampleClassRecord({
  id: 'later',
  lectureId: 'week-4',
  startedAt: timestampMs(CLASS_STARTED_AT + 7 * 86_400_000),
});

describe('records of classes in IndexedDB', () => {
  it('[REC-1] come back as they were put, the newest first', async () => {
    const record = exampleClassRecord();
    const store = createClassRecordStore({ name });
    await store.put(record);
    await store.put(later);
    const again = createClassRecordStore({ name });
    expect(await again.get(record.id)).toEqual(record);
    const { heads, unreadable } = await again.list();
    expect(heads.map(({ id }) => id)).toEqual(['later', record.id]);
    expect(heads[1]).toMatchObject({ overall: record.overall, endedAt: record.endedAt });
    expect(heads[1]).not.toHaveProperty('lecture');
    expect(unreadable).toEqual([]);
    expect(await again.get('another')).toBeNull();
  });

  it('[REC-1] are replaced by the same id, and deleted one by one', async () => {
    const store = createClassRecordStore({ name });
    await store.put(exampleClassRecord({ endedAt: null }));
    await store.put(exampleClassRecord({ messages: 7 }));
    await store.put(later);
    expect(await store.get(exampleClassRecord().id)).toMatchObject({ messages: 7 });
    await store.delete(exampleClassRecord().id);
    expect((await store.list()).heads.map(({ id }) => id)).toEqual(['later']);
  });

  it('[REC-2] that cannot be read are named in the list, never a crash, and stay as they are', async () => {
    const store = createClassRecordStore({ name });
    await leave({ id: 'newer', formatVersion: 9 });
    await leave({ ...exampleClassRecord({ id: 'spoilt' }), overall: null });
    await store.put(later);
    const { heads, unreadable } = await store.list();
    expect(heads.map(({ id }) => id)).toEqual(['later']);
    expect(unreadable).toHaveLength(2);
    expect(unreadable.join()).toMatch(/newer version/);
    expect(unreadable.join()).toMatch(/damaged \(overall/);
    expect(await store.get('newer')).toBeNull();
    expect(await store.get('spoilt')).toBeNull();
    await store.delete('spoilt');
    expect((await store.list()).unreadable).toHaveLength(1);
  });

  it('[REC-3] come to a database that version 3 made, which keeps all that it held', async () => {
    const profile = exampleProfile();
    const old = await SessionStore.open({ name, migrations: MIGRATIONS.slice(0, 3) });
    await old.begin(session('a'));
    await old.appendSamples(chunk('a', 0));
    await old.appendEvents([event('a', 0, 10)]);
    await old.end('a', timestampMs(session('a').startedAt + 1000), 'stopped');
    old.close();
    const before = await openDatabase({
      name,
      migrations: MIGRATIONS.slice(0, 3),
      patienceMs: 1000,
      onWanted: () => undefined,
      onLost: () => undefined,
    });
    expect(before.version).toBe(3);
    expect([...before.objectStoreNames]).not.toContain('classRecords');
    before.close();

    const store = createClassRecordStore({ name });
    await store.put(later);
    expect(await store.get('later')).toEqual(later);
    await createProfileStore({ name }).put(profile);
    await createCheckpointStore({ name }).save(checkpointAfter(1));
    const sessions = await SessionStore.open({ name });
    expect(sessions.health).toEqual({ kind: 'stored' });
    expect(await sessions.list()).toMatchObject([{ id: 'a', sampleCount: 30, end: 'stopped' }]);
    expect(await collected(sessions.samples('a'))).toEqual([chunk('a', 0)]);
    expect(await collected(sessions.events('a'))).toEqual([event('a', 0, 10)]);
    sessions.close();
    expect(await createProfileStore({ name }).list()).toEqual([profile]);
    expect(await store.get('later')).toEqual(later);
  });

  it('[REC-3] go with everything when everything is deleted', async () => {
    const store = createClassRecordStore({ name });
    await store.put(later);
    const sessions = await SessionStore.open({ name });
    await sessions.deleteAll();
    sessions.close();
    expect((await store.list()).heads).toEqual([]);
  });

  it('[REC-4] are held in memory where nothing can be stored, and somebody is told', async () => {
    const said: (string | null)[] = [];
    const store = createClassRecordStore({
      name,
      onHeld: (why: StorageError | null) => said.push(why?.fault ?? null),
    });
    vi.stubGlobal('indexedDB', {
      open: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    });
    await store.put(later);
    expect(said).toEqual(['private_mode']);
    expect(await store.get('later')).toEqual(later);
    expect((await store.list()).heads).toMatchObject([{ id: 'later' }]);
    expect((await store.list()).heads[0]).not.toHaveProperty('lecture');
    expect(await store.get('another')).toBeNull();
    await store.delete('later');
    expect((await store.list()).heads).toEqual([]);
    await store.put(later);
    vi.unstubAllGlobals();
    await store.put(later);
    expect(said).toEqual(['private_mode', 'private_mode', null]);
    expect(await createClassRecordStore({ name }).get('later')).toEqual(later);
  });
});
