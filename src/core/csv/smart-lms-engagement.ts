import type { EngagementStatus } from '../engagement/reading.ts';
import type { SessionIdentity } from '../sessions/records.ts';
import type { Observation } from '../signals/face-sample.ts';
import type { FaceFeature } from '../signals/face-signal.ts';
import { toDegrees, type Radians, type Score, type TimestampMs } from '../units.ts';
import { flag, number, text } from './cell.ts';
import type { CsvColumn, CsvLayout } from './csv-layout.ts';
import { featureOf } from './feature-row.ts';
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

const angle = (name: string, feature: FaceFeature): CsvColumn<EngagementRow> => ({
  name,
  cell: ({ observation }) => {
    const value = featureOf(observation, feature);
    return number(value === null ? null : toDegrees(value as Radians), 4);
  },
});

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
    { name: 'face_detected', cell: ({ observation }) => flag(observation.kind === 'face') },
    angle('gaze_angle_x', 'gaze_angle_x'),
    angle('gaze_angle_y', 'gaze_angle_y'),
    angle('head_pose_rx', 'pose_Rx'),
    angle('head_pose_ry', 'pose_Ry'),
    angle('head_pose_rz', 'pose_Rz'),
  ],
} as const satisfies CsvLayout<EngagementRow>;
