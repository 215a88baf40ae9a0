import type { FaceFrame } from './landmarks/landmark-frame.ts';
import type { Prediction } from './models/prediction.ts';
import type {
  KeptFrame,
  SampleChunk,
  SessionEnd,
  SessionEvent,
  SessionRecord,
} from './sessions/records.ts';
import type { PersonProfile } from './profile/person-profile.ts';
import type { Probability, TimestampMs } from './units.ts';
import type { WindowState } from './windows/window.ts';

/** The edges of the core: what adapters implement and pipelines are given. */

export type Clock = () => TimestampMs;

/** Uniform numbers in [0, 1); seeded where a result must be repeatable. */
export type Random = () => number;

/** Finds faces in images of type `Image`; one call at a time. */
export interface FaceLandmarkerPort<Image> {
  detect(image: Image, capturedAt: TimestampMs): FaceFrame;
  close(): void;
}

/** A loaded model bundle. */
export interface Classifier {
  readonly labels: readonly string[];
  readonly modelId: string;
  /** Takes length x features, row-major. Rejects where the shape is another. */
  predict(values: Float32Array): Promise<readonly Probability[]>;
  /** The same for many windows at once; one row each, in their order. */
  predictBatch(windows: readonly Float32Array[]): Promise<readonly (readonly Probability[])[]>;
  close(): void;
}

/** The model as the live session sees it: newest window wins, at most one in flight. */
export interface LiveClassifier {
  readonly labels: readonly string[];
  readonly modelId: string;
  classify(window: WindowState): Promise<Prediction>;
  close(): void;
}

/** How the log stands; a session goes on in memory where it cannot be stored. */
export type LogHealth =
  | { readonly kind: 'stored' }
  | {
      readonly kind: 'in_memory';
      readonly reason: 'storage_full' | 'private_mode' | 'blocked_upgrade' | 'storage_failed';
      readonly cause: unknown;
    };

/** Where a running session is written. Every append is durable once its promise resolves. */
export interface SessionLog {
  readonly health: LogHealth;
  begin(session: SessionRecord): Promise<void>;
  appendSamples(chunk: SampleChunk): Promise<void>;
  appendEvents(events: readonly SessionEvent[]): Promise<void>;
  keepFrame(frame: KeptFrame): Promise<void>;
  end(sessionId: string, endedAt: TimestampMs, end: SessionEnd): Promise<void>;
}

/** Where finished sessions are read from. Reads stream: a long session is never held whole. */
export interface SessionArchive {
  list(): Promise<readonly SessionRecord[]>;
  get(sessionId: string): Promise<SessionRecord | null>;
  /** Chunks in order of time. */
  samples(sessionId: string): AsyncIterable<SampleChunk>;
  events(sessionId: string): AsyncIterable<SessionEvent>;
  frames(sessionId: string): AsyncIterable<KeptFrame>;
  /** The same without the pictures, for lists that only name them. */
  frameNames(sessionId: string): AsyncIterable<Pick<KeptFrame, 'at' | 'name'>>;
  delete(sessionId: string): Promise<void>;
  deleteAll(): Promise<void>;
  /** Closes sessions that a crash left open, at their last sample; returns those it closed. */
  recover(): Promise<readonly SessionRecord[]>;
}

/** What students let be remembered of them on this device, one profile per student and camera. */
export interface ProfileStore {
  /** null where nothing is remembered, or where what is cannot be read any more. */
  get(studentId: string, camera: string): Promise<PersonProfile | null>;
  put(profile: PersonProfile): Promise<void>;
  list(): Promise<readonly PersonProfile[]>;
  /** Of every camera. */
  delete(studentId: string): Promise<void>;
}
