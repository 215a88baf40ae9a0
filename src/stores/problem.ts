import { CAMERA_PROBLEMS } from '#core/capture/camera-state.ts';
import { VISION_PROBLEMS } from '#core/capture/vision-report.ts';
import type { LogHealth } from '#core/ports.ts';

type StorageProblem = Extract<LogHealth, { kind: 'in_memory' }>['reason'];

const STORAGE_PROBLEMS = [
  'storage_full',
  'private_mode',
  'blocked_upgrade',
  'storage_failed',
] as const satisfies readonly StorageProblem[];

/** What can go wrong for the person at the page. Each kind has its own words and way out. */
export const PROBLEM_KINDS = [
  // Giving up is the person's own wish, not a problem.
  ...CAMERA_PROBLEMS.filter((kind) => kind !== 'aborted'),
  ...VISION_PROBLEMS.filter((kind) => kind !== 'aborted'),
  ...STORAGE_PROBLEMS,
  /** Unplugged or taken away during the session, which goes on and resumes. */
  'camera_lost',
  /** The learning-states model did not load, or was refused; the rest goes on. */
  'model_unavailable',
  /** The same of the model of attention levels. */
  'attention_model_unavailable',
  /** The model that was chosen for the course, or learnt from the student, is not run; another is. */
  'chosen_model_unused',
  /** The model runs on the processor instead: right, and slower. */
  'webgpu_missing',
  /** The window was moved or resized, so that the gaze calibration does not hold for now. */
  'calibration_outdated',
  'lecture_unplayable',
  /** The deployer's configuration does not let videos come from there. */
  'lecture_host_blocked',
  /** heed.config.json cannot be used, so no camera mode is offered. */
  'configuration_unusable',
  /** The way to the class cannot be had at all. */
  'class_unavailable',
  /** Whoever logged in may not see this class. */
  'class_not_allowed',
  /** What the class showed could not be written to this browser. */
  'class_record_failed',
  /** The lab could not read or write this browser's storage. */
  'lab_storage_failed',
  'unexpected',
] as const;
export type ProblemKind = (typeof PROBLEM_KINDS)[number];

export interface Problem {
  readonly kind: ProblemKind;
  /** The technical text for whoever helps, such as an error's message; shown small, or null. */
  readonly detail: string | null;
}

export const problem = (kind: ProblemKind, detail: string | null = null): Problem => ({
  kind,
  detail,
});
