import type { Signal } from '../signals/signal.ts';

/** Where a feature's values may be put to. */
export interface FeatureRange {
  readonly min: number;
  readonly max: number;
}

/** The signal's own ranges, with angles no further than `angle` (radians) from 0. */
export const rangesOf = (signal: Signal, angle = Infinity): readonly FeatureRange[] =>
  signal.features.map(({ unit, min, max }) =>
    unit === 'rad' ? { min: Math.max(min, -angle), max: Math.min(max, angle) } : { min, max },
  );

/** `moved`, kept in its range; a `value` that was beyond it before goes no further. */
export const keptInRange = ({ min, max }: FeatureRange, value: number, moved: number): number =>
  Math.min(Math.max(max, value), Math.max(Math.min(min, value), moved));
