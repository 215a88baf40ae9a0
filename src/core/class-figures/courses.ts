import type { ClassRecordHead } from '../live/records/class-record.ts';

export interface Course {
  readonly courseId: string;
  /** The oldest first. */
  readonly records: readonly ClassRecordHead[];
}

/** Records by course, the courses by name. */
export function coursesOf(heads: readonly ClassRecordHead[]): readonly Course[] {
  const courses = new Map<string, ClassRecordHead[]>();
  for (const head of heads) {
    const course = courses.get(head.courseId);
    if (course === undefined) courses.set(head.courseId, [head]);
    else course.push(head);
  }
  return [...courses]
    .map(([courseId, records]) => ({
      courseId,
      records: records.toSorted((a, b) => a.startedAt - b.startedAt),
    }))
    .sort((a, b) => (a.courseId < b.courseId ? -1 : 1));
}
