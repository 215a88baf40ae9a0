import type { AbstentionReason } from '../models/prediction.ts';
import type { DurationMs, TimestampMs } from '../units.ts';

/**
 * What a window promises. Its end is its anchor: it is complete with the first capture at or after
 * `endsAt`, and holds nothing captured after that one.
 */
export interface WindowContract {
  /** Samples in a window. */
  readonly length: number;
  /** The fixed grid that samples are resampled to by capture timestamp. */
  readonly rateHz: number;
  /** Two captured samples further apart than this leave a gap that is not bridged. */
  readonly maxGap: DurationMs;
}

export type WindowState =
  | {
      readonly kind: 'ready';
      readonly endsAt: TimestampMs;
      /** length x features, row-major, oldest first. */
      readonly values: Float32Array;
    }
  | {
      readonly kind: 'not_ready';
      readonly at: TimestampMs;
      readonly reason: Extract<AbstentionReason, 'warming_up' | 'gap' | 'absent'>;
      /** Grid samples in hand, of `length`. */
      readonly filled: number;
    };
