import type { EngagementStatus } from '../engagement/reading.ts';
import type { Observation } from '../signals/face-sample.ts';
import { ACTION_UNITS, featureIndex, type FaceFeature } from '../signals/face-signal.ts';
import type { DurationMs, Score, TimestampMs, Vec3 } from '../units.ts';

/**
 * When a row was captured: `moment` on a clock, with the time since the recording or session began;
 * `still` is one of a set of independent pictures, which have no time and no order.
 */
export type RowTime =
  | { readonly kind: 'moment'; readonly at: TimestampMs; readonly elapsed: DurationMs }
  | { readonly kind: 'still' };

/** Everything that the two features layouts can say of one frame. */
export interface FeatureRow {
  /** Counted from 1. */
  readonly frame: number;
  readonly time: RowTime;
  readonly sessionId: string;
  readonly lectureId: string;
  readonly courseId: string;
  readonly observation: Observation;
  /** null where it was not worked out. */
  readonly score: Score | null;
  readonly status: EngagementStatus | null;
}

/** The feature in its canonical unit, or null where there is no face. */
export function featureOf(observation: Observation, name: FaceFeature): number | null {
  if (observation.kind === 'absent') return null;
  return observation.features[featureIndex(name)] ?? null;
}

/** One number of a vector that a face has, or null where there is no face. */
export function vectorOf(
  observation: Observation,
  vector: 'gaze0' | 'gaze1' | 'position',
  axis: keyof Vec3,
): number | null {
  return observation.kind === 'absent' ? null : observation[vector][axis];
}

/** The CSV column of each action unit's intensity: `AU01_r` and so on. */
export const AU_COLUMNS = ACTION_UNITS.map((unit) => ({ unit, column: `${unit}_r` }) as const);
