import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CalibrationProgress } from '#core/calibration/calibration-run.ts';
import type { CalibrationVerdict } from '#core/calibration/gaze-calibration.ts';
import type { LiveGaze } from '#core/calibration/gaze-tracker.ts';
import type { CameraState } from '#core/capture/camera-state.ts';
import type { VisionReport } from '#core/capture/vision-report.ts';
import type { BundleOrigin } from '#core/deployments/stored-bundle.ts';
import type { EngagementReading } from '#core/engagement/reading.ts';
import type { Reliability } from '#core/engagement/reliability.ts';
import type { EngagementSummary } from '#core/engagement/summary.ts';
import type { ModelStatus } from '#core/models/model-status.ts';
import type { LiveModel, Prediction } from '#core/models/prediction.ts';
import type { LogHealth } from '#core/ports.ts';
import type { SessionEnd, SessionIdentity, SessionMode } from '#core/sessions/records.ts';
import type { QualityIssue } from '#core/signals/quality-issues.ts';
import type { Degrees, DurationMs, TimestampMs } from '#core/units.ts';
import type { Problem } from './problem.ts';

/**
 * `idle` covers the form and the consent screen, which are the page's own; nothing has been asked
 * of the camera or written to the log until `starting`.
 */
export type SessionPhase = 'idle' | 'starting' | 'running' | 'paused' | 'ended';

/** What a start waits for, in the order it happens; shown while it lasts. */
export const START_STEPS = [
  /** Of the course or the student; the shipped ones load while the session runs. */
  'loading_chosen_model',
  'opening_camera',
  'loading_face_reader',
  'opening_log',
] as const;
export type StartStep = (typeof START_STEPS)[number];

/** What the panel says of the camera; `off` where the session has none. */
export type LiveCamera =
  | { readonly kind: 'off' }
  | { readonly kind: 'opening' }
  | (Extract<CameraState, { kind: 'live' }> & { readonly source: 'webcam' | 'recording' })
  /** The session goes on and resumes by itself once the camera is back. */
  | Extract<CameraState, { kind: 'lost' }>;

/** A calibration as the student goes through it. */
export type CalibrationStage =
  /** What comes is told; nothing is read for it yet. */
  | { readonly kind: 'told' }
  | (Extract<CalibrationProgress, { kind: 'step' }> & { readonly steps: number })
  /** Waits for the student to use it, or to try again. */
  | Extract<CalibrationProgress, { kind: 'done' | 'failed' }>;

/** The calibration that gaze is read by. */
export interface CalibrationInForce {
  readonly verdict: CalibrationVerdict;
  readonly medianError: Degrees;
  readonly madeAt: TimestampMs;
}

export interface RunningSession {
  readonly id: string;
  readonly identity: SessionIdentity;
  readonly mode: SessionMode;
  readonly startedAt: TimestampMs;
  readonly keepsFrames: boolean;
  /** Baseline and calibration are remembered for this student and camera. */
  readonly keepsProfile: boolean;
}

/** What is shown when a session is over. */
export interface FinishedSession {
  readonly session: RunningSession;
  readonly end: SessionEnd;
  readonly duration: DurationMs;
  /** null where no camera was used. */
  readonly summary: EngagementSummary | null;
  /** null where no camera was used. */
  readonly reliability: Reliability | null;
  readonly eventCount: number;
}

/** A model of the running session, and what it last said. */
export interface ShownModel {
  /** Which bundle it is; not given for the shipped one. */
  readonly chosen?: { readonly id: string; readonly origin: BundleOrigin };
  readonly status: ModelStatus;
  readonly prediction: Prediction | null;
}

export interface LiveState {
  readonly phase: SessionPhase;
  /** null unless starting. */
  readonly step: StartStep | null;
  readonly session: RunningSession | null;
  readonly camera: LiveCamera;
  /** Updated at most four times a second; the line itself is a `LiveSeries`. */
  readonly reading: EngagementReading | null;
  /** What the student could do so that the view gets better, one thing at a time; null: nothing. */
  readonly hint: QualityIssue | null;
  /** Where the gaze goes: finely after a calibration, coarsely without; null where not known. */
  readonly gaze: LiveGaze | null;
  /** The calibration that fills the screen; null where none does. */
  readonly calibration: CalibrationStage | null;
  /** null without one, and while the window has another size than it was made for. */
  readonly calibrated: CalibrationInForce | null;
  /** Faces in the newest image; null where not known. */
  readonly faceCount: number | null;
  readonly vision: VisionReport | null;
  /** null for a model that the mode has not. */
  readonly models: Readonly<Record<LiveModel, ShownModel | null>>;
  readonly logHealth: LogHealth | null;
  /** What stopped the last start; cleared by the next one. */
  readonly problem: Problem | null;
  /** What limits the running session without stopping it, oldest first, one per kind. */
  readonly notices: readonly Problem[];
  readonly ended: FinishedSession | null;
}

export const INITIAL_LIVE_STATE: LiveState = {
  phase: 'idle',
  step: null,
  session: null,
  camera: { kind: 'off' },
  reading: null,
  hint: null,
  gaze: null,
  calibration: null,
  calibrated: null,
  faceCount: null,
  vision: null,
  models: { attention_level: null, learning_states: null },
  logHealth: null,
  problem: null,
  notices: [],
  ended: null,
};

export type LiveStore = StoreApi<LiveState>;

export const createLiveStore = (initial: Partial<LiveState> = {}): LiveStore =>
  createStore<LiveState>(() => ({ ...INITIAL_LIVE_STATE, ...initial }));

/** Adds a notice, or renews the one of the same kind. */
export function addNotice(store: LiveStore, notice: Problem): void {
  store.setState(({ notices }) => ({
    notices: [...notices.filter(({ kind }) => kind !== notice.kind), notice],
  }));
}

export function removeNotices(store: LiveStore, kinds: readonly string[]): void {
  store.setState(({ notices }) => ({
    notices: notices.filter(({ kind }) => !kinds.includes(kind)),
  }));
}

/** Changes what is known of one model; nothing of the other. */
export function showModel(store: LiveStore, model: LiveModel, change: Partial<ShownModel>): void {
  store.setState(({ models }) => ({
    models: {
      ...models,
      [model]: {
        ...(models[model] ?? { status: { kind: 'loading' }, prediction: null }),
        ...change,
      },
    },
  }));
}
