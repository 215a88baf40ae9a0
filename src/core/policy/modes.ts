import type { SessionMode } from '../sessions/records.ts';

/** The camera modes that a deployer can offer; going on without a camera is always offered. */
export type CameraMode = Exclude<SessionMode, 'events_only'>;
export const CAMERA_MODES = [
  'attention',
  'learning_states',
] as const satisfies readonly CameraMode[];
