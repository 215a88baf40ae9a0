import { compactTimestamp } from '../csv/iso-timestamp.ts';
import type { TimestampMs } from '../units.ts';
import type { ClassRecord } from '../live/records/class-record.ts';
import type { SessionIdentity } from './records.ts';

const LONGEST_PART = 64;

/**
 * A part of a file name that every file system takes: letters, digits, `-`, `_` and `.`, none of it
 * leading out of its folder or hiding the file. What is unsafe becomes `-`.
 */
export function safeNamePart(value: string): string {
  const safe = value
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{N}\p{M}_.-]+/gu, '-')
    .replaceAll(/\.{2,}/g, '.')
    .replaceAll(/^[.-]+|[.-]+$/g, '');
  return safe === '' ? 'unnamed' : Array.from(safe).slice(0, LONGEST_PART).join('');
}

type Named = Pick<SessionIdentity, 'studentId' | 'lectureId'> & { readonly id: string };

const sessionPart = ({ studentId, lectureId, id }: Named): string =>
  [studentId, lectureId, id].map(safeNamePart).join('_');

/** `{student}_{lecture}_{session}_{YYYYMMDD_HHMMSS_micro}.jpg`, the time in UTC. */
export const keptFrameName = (session: Named, at: TimestampMs): string =>
  `${sessionPart(session)}_${compactTimestamp(at)}.jpg`;

/** `{what}_{student}_{lecture}_{session}.{extension}` */
export const exportFileName = (what: string, session: Named, extension: string): string =>
  `${safeNamePart(what)}_${sessionPart(session)}.${extension}`;

/** `{what}_{course}_{lecture}_{start}.{extension}`, the start in UTC. */
export const classFileName = (
  what: string,
  { courseId, lectureId, startedAt }: Pick<ClassRecord, 'courseId' | 'lectureId' | 'startedAt'>,
  extension: string,
): string =>
  `${[what, courseId, lectureId].map(safeNamePart).join('_')}_${compactTimestamp(startedAt)}.${extension}`;

export const courseFileName = (courseId: string): string =>
  `class-timelines_${safeNamePart(courseId)}.csv`;

/** Of one session in the zip of all. */
export const sessionFolder = (session: Named): string => sessionPart(session);

/** `sessions_{moment}.zip`, in UTC. */
export const deviceFileName = (at: TimestampMs): string => `sessions_${compactTimestamp(at)}.zip`;
