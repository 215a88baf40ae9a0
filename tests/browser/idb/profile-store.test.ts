import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MIGRATIONS, openDatabase, removeDatabase } from '#adapters/idb/database.ts';
import { createProfileStore } from '#adapters/idb/profile-store.ts';
import { SessionStore } from '#adapters/idb/session-store.ts';
import type { ProfileStore } from '#core/ports.ts';
import { exampleProfile } from '../../support/profiles.ts';
import { session } from './sessions.ts';

let name = '';
let store: ProfileStore;
let count = 0;

beforeEach(() => {
  name = `heed-profiles-${Date.now()}-${count++}`;
  store = createProfileStore({ name });
});
afterEach(async () => {
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
  await database.put('profiles', value as never);
  database.close();
}

describe('profiles in IndexedDB', () => {
  it('[PRO-6] are kept for each student and camera', async () => {
    const front = exampleProfile();
    const back = exampleProfile({ camera: 'Back camera', baseline: null });
    const other = exampleProfile({ studentId: 'student_40' });
    for (const profile of [front, back, other]) await store.put(profile);
    const again = createProfileStore({ name });
    expect(await again.get('student_4', 'Front camera')).toEqual(front);
    expect(await again.get('student_4', 'Back camera')).toEqual(back);
    expect(await again.get('student_4', 'Another camera')).toBeNull();
    expect(await again.list()).toHaveLength(3);
  });

  it('[PRO-9] of a student are deleted for every camera, and of nobody else', async () => {
    const other = exampleProfile({ studentId: 'student_40' });
    for (const profile of [
      exampleProfile(),
      exampleProfile({ camera: '' }),
      exampleProfile({ camera: '\uffff' }),
      other,
    ]) {
      await store.put(profile);
    }
    await store.delete('student_4');
    expect(await createProfileStore({ name }).list()).toEqual([other]);
  });

  it('[PRO-9] are deleted with everything', async () => {
    await store.put(exampleProfile());
    const sessions = await SessionStore.open({ name });
    await sessions.deleteAll();
    sessions.close();
    expect(await store.list()).toEqual([]);
  });

  it('[PRO-6] that a newer version wrote are neither read nor overwritten', async () => {
    const newer = { studentId: 'student_4', camera: 'Front camera', formatVersion: 2, more: 1 };
    await leave(newer);
    expect(await store.get('student_4', 'Front camera')).toBeNull();
    await store.put(exampleProfile());
    expect(await createProfileStore({ name }).list()).toEqual([]);
    expect(await store.get('student_4', 'Front camera')).toEqual(exampleProfile());
    await store.delete('student_4');
    expect(await store.list()).toEqual([]);
  });

  it('[PRO-6] that are damaged read as nothing; the others stay readable', async () => {
    await leave({ studentId: 'student_4', camera: 'Front camera', formatVersion: 1, savedAt: 'x' });
    await store.put(exampleProfile({ camera: 'Back camera' }));
    expect(await store.get('student_4', 'Front camera')).toBeNull();
    expect(await store.list()).toEqual([exampleProfile({ camera: 'Back camera' })]);
  });

  it('[PRO-6] never keep the database from a newer version, nor the sessions from theirs', async () => {
    await store.put(exampleProfile());
    const sessions = await SessionStore.open({ name });
    await sessions.begin(session('a'));
    await store.put(exampleProfile({ camera: 'Back camera' }));
    expect(await sessions.list()).toHaveLength(1);
    sessions.close();
    const newer = await SessionStore.open({ name, migrations: [...MIGRATIONS, () => undefined] });
    expect(newer.health).toEqual({ kind: 'stored' });
    newer.close();
  });

  it('[PRO-6] come to a database that version 1 made', async () => {
    const old = await SessionStore.open({ name, migrations: MIGRATIONS.slice(0, 1) });
    await old.begin(session('a'));
    await old.end('a', session('a').startedAt, 'stopped');
    old.close();
    await store.put(exampleProfile());
    expect(await store.list()).toEqual([exampleProfile()]);
    const sessions = await SessionStore.open({ name });
    expect(await sessions.list()).toHaveLength(1);
    sessions.close();
  });

  it('[PRO-7] are held in memory where nothing can be stored', async () => {
    const forbidden = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    vi.stubGlobal('indexedDB', { open: forbidden });
    await store.put(exampleProfile());
    const kept = await store.list();
    expect(await store.get('student_4', 'Front camera')).toEqual(exampleProfile());
    await store.delete('student_4');
    const left = await store.list();
    vi.unstubAllGlobals();
    expect(kept).toEqual([exampleProfile()]);
    expect(left).toEqual([]);
    expect(await createProfileStore({ name }).list()).toEqual([]);
  });
});
