import type { SessionEvent, SessionIdentity } from '../sessions/records.ts';
import { text } from './cell.ts';
import type { CsvLayout } from './csv-layout.ts';
import { isoTimestamp } from './iso-timestamp.ts';

export interface BehaviourRow extends SessionIdentity {
  readonly event: SessionEvent;
}

/** One JSON object: the lecture, the position in it in seconds (null before one is loaded), the event's own data. */
const eventData = ({ event, lectureId, courseId }: BehaviourRow): string =>
  JSON.stringify({
    lecture_id: lectureId,
    course_id: courseId,
    lecture_time_s: event.lectureTime,
    ...event.data,
  });

/** The behaviour log of Smart LMS: one row per event. */
export const SMART_LMS_BEHAVIOUR = {
  name: 'smart-lms-behaviour',
  headerSeparator: ',',
  columns: [
    { name: 'timestamp', cell: ({ event }) => isoTimestamp(event.at) },
    { name: 'session_id', cell: ({ event }) => text(event.sessionId) },
    { name: 'student_id', cell: ({ studentId }) => text(studentId) },
    { name: 'lecture_id', cell: ({ lectureId }) => text(lectureId) },
    { name: 'course_id', cell: ({ courseId }) => text(courseId) },
    { name: 'event_type', cell: ({ event }) => event.type },
    { name: 'event_data', cell: (row) => text(eventData(row)) },
  ],
} as const satisfies CsvLayout<BehaviourRow>;
