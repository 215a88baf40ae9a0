import type { LiveModel } from '../models/prediction.ts';

/** Which model a course's live sessions run; the shipped one where nothing is stored. */
export interface CourseModel {
  readonly courseId: string;
  readonly model: LiveModel;
  readonly formatVersion: 1;
  /** A stored bundle's id; null for the shipped one. */
  readonly active: string | null;
  /** What was active before, newest first, and until when (Unix time, milliseconds). */
  readonly before: readonly { readonly bundle: string | null; readonly until: number }[];
}

export interface CourseModelStore {
  list(): Promise<readonly CourseModel[]>;
  get(courseId: string, model: LiveModel): Promise<CourseModel | null>;
  put(choice: CourseModel): Promise<void>;
}
