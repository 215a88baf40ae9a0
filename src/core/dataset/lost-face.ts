import { at } from '../numeric/at.ts';
import type { Random } from '../ports.ts';
import type { ModelSignal } from '../signals/model-signals.ts';
import type { Signal } from '../signals/signal.ts';
import { seenIn } from './distortions.ts';
import type { SourcedWindow, TrainingWindow } from './sided-window.ts';

/** Whether somebody was seen in any row of data; yes for signals that do not say. */
export function isAnybodySeen(
  { values, padding }: Pick<SourcedWindow, 'values' | 'padding'>,
  signal: Signal,
): boolean {
  const seen = seenIn(values, signal);
  const columns = signal.features.length;
  for (let start = padding * columns; start < values.length; start += columns) {
    if (seen(start)) return true;
  }
  return false;
}

/**
 * What is true of windows of nobody: the mean of their targets, each counted once more than it is
 * (Laplace), so that no label is impossible: shares that sum to 1, where each window's targets do.
 */
export function absentTargetsOf(
  train: readonly TrainingWindow[],
  signal: Signal,
): readonly number[] {
  const absent = train.filter((window) => !isAnybodySeen(window, signal));
  const sums = train[0]?.targets.map((_, output) =>
    absent.reduce((sum, { targets }) => sum + at(targets, output), 1),
  );
  if (sums === undefined) throw new RangeError('there is no window to learn absence from');
  return sums.map((sum) => sum / (absent.length + sums.length));
}

export interface LostFaceSettings {
  /** Probability of a window to lose the face. */
  readonly share: number;
  /** What is true while nobody is seen; one number for each target. */
  readonly absentTargets: readonly number[];
}

/**
 * Windows in which the face is lost for a while: for U·length rows, U uniform, anywhere, beginning
 * before the window or ending after it too. The targets go towards those of nobody by the share of
 * the rows of data in which somebody was seen before. The training side alone, by its type; the same
 * numbers of `random` give the same. Throws RangeError for a signal without a row for nobody.
 */
export function losingTheFace(
  windows: readonly TrainingWindow[],
  { share, absentTargets }: LostFaceSettings,
  signal: ModelSignal,
  random: Random,
): readonly TrainingWindow[] {
  const { absentRow, features } = signal;
  if (absentRow === null) {
    throw new RangeError(`to the signal ${signal.name} a missing face is a gap and no row`);
  }
  const columns = features.length;
  return windows.map((window) => {
    if (random() >= share) return window;
    const rows = window.values.length / columns;
    const span = random() * rows;
    const from = random() * (rows + span) - span;
    const seen = seenIn(window.values, signal);
    const values = window.values.slice();
    let lost = 0;
    for (let row = window.padding; row < rows; row++) {
      // A row is a moment: its middle.
      const isWithin = row + 0.5 >= from && row + 0.5 < from + span;
      if (!isWithin || !seen(row * columns)) continue;
      values.set(absentRow, row * columns);
      lost++;
    }
    if (lost === 0) return window;
    const q = lost / (rows - window.padding);
    const targets = window.targets.map(
      (target, output) => (1 - q) * target + q * at(absentTargets, output),
    );
    return { ...window, values, targets, augmentedBy: [...window.augmentedBy, 'lost_face'] };
  });
}
