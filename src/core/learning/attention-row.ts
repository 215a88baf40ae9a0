import type { TrainingWindow } from '../dataset/sided-window.ts';
import { at } from '../numeric/at.ts';
import { ATTENTION_SIGNAL } from '../signals/attention-signal.ts';

/** A still's window as one row for models that know no time. */
export type RowOf = (window: Pick<TrainingWindow, 'values' | 'padding'>) => Float32Array;

const NAMES: readonly string[] = ATTENTION_SIGNAL.features.map(({ name }) => name);
const PRESENCE = NAMES.indexOf('presence');
const GAZE_X = NAMES.indexOf('gaze_angle_x');
const GAZE_Y = NAMES.indexOf('gaze_angle_y');
const POSE_RX = NAMES.indexOf('pose_Rx');
const POSE_RY = NAMES.indexOf('pose_Ry');

/** The first row of data: of a held still, what every row is. */
const heldRow: RowOf = ({ values, padding }) =>
  values.subarray(padding * NAMES.length, (padding + 1) * NAMES.length);

/**
 * Rows of stills of the attention signal: its columns as they are; how far eyes and head are turned
 * aside from where they are on average in the training windows in which somebody is seen; and where
 * the eyes look with the head's turn taken off, both ways (to the side the two have opposite signs).
 */
export function attentionRows(train: readonly TrainingWindow[]): RowOf {
  const seen = train.map(heldRow).filter((row) => at(row, PRESENCE) !== 0);
  if (seen.length === 0) throw new RangeError('nobody is seen in any window to learn from');
  const meanOf = (column: number): number =>
    seen.reduce((sum, row) => sum + at(row, column), 0) / seen.length;
  const [gazeMean, poseMean] = [meanOf(GAZE_X), meanOf(POSE_RY)];
  return (window) => {
    const row = heldRow(window);
    return Float32Array.from([
      ...row,
      Math.abs(at(row, GAZE_X) - gazeMean),
      Math.abs(at(row, POSE_RY) - poseMean),
      at(row, GAZE_X) + at(row, POSE_RY),
      at(row, GAZE_Y) - at(row, POSE_RX),
    ]);
  };
}
