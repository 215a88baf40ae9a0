import { at } from '#core/numeric/at.ts';
import { featureIndex } from '#core/signals/face-signal.ts';
import type { Stretch } from './event-matching.ts';

/** OpenFace's answer for a frame in which it succeeded; time in seconds. */
export interface ReferenceFrame {
  readonly t: number;
  /** In the order of `FACE_FEATURES`. */
  readonly values: readonly number[];
}

export interface ReferenceRules {
  /** Off the recording's median pose_Ry, degrees. */
  readonly headTurn: number;
  /** AU12_r. */
  readonly smile: number;
  /** Height and prominence of a peak of AU45_r. */
  readonly blink: number;
}

/** FACS intensity A, the least that a coder calls present, is 1 (Ekman, Friesen & Hager 2002). */
export const REFERENCE_RULES: ReferenceRules = {
  headTurn: 10,
  smile: 1,
  blink: 1,
};

/** Turns and smiles last at least this long, seconds. */
const SHORTEST = 0.3;
/** A blink's width at half its prominence is at most this, seconds. */
const WIDEST_BLINK = 0.8;
const DEGREES = 180 / Math.PI;
const AU12 = featureIndex('AU12');
const AU45 = featureIndex('AU45');
const YAW = featureIndex('pose_Ry');

export type ReferenceEvents = Readonly<Record<'head_turn' | 'smile' | 'blink', readonly Stretch[]>>;

/** Events as OpenFace's columns have them, found with the whole recording in view. */
export function referenceEvents(
  frames: readonly ReferenceFrame[],
  rules: ReferenceRules = REFERENCE_RULES,
): ReferenceEvents {
  const seen = frames.map(({ t, values }) => ({
    t,
    yaw: at(values, YAW) * DEGREES,
    au12: at(values, AU12),
    au45: at(values, AU45),
  }));
  const yaws = seen.map(({ yaw }) => yaw);
  const usual = yaws.toSorted((a, b) => a - b)[Math.floor(yaws.length / 2)] ?? 0;
  const side = (sign: 1 | -1): Stretch[] =>
    stretches(seen.map(({ t, yaw }) => ({ t, high: sign * (yaw - usual) > rules.headTurn })));
  return {
    head_turn: [...side(1), ...side(-1)].sort((a, b) => a.from - b.from),
    smile: stretches(seen.map(({ t, au12 }) => ({ t, high: au12 >= rules.smile }))),
    blink: peaks(
      seen.map(({ t, au45 }) => ({ t, value: au45 })),
      rules.blink,
    ),
  };
}

function stretches(frames: readonly { readonly t: number; readonly high: boolean }[]): Stretch[] {
  const found: Stretch[] = [];
  let from: number | null = null;
  let to = 0;
  for (const { t, high } of [...frames, { t: Infinity, high: false }]) {
    if (high) {
      from ??= t;
      to = t;
    } else if (from !== null) {
      if (to - from >= SHORTEST) found.push({ from, to });
      from = null;
    }
  }
  return found;
}

interface Point {
  readonly t: number;
  readonly value: number;
}

/**
 * Local maxima by height, prominence (height over the higher of the lowest points between it and
 * the next higher ones) and width at half of that; each as the stretch that the width is.
 */
function peaks(points: readonly Point[], least: number): Stretch[] {
  return points.flatMap((peak, i) => {
    const before = points[i - 1]?.value ?? Infinity;
    const after = points[i + 1]?.value ?? Infinity;
    if (peak.value < least || before >= peak.value || after > peak.value) return [];
    const left = foot(points, i, -1);
    const right = foot(points, i, 1);
    const prominence = peak.value - Math.max(left, right);
    if (prominence < least) return [];
    const level = peak.value - prominence / 2;
    const stretch = { from: cross(points, i, -1, level), to: cross(points, i, 1, level) };
    return stretch.to - stretch.from <= WIDEST_BLINK ? [stretch] : [];
  });
}

/** The lowest value on one side of a peak before something higher. */
function foot(points: readonly Point[], peak: number, step: 1 | -1): number {
  const height = points[peak]?.value ?? 0;
  let lowest = height;
  for (let i = peak + step; ; i += step) {
    const point = points[i];
    if (point === undefined || point.value > height) return lowest;
    lowest = Math.min(lowest, point.value);
  }
}

/** When one side of a peak falls to `level`. */
function cross(points: readonly Point[], peak: number, step: 1 | -1, level: number): number {
  for (let i = peak; ; i += step) {
    const inner = points[i];
    const outer = points[i + step];
    if (inner === undefined) return 0;
    if (outer === undefined) return inner.t;
    if (outer.value > level) continue;
    return inner.t + ((inner.value - level) / (inner.value - outer.value)) * (outer.t - inner.t);
  }
}
