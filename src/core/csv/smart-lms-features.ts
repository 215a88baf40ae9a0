import { toDegrees, type Radians, type Vec3 } from '../units.ts';
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

/** From intensities of action units; empty where there is no face. */
const derived = (
  name: string,
  units: readonly FaceFeature[],
  formula: (...intensities: readonly number[]) => number,
): Column => ({
  name,
  cell: ({ observation }) =>
    observation.kind === 'absent'
      ? null
      : number(formula(...units.map((unit) => featureOf(observation, unit) ?? NaN)), 4),
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
    derived('smile_intensity', ['AU06', 'AU12'], (au06 = NaN, au12 = NaN) => (au06 + au12) / 2),
    derived(
      'confusion_level',
      ['AU01', 'AU02', 'AU04'],
      (au01 = NaN, au02 = NaN, au04 = NaN) => (au01 + au02 + au04) / 3,
    ),
    derived('drowsiness_level', ['AU07', 'AU45', 'AU05'], (au07 = NaN, au45 = NaN, au05 = NaN) =>
      Math.max(0, au07 + au45 - au05),
    ),
  ],
} as const satisfies CsvLayout<FeatureRow>;
