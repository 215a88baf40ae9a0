import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fetchedFiles } from '#adapters/bundles/read-bundle.ts';
import { createBundleStore } from '#adapters/idb/bundle-store.ts';
import { createCourseModelStore } from '#adapters/idb/course-model-store.ts';
import { removeDatabase } from '#adapters/idb/database.ts';
import { withDatabase } from '#adapters/idb/with-database.ts';
import { activate, shippedChoice } from '#core/deployments/course-choice.ts';
import { storedBundleOf } from '#pipelines/stored-bundle-of.ts';
import { otherBundle } from '../../support/other-bundle.ts';

const served = fetchedFiles(new URL('/models/attention-level/', location.href).href);

let name = '';
let count = 0;
beforeEach(() => {
  name = `heed-bundles-${Date.now()}-${count++}`;
});
afterEach(() => removeDatabase(name));

const leave = (store: 'bundles' | 'courseModels', value: object) =>
  withDatabase({ name }, (database) => database.put(store, value as never));

describe('bundles in IndexedDB', () => {
  it('[DEP-10] come back byte by byte, and are listed with card and size, newest first', async () => {
    const store = createBundleStore({ name });
    const bundle = storedBundleOf(await otherBundle(served, 'other'), 'trained', 5);
    const newer = storedBundleOf(await otherBundle(served, 'newer'), 'personal', 6);
    await store.put(bundle);
    await store.put(newer);
    expect(await store.get(bundle.id)).toEqual(bundle);
    expect(await store.get('another')).toBeNull();
    const { heads, unreadable } = await store.list();
    expect(heads.map(({ id, origin }) => [id, origin])).toEqual([
      [newer.id, 'personal'],
      [bundle.id, 'trained'],
    ]);
    expect(heads[1]?.card).toContain('umlauts ä');
    expect(heads[1]?.sizeBytes).toBe(
      [...bundle.files.values()].reduce((sum, { byteLength }) => sum + byteLength, 0),
    );
    expect(heads[1]).not.toHaveProperty('files');
    expect(unreadable).toEqual([]);
    await store.delete(newer.id);
    expect((await store.list()).heads).toHaveLength(1);
  });

  it('[DEP-10] that cannot be read are told in a sentence and left alone', async () => {
    const store = createBundleStore({ name });
    const bundle = storedBundleOf(await otherBundle(served, 'other'), 'trained', 5);
    await leave('bundles', { ...bundle, id: 'newer', formatVersion: 2 });
    await leave('bundles', { ...bundle, id: 'spoilt', files: new Map([['manifest.json', 3]]) });
    const empty = new Map([['manifest.json', new ArrayBuffer(0)]]);
    await leave('bundles', { ...bundle, id: 'cut', files: empty });
    await store.put(bundle);
    const { heads, unreadable } = await store.list();
    expect(heads.map(({ id }) => id)).toEqual([bundle.id]);
    expect(unreadable.join('\n')).toMatch(/model cut cannot be used: manifest.json ends/);
    expect(unreadable.join('\n')).toMatch(/model newer was written by a newer version/);
    expect(unreadable.join('\n')).toMatch(/model spoilt is damaged/);
    await expect(store.get('newer')).rejects.toThrow(/left as it is/);
  });
});

describe('the models of courses in IndexedDB', () => {
  it('[DEP-10] are kept by course and model; what cannot be read is told', async () => {
    const store = createCourseModelStore({ name });
    const choice = activate(shippedChoice('biology', 'attention_level'), 'a', 5);
    await store.put(choice);
    await store.put(activate(choice, 'b', 6));
    await store.put(shippedChoice('art', 'learning_states'));
    expect(await store.get('biology', 'attention_level')).toMatchObject({ active: 'b', since: 6 });
    expect(await store.get('biology', 'learning_states')).toBeNull();
    await leave('courseModels', { courseId: 'chess', model: 'attention_level', formatVersion: 9 });
    const { choices, unreadable } = await store.list();
    expect(choices.map(({ courseId }) => courseId)).toEqual(['art', 'biology']);
    expect(unreadable.join()).toMatch(/course chess was written by a newer version/);
  });
});
