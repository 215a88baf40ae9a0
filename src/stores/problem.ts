/** What can go wrong for the person at the page. Each kind has its own words and way out in the UI. */
export const CAMERA_PROBLEMS = [
  'permission_denied',
  /** The page that embeds this one doesn't pass the camera on (Permissions-Policy, iframe allow). */
  'blocked_by_embedding_page',
  'no_camera',
  'camera_in_use',
  /** Unplugged or taken away during the session, which goes on and resumes. */
  'camera_lost',
  'camera_failed',
  /** The file that should stand in for the camera cannot be played. */
  'recording_unplayable',
  'insecure_origin',
] as const;
export type CameraProblem = (typeof CAMERA_PROBLEMS)[number];

export const MACHINE_PROBLEMS = [
  'webgl_missing',
  'webgpu_missing',
  'wasm_missing',
  /** The landmarker did not load or stopped working. */
  'landmarker_unavailable',
  /** The learning-states model did not load, or was refused. */
  'model_unavailable',
] as const;
export type MachineProblem = (typeof MACHINE_PROBLEMS)[number];

export const STORAGE_PROBLEMS = [
  'storage_full',
  'private_mode',
  'blocked_upgrade',
  'storage_failed',
] as const;
export type StorageProblem = (typeof STORAGE_PROBLEMS)[number];

export const LECTURE_PROBLEMS = ['lecture_unplayable', 'lecture_host_blocked'] as const;
export type LectureProblem = (typeof LECTURE_PROBLEMS)[number];

export const PROBLEM_KINDS = [
  ...CAMERA_PROBLEMS,
  ...MACHINE_PROBLEMS,
  ...STORAGE_PROBLEMS,
  ...LECTURE_PROBLEMS,
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
