import type { GazeCalibration } from '#core/calibration/gaze-calibration.ts';
import type { BaselineSnapshot } from '#core/signals/baseline-snapshot.ts';

/** What is remembered of the running session's student, and how it is added to. */
export interface ProfileKeeper {
  /** From earlier sessions before this camera; null where nothing is remembered or nothing may be. */
  readonly baseline: BaselineSnapshot | null;
  readonly calibration: GazeCalibration | null;
  /** A calibration that was made now. Stored where the student opted in; else nothing happens. */
  saveCalibration(calibration: GazeCalibration): void;
  /** The newest of the face worker. Stored now and then where the student opted in. */
  saveBaseline(snapshot: BaselineSnapshot): void;
  /** Writes what was not yet written. Never rejects. */
  close(): Promise<void>;
}
