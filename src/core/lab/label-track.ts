import type { TimestampMs } from '../units.ts';

/** What somebody says of a stretch of a recording: from `from` on, before `to`. */
export interface LabelSpan {
  readonly from: TimestampMs;
  readonly to: TimestampMs;
  /** A word of the vocabulary; what it stands for is the recipe's to say. */
  readonly word: string;
}

/** The labels of one recording: spans in order of time that do not overlap; between them is nothing said. */
export interface LabelTrack {
  /** `recordingKey`. */
  readonly recording: string;
  readonly formatVersion: 1;
  readonly spans: readonly LabelSpan[];
  /** Unix time, milliseconds. */
  readonly updatedAt: number;
}
