import type { LiveModel } from '../models/prediction.ts';

/** Which model a course's live sessions run; the shipped one where nothing is stored. */
export interface CourseModel {
  readonly courseId: string;
  readonly model: LiveModel;
  readonly formatVersion: 1;
  /** A stored bundle's id; null for the shipped one. */
  readonly active: string | null;
  /** Since when it is (Unix time, milliseconds); null: nobody ever chose. */
  readonly since: number | null;
  /** What was active before, newest first, and until when (Unix time, milliseconds). */
  readonly before: readonly { readonly bundle: string | null; readonly until: number }[];
}

export interface CourseModelStore {
  /** In the order of the courses, with a sentence for each choice that cannot be read. */
  list(): Promise<{
    readonly choices: readonly CourseModel[];
    readonly unreadable: readonly string[];
  }>;
  /** null where nobody chose. Rejects with StoredFormatError for a choice that cannot be read. */
  get(courseId: string, model: LiveModel): Promise<CourseModel | null>;
  put(choice: CourseModel): Promise<void>;
}
