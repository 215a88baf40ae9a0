import { at } from '../../numeric/at.ts';
import type { FeatureSpec } from '../../signals/signal.ts';

/** One feature over a stretch and the second before it. */
export interface StretchCurve {
  readonly feature: string;
  readonly unit: FeatureSpec['unit'];
  /** null where there are no data. */
  readonly values: readonly (number | null)[];
}

/** Curves over the same moments. */
export interface StretchCurves {
  /** Seconds since the stretch begins; below 0 before it. */
  readonly seconds: readonly number[];
  readonly curves: readonly StretchCurve[];
}

export interface CurveWindow {
  readonly values: Float32Array;
  readonly padding: number;
  /** Seconds since the stretch begins. */
  readonly endsAt: number;
}

/** What somebody who labels looks for first: where the head and the eyes go, and what the face does. */
const SHOWN: readonly string[] = [
  'pose_Ry',
  'pose_Rx',
  'gaze_angle_x',
  'gaze_angle_y',
  'AU45',
  'AU04',
  'AU12',
  'presence',
];
const MOST_SHOWN = 7;

/** Windows that overlap, laid over one another on their grid, of the features that are looked for. */
export function stretchCurves(
  windows: readonly CurveWindow[],
  features: readonly FeatureSpec[],
  rateHz: number,
): StretchCurves {
  const shown = SHOWN.flatMap((name) => {
    const index = features.findIndex((feature) => feature.name === name);
    return index < 0 ? [] : [index];
  }).slice(0, MOST_SHOWN);
  const columns = features.length;
  const byTick = new Map<number, readonly number[]>();
  for (const { values, padding, endsAt } of windows) {
    const rows = values.length / columns;
    for (let row = padding; row < rows; row++) {
      const tick = Math.round(endsAt * rateHz) - (rows - 1 - row);
      byTick.set(
        tick,
        shown.map((feature) => at(values, row * columns + feature)),
      );
    }
  }
  const ticks = [...byTick.keys()];
  const first = ticks.reduce((least, tick) => Math.min(least, tick), Infinity);
  const last = ticks.reduce((most, tick) => Math.max(most, tick), -Infinity);
  const all = Array.from(
    { length: ticks.length === 0 ? 0 : last - first + 1 },
    (_, k) => first + k,
  );
  return {
    seconds: all.map((tick) => tick / rateHz),
    curves: shown.map((index, place) => {
      const { name, unit } = at(features, index);
      return {
        feature: name,
        unit,
        values: all.map((tick) => byTick.get(tick)?.[place] ?? null),
      };
    }),
  };
}
