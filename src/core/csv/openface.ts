import { number, flag, type Cell } from './cell.ts';
import type { CsvColumn, CsvLayout } from './csv-layout.ts';
import { AU_COLUMNS, featureOf, vectorOf, type FeatureRow } from './feature-row.ts';
import type { FaceFeature } from '../signals/face-signal.ts';
import type { Vec3 } from '../units.ts';

type Column = CsvColumn<FeatureRow>;

const RADIAN_DECIMALS = 6;
const AXES = ['x', 'y', 'z'] as const satisfies readonly (keyof Vec3)[];

const angle = (name: FaceFeature): Column => ({
  name,
  cell: ({ observation }) => number(featureOf(observation, name), RADIAN_DECIMALS),
});
const vector = (prefix: string, key: 'gaze0' | 'gaze1' | 'position', decimals: number): Column[] =>
  AXES.map((axis) => ({
    name: `${prefix}${axis}`,
    cell: ({ observation }) => number(vectorOf(observation, key, axis), decimals),
  }));
const confidence = ({ observation }: FeatureRow): Cell =>
  number(observation.kind === 'face' ? observation.confidence : null, 4);

const TIMESTAMP: Column = {
  name: 'timestamp',
  cell: ({ time }) => number(time.kind === 'moment' ? time.elapsed / 1000 : null, 6),
};
const BEFORE_TIME: readonly Column[] = [
  { name: 'frame', cell: ({ frame }) => String(frame) },
  { name: 'face_id', cell: () => '0' },
];
const AFTER_TIME: readonly Column[] = [
  { name: 'confidence', cell: confidence },
  { name: 'success', cell: ({ observation }) => flag(observation.kind === 'face') },
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
];

/**
 * The columns of OpenFace 2.2's `FeatureExtraction` that can be filled, in its order, names and
 * units (radians, millimetres, seconds): no landmarks, no shape parameters, no AU presence.
 */
export const OPENFACE = {
  name: 'openface',
  headerSeparator: ', ',
  columns: [...BEFORE_TIME, TIMESTAMP, ...AFTER_TIME],
} as const satisfies CsvLayout<FeatureRow>;

/** A set of stills: as OpenFace does for images, without a `timestamp` column. */
export const OPENFACE_STILLS = {
  name: 'openface-stills',
  headerSeparator: ', ',
  columns: [...BEFORE_TIME, ...AFTER_TIME],
} as const satisfies CsvLayout<FeatureRow>;
