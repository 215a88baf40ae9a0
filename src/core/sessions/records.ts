import type { LectureTimeS, Probability, Score, TimestampMs } from '../units.ts';

export const SESSION_FORMAT_VERSION = 3;

/** What the student chose; `events_only` is the way on without a camera. */
export type SessionMode = 'attention' | 'learning_states' | 'events_only';

export interface SessionIdentity {
  readonly studentId: string;
  readonly lectureId: string;
  readonly courseId: string;
}

export type SessionEnd = 'stopped' | 'lecture_ended' | 'page_closed' | 'recovered';

export interface SessionRecord extends SessionIdentity {
  readonly id: string;
  readonly formatVersion: number;
  readonly signal: { readonly name: string; readonly version: number };
  readonly mode: SessionMode;
  readonly startedAt: TimestampMs;
  /** null while the session runs; a crashed one is closed as `recovered` at the next start. */
  readonly endedAt: TimestampMs | null;
  readonly end: SessionEnd | null;
  readonly sampleCount: number;
  readonly eventCount: number;
  /** Over the time with a score so far (see EngagementSummary); null where there was none. */
  readonly meanScore: Score | null;
  /** See `Reliability.weight`, of the session so far; null without a camera and in format 1. */
  readonly reliabilityWeight: Probability | null;
  /** Manifest id of the model of learning states whose probabilities are logged, or null. */
  readonly modelId: string | null;
  /** The same of the model of attention levels; null also in formats 1 and 2. */
  readonly attentionModelId: string | null;
}

/** About one second of samples; `rows` is row-major in the columns of `sample-layout.ts`. */
export interface SampleChunk {
  readonly sessionId: string;
  readonly sequence: number;
  readonly startedAt: TimestampMs;
  readonly rowCount: number;
  /** These two are of the session up to and with this chunk, so that a crash leaves them known. */
  readonly meanScore: Score | null;
  readonly reliabilityWeight: Probability | null;
  readonly rows: Float32Array;
}

/**
 * Events that last. Their data hold `duration_s` and `offset_lecture_s` (the lecture's time at the
 * end, null where not known); they are logged when they end.
 */
export const SPAN_EVENTS = [
  'blink',
  'eyes_closed',
  'head_turn',
  'nod',
  'smile',
  'yawn',
  'looking_away',
  'left',
  'second_person',
  'hand_raised',
  'hand_on_face',
] as const;
export type SpanEventType = (typeof SPAN_EVENTS)[number];

export const EVENT_TYPES = [
  'session_start',
  'session_end',
  'lecture_start',
  'lecture_pause',
  'lecture_resume',
  'lecture_seek',
  'lecture_rate',
  'lecture_end',
  'tab_hidden',
  'tab_visible',
  'mouse_click',
  'mouse_move',
  'keyboard_press',
  'monitor_pause',
  'monitor_resume',
  'camera_lost',
  'camera_back',
  /** What was seen of the student: `at` and `lectureTime` are the onset; see `SPAN_EVENTS`. */
  ...SPAN_EVENTS,
  /** Another person or camera: baselines started anew. */
  'person_changed',
  'calibrated',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

export type EventData = Readonly<Record<string, string | number | boolean | null>>;

export interface SessionEvent {
  readonly sessionId: string;
  readonly sequence: number;
  readonly at: TimestampMs;
  /** null where no lecture is loaded yet. */
  readonly lectureTime: LectureTimeS | null;
  readonly type: EventType;
  /** Counts and positions; never which key, never text. */
  readonly data: EventData;
}

/** A kept camera picture; only where the student switched keeping on. */
export interface KeptFrame {
  readonly sessionId: string;
  readonly at: TimestampMs;
  /** `{student}_{lecture}_{session}_{YYYYMMDD_HHMMSS_micro}.jpg` */
  readonly name: string;
  readonly jpeg: Uint8Array;
}
