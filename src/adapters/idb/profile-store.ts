import type { PersonProfile } from '#core/profile/person-profile.ts';
import { isFromNewer, parseProfile, storedProfile } from '#core/profile/stored-profile.ts';
import type { ProfileStore } from '#core/ports.ts';
import { StoredFormatError } from '#core/sessions/stored-records.ts';
import type { HeedDatabase } from './database.ts';
import { StorageError } from './storage-error.ts';
import { type BriefOptions, withDatabase } from './with-database.ts';

/** Every camera's key of one student. */
const ofStudent = (studentId: string): IDBKeyRange =>
  IDBKeyRange.bound([studentId], [studentId, []], false, true);

const readable = (value: unknown): PersonProfile[] => {
  try {
    return [parseProfile(value)];
  } catch (error) {
    if (error instanceof StoredFormatError) return [];
    throw error;
  }
};

/**
 * Profiles in IndexedDB. The database is opened for each call, a few a minute at most, so that an
 * idle page never keeps a newer version from it. Where nothing can be stored, profiles are held in
 * memory until the page closes.
 */
export function createProfileStore(options: BriefOptions = {}): ProfileStore {
  const held = new Map<string, PersonProfile>();
  const keyOf = ({ studentId, camera }: Pick<PersonProfile, 'studentId' | 'camera'>): string =>
    JSON.stringify([studentId, camera]);

  const use = <Result>(work: (database: HeedDatabase) => Promise<Result>): Promise<Result> =>
    withDatabase(options, work);

  return {
    async get(studentId, camera) {
      const inMemory = held.get(keyOf({ studentId, camera }));
      if (inMemory !== undefined) return inMemory;
      const stored: unknown = await use((database) =>
        database.get('profiles', [studentId, camera]),
      ).catch(() => undefined);
      return readable(stored)[0] ?? null;
    },
    async put(profile) {
      try {
        const isStored = await use(async (database) => {
          const transaction = database.transaction('profiles', 'readwrite');
          const before: unknown = await transaction.store.get([profile.studentId, profile.camera]);
          const isOurs = !isFromNewer(before);
          if (isOurs) await transaction.store.put(storedProfile(profile));
          await transaction.done;
          return isOurs;
        });
        if (isStored) held.delete(keyOf(profile));
        else held.set(keyOf(profile), profile);
      } catch {
        held.set(keyOf(profile), profile);
      }
    },
    async list() {
      const stored: unknown[] = await use((database) => database.getAll('profiles')).catch(
        () => [],
      );
      const all = new Map(stored.flatMap(readable).map((profile) => [keyOf(profile), profile]));
      for (const [key, profile] of held) all.set(key, profile);
      return [...all.values()];
    },
    async delete(studentId) {
      for (const [key, profile] of held) if (profile.studentId === studentId) held.delete(key);
      try {
        await use((database) => database.delete('profiles', ofStudent(studentId)));
      } catch (error) {
        // Where storage is forbidden there is none.
        if (!(error instanceof StorageError && error.fault === 'private_mode')) throw error;
      }
    },
  };
}
