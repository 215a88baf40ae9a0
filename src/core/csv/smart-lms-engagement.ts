import type { EngagementStatus } from '../engagement/reading.ts';
import type { SessionIdentity } from '../sessions/records.ts';
import type { Observation } from '../signals/face-sample.ts';
import type { Score, TimestampMs } from '../units.ts';
import { number, text } from './cell.ts';
import type { CsvLayout } from './csv-layout.ts';
import { degreesColumn, presenceColumn } from './face-columns.ts';
import { isoTimestamp } from './iso-timestamp.ts';

export interface EngagementRow extends SessionIdentity {
  readonly at: TimestampMs;
  readonly sessionId: string;
  /** Where the kept picture of this moment lies in the export, or null where none was kept. */
  readonly framePath: string | null;
  readonly score: Score | null;
  readonly status: EngagementStatus | null;
  readonly observation: Observation;
}

/** The engagement log of Smart LMS: angles in degrees, score 0..100. */
export const SMART_LMS_ENGAGEMENT = {
  name: 'smart-lms-engagement',
  headerSeparator: ',',
  columns: [
    { name: 'timestamp', cell: ({ at }) => isoTimestamp(at) },
    { name: 'session_id', cell: ({ sessionId }) => text(sessionId) },
    { name: 'student_id', cell: ({ studentId }) => text(studentId) },
    { name: 'lecture_id', cell: ({ lectureId }) => text(lectureId) },
    { name: 'course_id', cell: ({ courseId }) => text(courseId) },
    { name: 'frame_path', cell: ({ framePath }) => text(framePath ?? '') },
    { name: 'engagement_score', cell: ({ score }) => number(score, 2) },
    { name: 'status', cell: ({ status }) => status },
    presenceColumn('face_detected'),
    degreesColumn('gaze_angle_x'),
    degreesColumn('gaze_angle_y'),
    degreesColumn('pose_Rx', 'head_pose_rx'),
    degreesColumn('pose_Ry', 'head_pose_ry'),
    degreesColumn('pose_Rz', 'head_pose_rz'),
  ],
} as const satisfies CsvLayout<EngagementRow>;
