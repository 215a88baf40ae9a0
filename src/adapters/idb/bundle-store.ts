import {
  type BundleHead,
  type BundleStore,
  type StoredBundle,
} from '#core/deployments/stored-bundle.ts';
import { parseStoredBundle } from '#core/deployments/stored-deployments.ts';
import { CARD_FILE, MANIFEST_FILE } from '#core/models/bundle-manifest.ts';
import { BundleRefused } from '#core/models/bundle-refusal.ts';
import { parseManifest } from '#core/models/model-bundle.ts';
import { StoredFormatError } from '#core/sessions/stored-records.ts';
import { MODEL_SIGNALS } from '#core/signals/model-signals.ts';
import { type BriefOptions, withDatabase } from './with-database.ts';

function headOf({ files, ...head }: StoredBundle): BundleHead {
  const text = (name: string): string | null => {
    const bytes = files.get(name);
    return bytes === undefined ? null : new TextDecoder().decode(bytes);
  };
  const manifest = parseManifest(text(MANIFEST_FILE) ?? '', MODEL_SIGNALS);
  return { ...head, manifest, card: text(CARD_FILE) };
}

/** Model bundles in IndexedDB; the database is opened for each call. */
export const createBundleStore = (options: BriefOptions = {}): BundleStore => ({
  list: () =>
    withDatabase(options, async (database) => {
      const heads: BundleHead[] = [];
      const unreadable: string[] = [];
      // One at a time, so that no more than one bundle's files are in memory.
      let cursor = await database.transaction('bundles').store.openCursor();
      while (cursor !== null) {
        try {
          heads.push(headOf(parseStoredBundle(cursor.value)));
        } catch (error) {
          if (error instanceof StoredFormatError) unreadable.push(error.message);
          else if (error instanceof BundleRefused) {
            unreadable.push(`The stored model ${cursor.key} cannot be used: ${error.message}`);
          } else throw error;
        }
        cursor = await cursor.continue();
      }
      return { heads: heads.sort((a, b) => b.addedAt - a.addedAt), unreadable };
    }),
  async get(id) {
    const stored: unknown = await withDatabase(options, (database) => database.get('bundles', id));
    return stored === undefined ? null : parseStoredBundle(stored);
  },
  put: (bundle) =>
    withDatabase(options, async (database) => {
      await database.put('bundles', bundle);
    }),
  delete: (id) => withDatabase(options, (database) => database.delete('bundles', id)),
});
