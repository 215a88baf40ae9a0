import { classStudentsTable } from '#core/csv/class-students.ts';
import { classTimelineHeader, classTimelineLines } from '#core/csv/class-timeline.ts';
import { classRecordJson } from '#core/live/records/class-record-json.ts';
import type {
  ClassRecord,
  ClassRecordHead,
  ClassRecordStore,
} from '#core/live/records/class-record.ts';
import { classFileName, courseFileName } from '#core/sessions/file-names.ts';
import type { ExportFile } from './export-session.ts';

export type ClassTable = 'timeline' | 'students' | 'record';

// eslint-disable-next-line @typescript-eslint/require-await -- a stream of one
async function* once(text: string): AsyncGenerator<string> {
  yield text;
}

/** One of the exports of a record; its content can be read once. */
export function classFile(record: ClassRecord, table: ClassTable): ExportFile {
  switch (table) {
    case 'timeline':
      return {
        name: classFileName('class-timeline', record, 'csv'),
        mime: 'text/csv',
        content: once(classTimelineHeader() + classTimelineLines(record)),
      };
    case 'students':
      return {
        name: classFileName('class-students', record, 'csv'),
        mime: 'text/csv',
        content: once(classStudentsTable(record)),
      };
    case 'record':
      return {
        name: classFileName('class-record', record, 'json'),
        mime: 'application/json',
        content: once(classRecordJson(record)),
      };
  }
}

async function* courseTable(
  store: Pick<ClassRecordStore, 'get'>,
  heads: readonly ClassRecordHead[],
): AsyncGenerator<string> {
  yield classTimelineHeader();
  for (const { id } of heads) {
    const record = await store.get(id);
    if (record !== null) yield classTimelineLines(record);
  }
}

/** The timelines of all records of a course in one table, the oldest first, one held at a time. */
export const courseFile = (
  store: Pick<ClassRecordStore, 'get'>,
  courseId: string,
  heads: readonly ClassRecordHead[],
): ExportFile => ({
  name: courseFileName(courseId),
  mime: 'text/csv',
  content: courseTable(
    store,
    heads
      .filter((head) => head.courseId === courseId)
      .toSorted((a, b) => a.startedAt - b.startedAt),
  ),
});
