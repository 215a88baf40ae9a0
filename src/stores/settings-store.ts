import { createStore, type StoreApi } from 'zustand/vanilla';
import { CAMERA_MODES, type CameraMode } from '#core/policy/modes.ts';
import type { ProblemKind } from './problem.ts';

/** What the deployer's configuration and this machine allow; set once by the composition root. */
export interface SettingsState {
  /** From heed.config.json; the page offers these and no more. */
  readonly offeredModes: readonly CameraMode[];
  /** Known before a start: why no camera mode can work here (no WebGL2, insecure origin ...). */
  readonly cameraObstacle: ProblemKind | null;
  /** Known before a start: why learning states cannot work here. */
  readonly modelObstacle: ProblemKind | null;
  /** The browser's answer to "keep this site's storage"; null until asked. */
  readonly storagePersisted: boolean | null;
}

export type SettingsStore = StoreApi<SettingsState>;

export const createSettingsStore = (initial: Partial<SettingsState> = {}): SettingsStore =>
  createStore<SettingsState>(() => ({
    offeredModes: CAMERA_MODES,
    cameraObstacle: null,
    modelObstacle: null,
    storagePersisted: null,
    ...initial,
  }));
