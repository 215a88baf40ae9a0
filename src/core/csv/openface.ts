import { number } from './cell.ts';
import type { CsvColumn, CsvLayout } from './csv-layout.ts';
import {
  ACTION_UNIT_COLUMNS,
  CONFIDENCE_COLUMN,
  GAZE_VECTOR_COLUMNS,
  POSITION_COLUMNS,
  presenceColumn,
  radiansColumn,
} from './face-columns.ts';
import type { FeatureRow } from './feature-row.ts';

type Columns = readonly CsvColumn<FeatureRow>[];

const BEFORE_TIME: Columns = [
  { name: 'frame', cell: ({ frame }) => String(frame) },
  { name: 'face_id', cell: () => '0' },
];
const TIME: Columns = [
  {
    name: 'timestamp',
    cell: ({ time }) => number(time.kind === 'moment' ? time.elapsed / 1000 : null, 6),
  },
];
const AFTER_TIME: Columns = [
  CONFIDENCE_COLUMN,
  presenceColumn('success'),
  ...GAZE_VECTOR_COLUMNS,
  radiansColumn('gaze_angle_x'),
  radiansColumn('gaze_angle_y'),
  ...POSITION_COLUMNS,
  radiansColumn('pose_Rx'),
  radiansColumn('pose_Ry'),
  radiansColumn('pose_Rz'),
  ...ACTION_UNIT_COLUMNS,
];

/**
 * The columns of OpenFace 2.2's `FeatureExtraction` that can be filled, in its order, names and
 * units (radians, millimetres, seconds): no landmarks, no shape parameters, no AU presence.
 */
export const OPENFACE = {
  name: 'openface',
  headerSeparator: ', ',
  columns: [...BEFORE_TIME, ...TIME, ...AFTER_TIME],
} as const satisfies CsvLayout<FeatureRow>;

/** A set of stills: as OpenFace does for images, without a `timestamp` column. */
export const OPENFACE_STILLS = {
  name: 'openface-stills',
  headerSeparator: ', ',
  columns: [...BEFORE_TIME, ...AFTER_TIME],
} as const satisfies CsvLayout<FeatureRow>;
