import { type Learner, type LearnerStore, newLearner } from '#core/moments/learner.ts';
import { parseLearner } from '#core/moments/stored-moment.ts';
import { StoredFormatError } from '#core/sessions/stored-records.ts';
import { type BriefOptions, withDatabase } from './with-database.ts';

const readable = (value: unknown): Learner[] => {
  if (value === undefined) return [];
  try {
    return [parseLearner(value)];
  } catch (error) {
    if (error instanceof StoredFormatError) return [];
    throw error;
  }
};

/** Learners in IndexedDB, one a student; the database is opened for each call. */
export const createLearnerStore = (options: BriefOptions = {}): LearnerStore => ({
  async list() {
    const stored: unknown[] = await withDatabase(options, (database) =>
      database.getAll('learners'),
    );
    return stored.flatMap(readable);
  },
  async get(studentId) {
    const stored: unknown = await withDatabase(options, (database) =>
      database.get('learners', studentId),
    );
    return readable(stored)[0] ?? null;
  },
  change: (studentId, change) =>
    withDatabase(options, async (database) => {
      const transaction = database.transaction('learners', 'readwrite');
      const stored: unknown = await transaction.store.get(studentId);
      // What a newer Heed wrote is not ours to overwrite: then it rejects, and nothing changes.
      const before = stored === undefined ? newLearner(studentId) : parseLearner(stored);
      const after = change(before);
      if (after !== before) await transaction.store.put(after);
      await transaction.done;
      return after;
    }),
  delete: (studentId) =>
    withDatabase(options, (database) => database.delete('learners', studentId)),
});
