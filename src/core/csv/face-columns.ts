import type { Observation } from '../signals/face-sample.ts';
import { ACTION_UNITS, featureIndex, type FaceFeature } from '../signals/face-signal.ts';
import { toDegrees, type Radians, type Vec3 } from '../units.ts';
import { flag, number } from './cell.ts';
import type { CsvColumn } from './csv-layout.ts';

/** A row of any layout that says something of a face. */
interface Observed {
  readonly observation: Observation;
}
type Column = CsvColumn<Observed>;

const AXES = ['x', 'y', 'z'] as const satisfies readonly (keyof Vec3)[];

/** In its canonical unit, or null where there is no face. */
function featureOf(observation: Observation, feature: FaceFeature): number | null {
  if (observation.kind === 'absent') return null;
  return observation.features[featureIndex(feature)] ?? null;
}

const vector = (prefix: string, key: 'gaze0' | 'gaze1' | 'position', decimals: number): Column[] =>
  AXES.map((axis) => ({
    name: `${prefix}${axis}`,
    cell: ({ observation }) =>
      number(observation.kind === 'absent' ? null : observation[key][axis], decimals),
  }));

export const GAZE_VECTOR_COLUMNS: readonly Column[] = [
  ...vector('gaze_0_', 'gaze0', 6),
  ...vector('gaze_1_', 'gaze1', 6),
];
/** Millimetres. */
export const POSITION_COLUMNS: readonly Column[] = vector('pose_T', 'position', 2);

/** Intensities: `AU01_r` and so on. */
export const ACTION_UNIT_COLUMNS: readonly Column[] = ACTION_UNITS.map((unit) => ({
  name: `${unit}_r`,
  cell: ({ observation }) => number(featureOf(observation, unit), 4),
}));

export const CONFIDENCE_COLUMN: Column = {
  name: 'confidence',
  cell: ({ observation }) => number(observation.kind === 'face' ? observation.confidence : null, 4),
};

/** 1 where a face was read, else 0. */
export const presenceColumn = (name: string): Column => ({
  name,
  cell: ({ observation }) => flag(observation.kind === 'face'),
});

export const radiansColumn = (feature: FaceFeature): Column => ({
  name: feature,
  cell: ({ observation }) => number(featureOf(observation, feature), 6),
});

export const degreesColumn = (feature: FaceFeature, name: string = feature): Column => ({
  name,
  cell: ({ observation }) => {
    const value = featureOf(observation, feature);
    return number(value === null ? null : toDegrees(value as Radians), 4);
  },
});
