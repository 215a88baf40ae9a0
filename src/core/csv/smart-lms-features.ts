import { toDegrees, type Radians, type Vec3 } from '../units.ts';
import { deriveReadings, type DerivedReadings } from '../signals/derived.ts';
import type { FaceFeature } from '../signals/face-signal.ts';
import { flag, number, text, type Cell } from './cell.ts';
import type { CsvColumn, CsvLayout } from './csv-layout.ts';
import { AU_COLUMNS, featureOf, vectorOf, type FeatureRow } from './feature-row.ts';
import { isoTimestamp } from './iso-timestamp.ts';

type Column = CsvColumn<FeatureRow>;

const AXES = ['x', 'y', 'z'] as const satisfies readonly (keyof Vec3)[];

const inDegrees = (row: FeatureRow, name: FaceFeature): Cell => {
  const value = featureOf(row.observation, name);
  return number(value === null ? null : toDegrees(value as Radians), 4);
};
const angle = (name: FaceFeature): Column => ({ name, cell: (row) => inDegrees(row, name) });
const vector = (prefix: string, key: 'gaze0' | 'gaze1' | 'position', decimals: number): Column[] =>
  AXES.map((axis) => ({
    name: `${prefix}${axis}`,
    cell: ({ observation }) => number(vectorOf(observation, key, axis), decimals),
  }));

const derived = (name: string, key: keyof DerivedReadings): Column => ({
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
    { name: 'face_detected', cell: ({ observation }) => flag(observation.kind === 'face') },
    {
      name: 'confidence',
      cell: ({ observation }) =>
        number(observation.kind === 'face' ? observation.confidence : null, 4),
    },
    { name: 'status', cell: ({ status }) => status },
    { name: 'engagement_score', cell: ({ score }) => number(score, 2) },
    ...vector('gaze_0_', 'gaze0', 6),
    ...vector('gaze_1_', 'gaze1', 6),
    angle('gaze_angle_x'),
    angle('gaze_angle_y'),
    ...vector('pose_T', 'position', 2),
    angle('pose_Rx'),
    angle('pose_Ry'),
    angle('pose_Rz'),
    ...AU_COLUMNS.map(({ unit, column }) => ({
      name: column,
      cell: ({ observation }: FeatureRow) => number(featureOf(observation, unit), 4),
    })),
    derived('smile_intensity', 'smileIntensity'),
    derived('confusion_level', 'confusionLevel'),
    derived('drowsiness_level', 'drowsinessLevel'),
  ],
} as const satisfies CsvLayout<FeatureRow>;
