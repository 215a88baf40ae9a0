import type { LabRun } from '#core/lab/lab-run.ts';
import type { RunStore } from '#core/lab/lab-stores.ts';
import { parseRun } from '#core/lab/stored-run.ts';
import { StoredFormatError } from '#core/sessions/stored-records.ts';
import { type BriefOptions, withDatabase } from './with-database.ts';

type Read =
  | { readonly kind: 'read'; readonly run: LabRun }
  | { readonly kind: 'unreadable'; readonly error: StoredFormatError };

function readOf(stored: unknown): Read {
  try {
    return { kind: 'read', run: parseRun(stored) };
  } catch (error) {
    if (!(error instanceof StoredFormatError)) throw error;
    return { kind: 'unreadable', error };
  }
}

/** Runs of the lab in IndexedDB. Rejects with StorageError, and with StoredFormatError for a run that cannot be read. */
export const createRunStore = (options: BriefOptions = {}): RunStore => ({
  async list() {
    const stored: readonly unknown[] = await withDatabase(options, (database) =>
      database.getAll('labRuns'),
    );
    const items: LabRun[] = [];
    const unreadable: string[] = [];
    for (const row of stored) {
      const read = readOf(row);
      if (read.kind === 'read') items.push(read.run);
      else unreadable.push(read.error.message);
    }
    return { items: items.sort((a, b) => b.startedAt - a.startedAt), unreadable };
  },
  async get(id) {
    const stored: unknown = await withDatabase(options, (database) => database.get('labRuns', id));
    return stored === undefined ? null : parseRun(stored);
  },
  async put(run) {
    await withDatabase(options, (database) => database.put('labRuns', run));
  },
  async update(id, change) {
    const done = await withDatabase(options, async (database) => {
      const transaction = database.transaction('labRuns', 'readwrite');
      const stored: unknown = await transaction.store.get(id);
      const read = stored === undefined ? null : readOf(stored);
      const run = read?.kind === 'read' ? change(read.run) : null;
      if (run !== null) await transaction.store.put(run);
      await transaction.done;
      return { run, error: read?.kind === 'unreadable' ? read.error : null };
    });
    if (done.error !== null) throw done.error;
    return done.run;
  },
  async delete(id) {
    await withDatabase(options, (database) => database.delete('labRuns', id));
  },
});
