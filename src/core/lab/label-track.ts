import type { TimestampMs } from '../units.ts';

/**
 * What somebody says of a stretch of a recording: from `from` on, before `to`, on the timeline that
 * windows of it end on: a session's clock, the seconds that a file's rows have (or its first row's 0).
 */
export interface LabelSpan {
  readonly from: TimestampMs;
  readonly to: TimestampMs;
  /** A word of the vocabulary; what it stands for is the recipe's to say. */
  readonly word: string;
}

/**
 * The labels of one recording: spans in order of time that do not overlap; between them is nothing
 * said. Where there is any, files of labels and logged statuses say nothing of that recording.
 */
export interface LabelTrack {
  /** `recordingKey`. */
  readonly recording: string;
  readonly formatVersion: 1;
  readonly spans: readonly LabelSpan[];
  /** Unix time, milliseconds. */
  readonly updatedAt: number;
}
