import { createStore, type StoreApi } from 'zustand/vanilla';
import type { TimestampMs } from '#core/units.ts';
import type { ClassDeployment } from '#core/policy/deployment.ts';
import { CAMERA_MODES, type CameraMode } from '#core/policy/modes.ts';
import type { ProblemKind } from './problem.ts';

export interface StorageState {
  readonly usedBytes: number | null;
  /** Whether the browser has promised not to clear what is stored here. */
  readonly persistence: 'not_asked' | 'kept' | 'refused';
}

/** What the deployer's configuration and this machine allow; set once by the composition root. */
export interface SettingsState {
  /** From heed.config.json; the page offers these and no more. */
  readonly offeredModes: readonly CameraMode[];
  /** How the class talks, from heed.config.json. */
  readonly class: ClassDeployment;
  /** Known before a start: why no camera mode can work here (no WebGL2, insecure origin ...). */
  readonly cameraObstacle: ProblemKind | null;
  /** What is wrong with heed.config.json, for whoever runs the site; null where it was read. */
  readonly configurationProblem: string | null;
  /** null where the browser doesn't tell, or until it was looked up. */
  readonly storage: StorageState | null;
  /** Students of whom baseline and calibration are remembered here; null until looked up. */
  readonly profiles: readonly RememberedStudent[] | null;
}

export interface RememberedStudent {
  readonly studentId: string;
  /** Of the newest of the student's profiles. */
  readonly savedAt: TimestampMs;
  readonly isCalibrated: boolean;
}

export type SettingsStore = StoreApi<SettingsState>;

export const createSettingsStore = (initial: Partial<SettingsState> = {}): SettingsStore =>
  createStore<SettingsState>(() => ({
    offeredModes: CAMERA_MODES,
    class: { channel: 'off' },
    cameraObstacle: null,
    configurationProblem: null,
    storage: null,
    profiles: null,
    ...initial,
  }));
