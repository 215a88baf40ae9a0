import type { CourseModel, CourseModelStore } from '#core/deployments/course-model.ts';
import { parseCourseModel } from '#core/deployments/stored-deployments.ts';
import { StoredFormatError } from '#core/sessions/stored-records.ts';
import { type BriefOptions, withDatabase } from './with-database.ts';

/** Which models courses run, in IndexedDB; the database is opened for each call. */
export const createCourseModelStore = (options: BriefOptions = {}): CourseModelStore => ({
  async list() {
    const stored: unknown[] = await withDatabase(options, (database) =>
      database.getAll('courseModels'),
    );
    const choices: CourseModel[] = [];
    const unreadable: string[] = [];
    for (const value of stored) {
      try {
        choices.push(parseCourseModel(value));
      } catch (error) {
        if (!(error instanceof StoredFormatError)) throw error;
        unreadable.push(error.message);
      }
    }
    return { choices, unreadable };
  },
  async get(courseId, model) {
    const stored: unknown = await withDatabase(options, (database) =>
      database.get('courseModels', [courseId, model]),
    );
    return stored === undefined ? null : parseCourseModel(stored);
  },
  put: (choice) =>
    withDatabase(options, async (database) => {
      await database.put('courseModels', choice);
    }),
});
