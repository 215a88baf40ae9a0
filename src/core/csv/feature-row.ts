import type { EngagementStatus } from '../engagement/reading.ts';
import type { Observation } from '../signals/face-sample.ts';
import type { DurationMs, Score, TimestampMs } from '../units.ts';

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
