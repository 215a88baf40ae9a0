import { deriveReadings, type DerivedReadings } from '../signals/derived.ts';
import { number, text } from './cell.ts';
import type { CsvColumn, CsvLayout } from './csv-layout.ts';
import {
  ACTION_UNIT_COLUMNS,
  CONFIDENCE_COLUMN,
  GAZE_VECTOR_COLUMNS,
  POSITION_COLUMNS,
  degreesColumn,
  presenceColumn,
} from './face-columns.ts';
import type { FeatureRow } from './feature-row.ts';
import { isoTimestamp } from './iso-timestamp.ts';

const derived = (name: string, key: keyof DerivedReadings): CsvColumn<FeatureRow> => ({
  name,
  cell: ({ observation }) =>
    observation.kind === 'absent' ? null : number(deriveReadings(observation.features)[key], 4),
});

/**
 * The features log of Smart LMS: gaze angles and head turns in degrees, positions in millimetres.
 * Where its own log had zeros because no face was found, these cells are empty.
 */
export const SMART_LMS_FEATURES = {
  name: 'smart-lms-features',
  headerSeparator: ',',
  columns: [
    {
      name: 'timestamp',
      cell: ({ time }) => (time.kind === 'moment' ? isoTimestamp(time.at) : null),
    },
    { name: 'frame', cell: ({ frame }) => String(frame) },
    { name: 'session_id', cell: ({ sessionId }) => text(sessionId) },
    { name: 'lecture_id', cell: ({ lectureId }) => text(lectureId) },
    { name: 'course_id', cell: ({ courseId }) => text(courseId) },
    presenceColumn('face_detected'),
    CONFIDENCE_COLUMN,
    { name: 'status', cell: ({ status }) => status },
    { name: 'engagement_score', cell: ({ score }) => number(score, 2) },
    ...GAZE_VECTOR_COLUMNS,
    degreesColumn('gaze_angle_x'),
    degreesColumn('gaze_angle_y'),
    ...POSITION_COLUMNS,
    degreesColumn('pose_Rx'),
    degreesColumn('pose_Ry'),
    degreesColumn('pose_Rz'),
    ...ACTION_UNIT_COLUMNS,
    derived('smile_intensity', 'smileIntensity'),
    derived('confusion_level', 'confusionLevel'),
    derived('drowsiness_level', 'drowsinessLevel'),
  ],
} as const satisfies CsvLayout<FeatureRow>;
