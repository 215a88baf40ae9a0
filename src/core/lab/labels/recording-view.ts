import type { FaceFeature } from '../../signals/face-signal.ts';
import type { DurationMs, TimestampMs } from '../../units.ts';
import type { DrawnCurve } from './curves.ts';
import type { FrameTimes } from './frame-times.ts';
import type { Stretch } from './spans.ts';

/** What can be drawn over a recording: the score 0..100, whether a face was seen, the 22 features. */
export type CurveName = 'score' | 'face' | FaceFeature;

export interface CurveHead {
  readonly name: CurveName;
  /** Of the whole recording. */
  readonly low: number;
  readonly high: number;
}

/** A recording as the timeline shows it. */
export interface RecordingView {
  /** `recordingKey`. */
  readonly recording: string;
  readonly name: string;
  readonly kind: 'session' | 'file';
  /** When the first frame was, Unix time; null where that is not known. */
  readonly startedAt: TimestampMs | null;
  readonly times: FrameTimes;
  /** Position in the lecture at each frame, seconds; NaN where it is not known, null: nowhere. */
  readonly lecture: Float32Array | null;
  /** Those that have any value. */
  readonly curves: readonly CurveHead[];
}

/** Curves over one stretch of a recording, each in as many parts. */
export interface DrawnCurves {
  readonly recording: string;
  readonly stretch: Stretch;
  readonly parts: number;
  readonly curves: Partial<Readonly<Record<CurveName, DrawnCurve>>>;
}

/** One recording in the list of those that can be labelled. */
export interface RecordingHead {
  readonly recording: string;
  readonly name: string;
  readonly source: string;
  readonly kind: 'session' | 'file';
  /** Unix time; null where it is not known. */
  readonly startedAt: TimestampMs | null;
  /** null where it is not known before it is opened. */
  readonly length: DurationMs | null;
  readonly spans: number;
  readonly labelled: DurationMs;
  /** The longest first. */
  readonly words: readonly (readonly [word: string, time: number])[];
}

export interface RecordingList {
  readonly recordings: readonly RecordingHead[];
  /** What is in use and cannot be labelled, or whose labels cannot be read, a sentence each. */
  readonly problems: readonly string[];
}
