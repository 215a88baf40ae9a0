import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { StorageError } from '#adapters/idb/storage-error.ts';
import { activate, shippedChoice } from '#core/deployments/course-choice.ts';
import type { CourseModel } from '#core/deployments/course-model.ts';
import type { StoredBundle } from '#core/deployments/stored-bundle.ts';
import { storedBundleOf } from '#pipelines/stored-bundle-of.ts';
import { activeBundleFinder, type ActiveBundleDeps } from '../../../src/compose/active-bundle.ts';
import { otherBundle } from '../../support/other-bundle.ts';

const fromDisk = async (name: string): Promise<ArrayBuffer> =>
  new Uint8Array(await readFile(`public/models/attention-level/${name}`)).buffer;
const stored = async (
  name: string,
  window?: { readonly length: number },
): Promise<StoredBundle> => {
  const change = window === undefined ? {} : { window: { ...window, rateHz: 30, maxGapMs: 250 } };
  return storedBundleOf(await otherBundle(fromDisk, name, change), 'trained', 5);
};
const course = await stored('course');
const own = await stored('own');

interface World {
  readonly bundles: readonly StoredBundle[];
  readonly active: string | null;
  readonly own?: string;
}

const finder = ({ bundles, active, own: ofStudent }: World, over: Partial<ActiveBundleDeps> = {}) =>
  activeBundleFinder({
    bundles: { get: (id) => Promise.resolve(bundles.find((one) => one.id === id) ?? null) },
    courses: {
      get: (courseId, model): Promise<CourseModel | null> =>
        Promise.resolve(
          courseId === 'biology' && model === 'attention_level'
            ? activate(shippedChoice(courseId, model), active, 1)
            : null,
        ),
    },
    personal: (studentId, model, base) =>
      Promise.resolve(
        studentId === 'ada' && model === 'attention_level' && base === active
          ? (ofStudent ?? null)
          : null,
      ),
    ...over,
  });
const ids = ({ stored: list }: { readonly stored: readonly StoredBundle[] }) =>
  list.map(({ id }) => id);

describe('what a session is to run', () => {
  it('[DEP-11] is what its course chose, and the shipped one in any other', async () => {
    const find = finder({ bundles: [course], active: course.id });
    expect(await find('biology', 'ben', 'attention_level')).toEqual({
      stored: [course],
      unused: [],
    });
    expect(ids(await find('physics', 'ben', 'attention_level'))).toEqual([]);
    expect(ids(await find('biology', 'ben', 'learning_states'))).toEqual([]);
  });

  it('[DEP-11] is the student’s own before the course’s', async () => {
    const find = finder({ bundles: [course, own], active: course.id, own: own.id });
    expect(ids(await find('biology', 'ada', 'attention_level'))).toEqual([own.id, course.id]);
    expect(ids(await find('biology', 'ben', 'attention_level'))).toEqual([course.id]);
  });

  it('[DEP-12] leaves out what is gone, damaged or not for sessions, and says so', async () => {
    const gone = await finder({ bundles: [], active: 'gone' })('biology', 'b', 'attention_level');
    expect(gone).toEqual({
      stored: [],
      unused: ['gone: It is no longer stored in this browser.'],
    });
    const damaged = {
      ...course,
      files: new Map(course.files).set('weights.bin', new ArrayBuffer(14_092)),
    };
    const find = finder({ bundles: [damaged], active: course.id });
    const found = await find('biology', 'b', 'attention_level');
    expect(found.stored).toEqual([]);
    expect(found.unused.join()).toMatch(/not the file that the manifest describes/);
    const long = await stored('long', { length: 60 });
    const other = finder({ bundles: [long], active: long.id });
    expect((await other('biology', 'b', 'attention_level')).unused.join()).toMatch(/60 samples/);
  });

  it('[DEP-12] is the shipped one where storage fails, told unless nothing was ever stored', async () => {
    const failing = (fault: 'private_mode' | 'storage_failed') =>
      finder(
        { bundles: [], active: null },
        {
          courses: {
            get: () => Promise.reject(new StorageError(fault, 'Storage did not answer.')),
          },
        },
      )('biology', 'b', 'attention_level');
    expect(await failing('private_mode')).toEqual({ stored: [], unused: [] });
    expect((await failing('storage_failed')).unused.join()).toMatch(
      /the course biology runs could not be looked up: Storage did not answer/,
    );
  });
});
