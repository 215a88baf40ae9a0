import type { GazeCalibration } from '../calibration/gaze-calibration.ts';
import type { BaselineSnapshot } from '../signals/baseline-snapshot.ts';
import { FACE_SIGNAL } from '../signals/face-signal.ts';
import { durationMs, elapsed, type TimestampMs } from '../units.ts';
import type { PersonProfile } from './person-profile.ts';

/** Glasses, hair, desk and light change: what is older than 60 days is not gone on from. */
export const PROFILE_LASTS = durationMs(60 * 24 * 60 * 60 * 1000);

export interface UsableProfile {
  readonly baseline: BaselineSnapshot | null;
  readonly calibration: GazeCalibration | null;
}

/** What of a profile is still to be used at `now`: of this signal, and not too old. */
export function usableProfile(profile: PersonProfile | null, now: TimestampMs): UsableProfile {
  if (profile === null) return { baseline: null, calibration: null };
  const isFresh = (at: TimestampMs): boolean => elapsed(at, now) <= PROFILE_LASTS;
  const { baseline, calibration, savedAt } = profile;
  return {
    baseline: baseline?.signalVersion === FACE_SIGNAL.version && isFresh(savedAt) ? baseline : null,
    calibration: calibration !== null && isFresh(calibration.madeAt) ? calibration : null,
  };
}
