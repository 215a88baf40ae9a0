import type { EngagementReading } from '#core/engagement/reading.ts';
import type { Reliability } from '#core/engagement/reliability.ts';
import type { EngagementSummary } from '#core/engagement/summary.ts';
import type { LiveModel, Prediction } from '#core/models/prediction.ts';
import type { Clock, LiveClassifier, LogHealth, SessionLog } from '#core/ports.ts';
import type { CountedInput, EventDraft } from '#core/sessions/behaviour.ts';
import type {
  SessionEnd,
  SessionEvent,
  SessionIdentity,
  SessionMode,
  SessionRecord,
} from '#core/sessions/records.ts';
import type { GazeCalibration } from '#core/calibration/gaze-calibration.ts';
import type { BodyReading } from '#core/signals/body-reading.ts';
import type { Observation } from '#core/signals/face-sample.ts';
import type { LectureTimeS, TimestampMs } from '#core/units.ts';
import type { WindowState } from '#core/windows/window.ts';
import type { Interruption } from './interruptions.ts';
import type { Unsaved } from './session-writer.ts';

/** Told as things happen; none of them may throw. */
export interface LiveSessionListeners {
  readonly reading?: (reading: EngagementReading, observation: Observation) => void;
  /** The newest answer of a model that the mode has, or why there is none. */
  readonly prediction?: (model: LiveModel, prediction: Prediction) => void;
  readonly window?: (model: LiveModel, state: WindowState) => void;
  /** Each time the state of the log changes. */
  readonly health?: (health: LogHealth) => void;
  readonly event?: (event: SessionEvent) => void;
}

export interface LiveSessionDeps {
  readonly identity: SessionIdentity;
  readonly mode: SessionMode;
  readonly clock: Clock;
  readonly log: SessionLog;
  /** Removes everything that was kept of a session. */
  readonly deleteSession: (sessionId: string) => Promise<void>;
  /** null where the mode has none, or until `useClassifier` brings it. */
  readonly classifiers: Readonly<Record<LiveModel, LiveClassifier | null>>;
  /** Manifest ids of the models whose probabilities will be logged. */
  readonly modelIds: Readonly<Record<LiveModel, string | null>>;
  readonly lectureTime: () => LectureTimeS | null;
  readonly newId: () => string;
  readonly on: LiveSessionListeners;
}

export interface EndedSession {
  readonly session: SessionRecord;
  /** null where there was no camera. */
  readonly summary: EngagementSummary | null;
  /** null where there was no camera. */
  readonly reliability: Reliability | null;
  /** Empty where all is in the log. */
  readonly unsaved: Unsaved;
}

export interface LiveSession {
  readonly id: string;
  /** Opens the record. Rejects with what the log rejects with; nothing was kept then. */
  start(): Promise<SessionRecord>;
  /** One moment from the face worker, with the newest of the body (null: not read). */
  observe(observation: Observation, body?: BodyReading | null): void;
  /** From now on gaze is read by this calibration; null: by none. */
  useCalibration(calibration: GazeCalibration | null): void;
  /**
   * From now on there is nothing to observe, and why. Several can hold at once.
   * `landmarker_unavailable` ends by itself with the first observation of a landmarker that works.
   */
  interrupt(reason: Interruption): void;
  /** Takes one interruption back. */
  resume(reason: Interruption): void;
  /** To be called about four times a second by whoever owns the timers. */
  tick(): void;
  /** A raw input: counted, never looked at; not even counted while the student paused. */
  input(input: CountedInput): void;
  /** An event with a meaning of its own (see `lectureEvent`). */
  record(event: EventDraft): void;
  /** A picture that the student asked to keep; more than one a second are not. Rejects where it was not stored. */
  keepFrame(jpeg: Uint8Array, capturedAt: TimestampMs): Promise<void>;
  /** Brings a model that was still loading, or takes a lost one away; its owner closes it. */
  useClassifier(model: LiveModel, classifier: LiveClassifier | null): void;
  /** null where there is no camera. */
  summary(): EngagementSummary | null;
  /** How far this person can be relied on so far; null where there is no camera. */
  reliability(): Reliability | null;
  /** Writes what is left and closes the record. Never rejects for a failed log: see `unsaved`. */
  end(end: SessionEnd): Promise<EndedSession>;
  /** Stops and removes everything that was kept. Rejects where the removal failed. */
  discard(): Promise<void>;
}
