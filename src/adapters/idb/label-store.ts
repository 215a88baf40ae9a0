import type { LabelStore } from '#core/lab/lab-stores.ts';
import type { LabelTrack } from '#core/lab/label-track.ts';
import { isLabelTrack, parseLabelTrack } from '#core/lab/stored-label-track.ts';
import { StoredFormatError } from '#core/sessions/stored-records.ts';
import { type BriefOptions, withDatabase } from './with-database.ts';

/** A resolved write has reached the disk. */
const STRICT = { durability: 'strict' } as const;

/**
 * Labels of recordings in IndexedDB, in a page or in a worker. What cannot be read is told in the
 * list and left alone: `get` rejects with StoredFormatError for it, and so does `put`, which would
 * lose it, or for spans that are out of order. All reject with StorageError where nothing is stored.
 */
export function createLabelStore(options: BriefOptions = {}): LabelStore {
  return {
    list: () =>
      withDatabase(options, async (database) => {
        const items: LabelTrack[] = [];
        const unreadable: string[] = [];
        let cursor = await database.transaction('labLabels').store.openCursor();
        while (cursor !== null) {
          try {
            items.push(parseLabelTrack(cursor.value));
          } catch (error) {
            if (!(error instanceof StoredFormatError)) throw error;
            unreadable.push(error.message);
          }
          cursor = await cursor.continue();
        }
        return { items, unreadable };
      }),
    async get(recording) {
      const stored: unknown = await withDatabase(options, (database) =>
        database.get('labLabels', recording),
      );
      return stored === undefined ? null : parseLabelTrack(stored);
    },
    async put(track) {
      const checked = parseLabelTrack(track);
      const kept: unknown = await withDatabase(options, async (database) => {
        const transaction = database.transaction('labLabels', 'readwrite', STRICT);
        const before: unknown = await transaction.store.get(track.recording);
        const replaces = before === undefined || isLabelTrack(before);
        if (replaces) await transaction.store.put(checked);
        await transaction.done;
        return replaces ? null : before;
      });
      // What cannot be read is not written over: this says what is wrong with it.
      if (kept !== null) parseLabelTrack(kept);
    },
  };
}
