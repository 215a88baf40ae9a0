import type { GazeCalibration } from '../calibration/gaze-calibration.ts';
import type { BaselineSnapshot } from '../signals/baseline-snapshot.ts';
import type { TimestampMs } from '../units.ts';

export const PROFILE_FORMAT_VERSION = 1;

/** What is remembered of a student on one device and camera, where the student switched it on. */
export interface PersonProfile {
  readonly formatVersion: typeof PROFILE_FORMAT_VERSION;
  readonly studentId: string;
  /** The camera's name as the browser gives it: another camera sees another picture. */
  readonly camera: string;
  readonly savedAt: TimestampMs;
  readonly baseline: BaselineSnapshot | null;
  readonly calibration: GazeCalibration | null;
}
