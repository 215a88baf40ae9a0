import type { AnsweredMoment, MomentStore } from '#core/moments/answered-moment.ts';
import { parseMoment } from '#core/moments/stored-moment.ts';
import { StoredFormatError } from '#core/sessions/stored-records.ts';
import { type BriefOptions, withDatabase } from './with-database.ts';

/** Every answer of one student. */
const ofStudent = (studentId: string): IDBKeyRange =>
  IDBKeyRange.bound([studentId], [studentId, []], false, true);

const readable = (value: unknown): AnsweredMoment[] => {
  try {
    return [parseMoment(value)];
  } catch (error) {
    if (error instanceof StoredFormatError) return [];
    throw error;
  }
};

/** Answers in IndexedDB, by student, session and time; the database is opened for each call. */
export const createMomentStore = (options: BriefOptions = {}): MomentStore => ({
  async list(studentId) {
    const stored: unknown[] = await withDatabase(options, (database) =>
      database.getAll('moments', ofStudent(studentId)),
    );
    return stored.flatMap(readable);
  },
  put: (moment) =>
    withDatabase(options, async (database) => {
      await database.put('moments', moment);
    }),
  forget: (studentId) =>
    withDatabase(options, (database) => database.delete('moments', ofStudent(studentId))),
});
