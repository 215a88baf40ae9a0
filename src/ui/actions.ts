import { createContext, useContext } from 'react';
import type { ShareChoice } from '#core/policy/sharing.ts';
import type { SessionIdentity, SessionMode } from '#core/sessions/records.ts';
import type { Problem } from '#stores/problem.ts';
import type { ClassActions, ClassLogin } from './class-actions.ts';
import type { ExportOptions, ExportOutcome } from './export-outcome.ts';
import type { LearningActions } from './learning-actions.ts';

export type LectureSource =
  { readonly kind: 'url'; readonly url: string } | { readonly kind: 'file'; readonly file: File };

export type CameraChoice =
  | { readonly kind: 'none' }
  | { readonly kind: 'webcam' }
  /** A video file played as if it were the camera. */
  | { readonly kind: 'recording'; readonly file: File };

export interface StartRequest {
  readonly identity: SessionIdentity;
  readonly mode: SessionMode;
  /** `none` exactly where the mode is `events_only`. */
  readonly source: CameraChoice;
  /** One picture per second, kept on this device; off unless the student switched it on. */
  readonly keepFrames: boolean;
  /** Remember this student's baseline and calibration on this device; off unless switched on. */
  readonly keepProfile: boolean;
  /** Ask this student about moments and let the model learn from it; off unless switched on. */
  readonly learn: boolean;
  /** What the class is told; nothing unless the student chose it. */
  readonly share: ShareChoice;
  /** null where the class has no broker or nothing is shared. */
  readonly classLogin: ClassLogin | null;
  /** The lecture, already attached. */
  readonly video: HTMLVideoElement;
}

export const EXPORT_KINDS = [
  'features_csv',
  'engagement_csv',
  'readings_csv',
  'levels_csv',
  'states_csv',
  'behaviour_csv',
  'openface_csv',
  'events_csv',
  'summary_json',
  'everything_zip',
] as const;
export type ExportKind = (typeof EXPORT_KINDS)[number];

/**
 * What a person can ask for. Injected by the composition root; outcomes appear in the stores, and
 * none of these rejects.
 */
export interface Actions extends ClassActions, LearningActions {
  /** Loads the lecture into the element; returns what undoes it. Problems arrive by callback. */
  readonly attachLecture: (
    video: HTMLVideoElement,
    lecture: LectureSource,
    onProblem: (problem: Problem) => void,
  ) => () => void;

  /** phase: starting, then running; or idle again with `problem`. */
  readonly startSession: (request: StartRequest) => Promise<void>;
  /** Gives up a start that is under way; phase: idle. */
  readonly cancelStart: () => void;
  readonly pause: () => void;
  readonly resume: () => void;
  /** phase: ended, with the summary. */
  readonly stop: () => Promise<void>;
  /** As `stop`, and the session is up for deletion, with undo. */
  readonly stopAndDelete: () => Promise<void>;
  /** Leaves the summary; phase: idle. */
  readonly dismissEnded: () => void;
  /** Pauses the lecture and tells what comes; see `LiveState.calibration`. */
  readonly openCalibration: () => void;
  /** Guides the running session's student through the targets, from the first one. */
  readonly startCalibration: () => void;
  /** From now on gaze is read by the calibration that was just made. */
  readonly applyCalibration: () => void;
  /** Leaves the calibration, whatever it came to; the one in force before stays. */
  readonly closeCalibration: () => void;
  /** The canvas that shows the camera, mirrored, with landmarks; null switches it off. */
  readonly setSelfView: (canvas: HTMLCanvasElement | null) => void;
  /** Tells the class farewell; the session goes on. */
  readonly stopSharing: () => void;
  /** Shares as was chosen before the session, as somebody new; a login takes the place of the last one. */
  readonly shareAgain: (login?: ClassLogin) => void;

  readonly loadSessions: () => Promise<void>;
  readonly loadSession: (sessionId: string) => Promise<void>;
  /** Fills `SettingsState.profiles`. */
  readonly loadProfiles: () => Promise<void>;
  /** Forgets baseline, calibration, answers and own model of a student on this device. */
  readonly forgetStudent: (studentId: string) => Promise<'forgotten' | 'failed'>;
  /** Asks the browser not to clear the sessions; the answer is in the settings store. */
  readonly keepStorage: () => Promise<void>;
  /** Deletion takes effect after a grace during which it can be undone. */
  readonly deleteSessions: (sessionIds: readonly string[]) => void;
  readonly undoDeletion: () => void;
  readonly exportSession: (
    sessionId: string,
    kind: ExportKind,
    options: ExportOptions,
  ) => Promise<ExportOutcome>;
}

export const ActionsContext = createContext<Actions | null>(null);

export function useActions(): Actions {
  const actions = useContext(ActionsContext);
  if (actions === null) throw new Error('useActions needs an ActionsContext around it');
  return actions;
}
