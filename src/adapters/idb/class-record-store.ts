import type {
  ClassRecord,
  ClassRecordHead,
  ClassRecordStore,
} from '#core/live/records/class-record.ts';
import { parseClassRecord, parseClassRecordHead } from '#core/live/records/stored-class-record.ts';
import { StoredFormatError } from '#core/sessions/stored-records.ts';
import type { HeedDatabase } from './database.ts';
import { StorageError } from './storage-error.ts';
import { type BriefOptions, withDatabase } from './with-database.ts';

export interface ClassRecordStoreOptions extends BriefOptions {
  /** Told when a record could not be stored and is held in memory, and null when it is stored again. */
  readonly onHeld?: (why: StorageError | null) => void;
}

const headOf = (record: ClassRecord): ClassRecordHead => {
  const { id, formatVersion, courseId, lectureId, startedAt, updatedAt, endedAt } = record;
  const { minimumGroup, overall } = record;
  const times = { startedAt, updatedAt, endedAt };
  return { id, formatVersion, courseId, lectureId, ...times, minimumGroup, overall };
};

/**
 * Records of classes in IndexedDB. The database is opened for each call, a few a minute at most, so
 * that an idle page never keeps a newer version from it. Where nothing can be stored, records are
 * held in memory until the page closes.
 */
export function createClassRecordStore(options: ClassRecordStoreOptions = {}): ClassRecordStore {
  const held = new Map<string, ClassRecord>();
  const use = <Result>(work: (database: HeedDatabase) => Promise<Result>): Promise<Result> =>
    withDatabase(options, work);

  /** Rows one at a time, so that no more than one record is in memory. */
  const readHeads = async (database: HeedDatabase) => {
    const heads = new Map<string, ClassRecordHead>();
    const unreadable: string[] = [];
    let cursor = await database.transaction('classRecords').store.openCursor();
    while (cursor !== null) {
      try {
        const head = parseClassRecordHead(cursor.value);
        heads.set(head.id, head);
      } catch (error) {
        if (!(error instanceof StoredFormatError)) throw error;
        unreadable.push(error.message);
      }
      cursor = await cursor.continue();
    }
    return { heads, unreadable };
  };

  return {
    async list() {
      const { heads, unreadable } = await use(readHeads).catch((error: unknown) => {
        // What is held can be shown all the same.
        if (held.size === 0 && !isForbidden(error)) throw error;
        return { heads: new Map<string, ClassRecordHead>(), unreadable: [] };
      });
      for (const [id, record] of held) heads.set(id, headOf(record));
      return {
        heads: [...heads.values()].sort((a, b) => b.startedAt - a.startedAt),
        unreadable,
      };
    },
    async get(id) {
      const inMemory = held.get(id);
      if (inMemory !== undefined) return inMemory;
      try {
        const stored: unknown = await use((database) => database.get('classRecords', id));
        return stored === undefined ? null : parseClassRecord(stored);
      } catch (error) {
        if (error instanceof StoredFormatError || isForbidden(error)) return null;
        throw error;
      }
    },
    async put(record) {
      try {
        await use((database) => database.put('classRecords', record));
        if (held.delete(record.id)) options.onHeld?.(null);
      } catch (error) {
        held.set(record.id, record);
        options.onHeld?.(
          error instanceof StorageError ? error : new StorageError('storage_failed', String(error)),
        );
      }
    },
    async delete(id) {
      const wasHeld = held.delete(id);
      try {
        await use((database) => database.delete('classRecords', id));
      } catch (error) {
        if (!wasHeld && !isForbidden(error)) throw error;
      }
    },
  };
}

/** Where storage is forbidden, nothing is stored. */
const isForbidden = (error: unknown): boolean =>
  error instanceof StorageError && error.fault === 'private_mode';
