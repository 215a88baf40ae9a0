import {
  SPAN_EVENTS,
  type EventType,
  type SessionEvent,
  type SessionIdentity,
} from '../sessions/records.ts';
import { elapsed, timestampMs, type TimestampMs } from '../units.ts';
import { flag, number, text, type Cell } from './cell.ts';
import type { CsvColumn, CsvLayout } from './csv-layout.ts';
import { isoTimestamp } from './iso-timestamp.ts';

const SEEN: ReadonlySet<EventType> = new Set([...SPAN_EVENTS, 'person_changed'] as const);

/** Seen of the student, rather than done by them; see docs/EVENTS.md. */
export const isSeenEvent = ({ type }: Pick<SessionEvent, 'type'>): boolean => SEEN.has(type);

export interface SeenEventRow extends SessionIdentity {
  readonly startedAt: TimestampMs;
  readonly event: SessionEvent;
}

/** Fields that have columns; an event's others go to `details`. */
const NUMBERS = {
  count: 0,
  peak: 2,
  peak_deg: 1,
  most_faces: 0,
  person: 0,
} as const satisfies Readonly<Record<string, number>>;
const IN_COLUMNS = new Set([
  'duration_s',
  'offset_lecture_s',
  'seen_to_end',
  'direction',
  ...Object.keys(NUMBERS),
]);

const asNumber = ({ event }: SeenEventRow, field: string): number | null => {
  const value = event.data[field];
  return typeof value === 'number' ? value : null;
};

/** null for what has no end of its own. */
const endOf = (row: SeenEventRow): TimestampMs | null => {
  const duration = asNumber(row, 'duration_s');
  return duration === null ? null : timestampMs(row.event.at + duration * 1000);
};

const sinceStart = ({ startedAt }: SeenEventRow, at: TimestampMs | null): Cell =>
  number(at === null ? null : elapsed(startedAt, at) / 1000, 3);

function details({ event }: SeenEventRow): Cell {
  const rest = Object.entries(event.data).filter(([field]) => !IN_COLUMNS.has(field));
  return rest.length === 0 ? null : text(JSON.stringify(Object.fromEntries(rest)));
}

/** One row per event that was seen of the student, with onset and offset. */
export const SEEN_EVENTS = {
  name: 'events',
  headerSeparator: ',',
  columns: [
    { name: 'session_id', cell: ({ event }) => text(event.sessionId) },
    { name: 'student_id', cell: ({ studentId }) => text(studentId) },
    { name: 'lecture_id', cell: ({ lectureId }) => text(lectureId) },
    { name: 'course_id', cell: ({ courseId }) => text(courseId) },
    { name: 'event_type', cell: ({ event }) => event.type },
    { name: 'onset', cell: ({ event }) => isoTimestamp(event.at) },
    {
      name: 'offset',
      cell: (row) => {
        const end = endOf(row);
        return end === null ? null : isoTimestamp(end);
      },
    },
    { name: 'onset_s', cell: (row) => sinceStart(row, row.event.at) },
    { name: 'offset_s', cell: (row) => sinceStart(row, endOf(row)) },
    { name: 'onset_lecture_s', cell: ({ event }) => number(event.lectureTime, 3) },
    { name: 'offset_lecture_s', cell: (row) => number(asNumber(row, 'offset_lecture_s'), 3) },
    { name: 'duration_s', cell: (row) => number(asNumber(row, 'duration_s'), 3) },
    {
      name: 'seen_to_end',
      cell: ({ event }) => {
        const seen = event.data['seen_to_end'];
        return typeof seen === 'boolean' ? flag(seen) : null;
      },
    },
    {
      name: 'direction',
      cell: ({ event }) => {
        const { direction } = event.data;
        return typeof direction === 'string' ? text(direction) : null;
      },
    },
    ...Object.entries(NUMBERS).map(([field, decimals]): CsvColumn<SeenEventRow> => ({
      name: field,
      cell: (row) => number(asNumber(row, field), decimals),
    })),
    { name: 'details', cell: details },
  ],
} as const satisfies CsvLayout<SeenEventRow>;
