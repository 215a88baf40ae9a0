import type { Random } from '../ports.ts';
import type { Signal } from '../signals/signal.ts';
import { mirrored, noisy, timeWarped, withoutFeatures } from './distortions.ts';
import type { ColumnMoments } from './scaler.ts';
import type { Augmentation, TrainingWindow } from './sided-window.ts';

export interface AugmentationSettings {
  /** Changed copies of each window, beside the window itself. */
  readonly copies: number;
  /** Largest change of speed, as a share. */
  readonly timeWarp: number;
  /** Noise as a share of each feature's deviation on the training side. */
  readonly noise: number;
  /** Probability of each feature to be dropped. */
  readonly featureDropout: number;
  /** Probability of a mirrored copy; 0 for a signal whose signs in a mirror are not known. */
  readonly mirror: number;
}

export const DEFAULT_AUGMENTATION: AugmentationSettings = {
  copies: 1,
  timeWarp: 0.1,
  noise: 0.05,
  featureDropout: 0.1,
  mirror: 0.5,
};

/** What a training side is like, before any augmentation. */
export interface AugmentationContext {
  readonly signal: Signal;
  readonly moments: ColumnMoments;
}

/** One changed copy; padding stays as it is. The same numbers of `random` give the same copy. */
export function augmented(
  window: TrainingWindow,
  settings: AugmentationSettings,
  { signal, moments }: AugmentationContext,
  random: Random,
): TrainingWindow {
  const columns = signal.features.length;
  const start = window.padding * columns;
  const by: Augmentation[] = [];
  let rows = window.values.slice(start);
  if (settings.timeWarp > 0) {
    rows = timeWarped(rows, columns, 1 + settings.timeWarp * (2 * random() - 1));
    by.push('time_warp');
  }
  if (settings.mirror > 0 && random() < settings.mirror) {
    rows = mirrored(rows, signal);
    by.push('mirror');
  }
  if (settings.noise > 0) {
    const deviations = moments.deviation.map((deviation) => settings.noise * deviation);
    rows = noisy(rows, signal, deviations, random);
    by.push('noise');
  }
  if (settings.featureDropout > 0) {
    rows = withoutFeatures(rows, signal, moments.mean, settings.featureDropout, random);
    by.push('feature_dropout');
  }
  const values = new Float32Array(window.values.length);
  values.set(rows, start);
  return { ...window, values, augmentedBy: [...window.augmentedBy, ...by] };
}

/** Each window followed by its changed copies. The training side alone, by its type. */
export function* augmentedSide(
  windows: Iterable<TrainingWindow>,
  settings: AugmentationSettings,
  context: AugmentationContext,
  random: Random,
): Generator<TrainingWindow, undefined> {
  for (const window of windows) {
    yield window;
    for (let copy = 0; copy < settings.copies; copy++) {
      yield augmented(window, settings, context, random);
    }
  }
}
