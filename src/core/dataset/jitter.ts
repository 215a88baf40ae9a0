import { at } from '../numeric/at.ts';
import type { Random } from '../ports.ts';
import type { Signal } from '../signals/signal.ts';
import { normal, seenIn } from './distortions.ts';
import { type FeatureRange, keptInRange, rangesOf } from './feature-range.ts';
import { isStill } from './motion.ts';
import type { TrainingWindow } from './sided-window.ts';

/** One normal draw for each feature, the same in every row; presence and rows of nobody stay. */
function shifted(
  window: TrainingWindow,
  deviations: readonly number[],
  ranges: readonly FeatureRange[],
  signal: Signal,
  random: Random,
): TrainingWindow {
  const columns = signal.features.length;
  const shifts = signal.features.map(({ isPresence }, column) =>
    isPresence === true ? 0 : at(deviations, column) * normal(random),
  );
  const seen = seenIn(window.values, signal);
  const start = window.padding * columns;
  const values = window.values.map((value, index) => {
    const column = index % columns;
    const isMoved = index >= start && seen(index) && at(shifts, column) !== 0;
    return isMoved ? keptInRange(at(ranges, column), value, value + at(shifts, column)) : value;
  });
  return { ...window, values, augmentedBy: [...window.augmentedBy, 'jitter'] };
}

export interface JitterSettings {
  /** Of each still. */
  readonly copies: number;
  /** Of each feature, in its own unit. */
  readonly deviations: readonly number[];
  /** One for each feature. */
  readonly ranges: readonly FeatureRange[];
}

/**
 * Copies of stills that look a little different, each held as its still is; the stills are not among
 * them. Copies of nobody are all the same, so that the shares stay. Still by still, in their order.
 * The training side alone, by its type; the same numbers of `random` give the same.
 */
export const jittered = (
  windows: readonly TrainingWindow[],
  { copies, deviations, ranges }: JitterSettings,
  signal: Signal,
  random: Random,
): readonly TrainingWindow[] =>
  windows
    .filter(isStill)
    .flatMap((still) =>
      Array.from({ length: copies }, () => shifted(still, deviations, ranges, signal, random)),
    );

export interface ConstantNoiseSettings {
  /** As a share of each feature's deviation, which is what 1 is after scaling. */
  readonly noise: number;
  /** Of each feature on the training side, in its own unit. */
  readonly deviations: readonly number[];
}

/** Every window, shifted as a whole by normal noise within the signal's ranges. As `jittered`. */
export function constantNoise(
  windows: readonly TrainingWindow[],
  { noise, deviations }: ConstantNoiseSettings,
  signal: Signal,
  random: Random,
): readonly TrainingWindow[] {
  if (noise === 0) return windows;
  const sizes = deviations.map((deviation) => noise * deviation);
  const ranges = rangesOf(signal);
  return windows.map((window) => shifted(window, sizes, ranges, signal, random));
}
