import type { TimestampMs } from '../units.ts';

/** A window of a recording of which nobody has said anything. */
export interface UnlabelledWindow {
  /** length x features, row-major, unscaled. */
  readonly values: Float32Array;
  /** Rows at the beginning that are padding and not data. */
  readonly padding: number;
  readonly person: string;
  /** `recordingKey`. */
  readonly recording: string;
  /** On the recording's own timeline, as label spans are; null for a still. */
  readonly endsAt: TimestampMs | null;
}
