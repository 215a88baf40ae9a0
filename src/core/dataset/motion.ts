import { at } from '../numeric/at.ts';
import { middleOf as median } from '../numeric/spread.ts';
import type { Random } from '../ports.ts';
import type { ModelSignal } from '../signals/model-signals.ts';
import type { Signal } from '../signals/signal.ts';
import { type DurationMs, elapsed } from '../units.ts';
import type { WindowInput } from '../windows/sliding-window.ts';
import type { WindowContract } from '../windows/window.ts';
import { cutWindows } from './cut-windows.ts';
import { mirrored, seenIn } from './distortions.ts';
import { type FeatureRange, keptInRange } from './feature-range.ts';
import type { TrainingWindow } from './sided-window.ts';

/** How somebody moved over a window: length x features, row-major, as departures from a middle. */
export type Motion = Float32Array;

export interface MotionPlan {
  readonly signal: ModelSignal;
  readonly contract: WindowContract;
  /** Grid samples from one window's start to the next's. */
  readonly hop: number;
  /** The middle of each column that the departures are from. */
  readonly around: 'median' | 'mean';
  /** Left out at the beginning of each recording, where trackers and baselines settle. */
  readonly settling: DurationMs;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function departures(window: Float32Array, signal: Signal, around: MotionPlan['around']): Motion {
  const columns = signal.features.length;
  const middleOf = around === 'median' ? median : mean;
  const motion = new Float32Array(window.length);
  signal.features.forEach(({ isPresence }, column) => {
    if (isPresence === true) return;
    const values = Array.from({ length: window.length / columns }, (_, row) =>
      at(window, row * columns + column),
    );
    const middle = middleOf(values);
    values.forEach((value, row) => {
      motion[row * columns + column] = value - middle;
    });
  });
  return motion;
}

/**
 * The motion in recordings of the face signal, in canonical units: each resampled to the contract's
 * grid and cut as windows to learn from are, less each column's own middle. Nothing is made where
 * no face was read; presence never moves. Throws RangeError for a recording too slow for the
 * contract.
 */
export function motionResiduals(
  recordings: readonly (readonly WindowInput[])[],
  { signal, contract, hop, around, settling }: MotionPlan,
): readonly Motion[] {
  return recordings.flatMap((inputs, position) => {
    const [first] = inputs;
    if (first === undefined) return [];
    const settled = inputs
      .filter(({ capturedAt }) => elapsed(first.capturedAt, capturedAt) >= settling)
      // Not by `inputOf`: a missing face would become rows that jump.
      .map((input) =>
        input.kind === 'face' ? { ...input, features: signal.row(input.features) } : input,
      );
    const plan = { contract, hop, short: { kind: 'skip' }, otherRates: 'resample' } as const;
    const cut = cutWindows(settled, plan, signal.features.length);
    if (cut.kind === 'refused') throw new RangeError(`recording ${position}: ${cut.sentence}`);
    return cut.windows.map(({ values }) => departures(values, signal, around));
  });
}

export interface MotionSettings {
  /** Probability of a still to be moved. */
  readonly share: number;
  /** Probability of a motion to be mirrored. */
  readonly mirrorShare: number;
  /** One for each feature. */
  readonly ranges: readonly FeatureRange[];
}

/** A still's window is one that is of no time. */
export const isStill = ({ source }: Pick<TrainingWindow, 'source'>): boolean =>
  source.endsAt === null;

/**
 * Windows of stills with somebody's real motion added, kept in the ranges. Rows in which nobody was
 * seen, windows of nobody and windows that are no still's stay as they are. The training side alone,
 * by its type; the same numbers of `random` give the same. Throws RangeError where there is no
 * motion, or one of another length than a window.
 */
export function withMotion(
  windows: readonly TrainingWindow[],
  motions: readonly Motion[],
  { share, mirrorShare, ranges }: MotionSettings,
  signal: Signal,
  random: Random,
): readonly TrainingWindow[] {
  if (motions.length === 0) throw new RangeError('there is no motion to move stills by');
  const columns = signal.features.length;
  return windows.map((window) => {
    const { values } = window;
    const seen = seenIn(values, signal);
    const isSeen = values.some((_, index) => seen(index));
    if (!isStill(window) || !isSeen || random() >= share) return window;
    const drawn = at(motions, Math.floor(random() * motions.length));
    if (drawn.length !== values.length) {
      throw new RangeError(`a motion of ${drawn.length} values does not fit ${values.length}`);
    }
    const isMirrored = random() < mirrorShare;
    const motion = isMirrored ? mirrored(drawn, signal) : drawn;
    const moved = values.map((value, index) =>
      seen(index)
        ? keptInRange(at(ranges, index % columns), value, value + at(motion, index))
        : value,
    );
    return { ...window, values: moved, augmentedBy: [...window.augmentedBy, 'motion'] };
  });
}
