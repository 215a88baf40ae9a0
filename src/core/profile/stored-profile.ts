import * as v from 'valibot';
import {
  CalibrationRefused,
  readCalibration,
  storedCalibration,
} from '../calibration/calibration-format.ts';
import type { GazeCalibration } from '../calibration/gaze-calibration.ts';
import { StoredFormatError } from '../sessions/stored-records.ts';
import { timestampMs } from '../units.ts';
import { PROFILE_FORMAT_VERSION, type PersonProfile } from './person-profile.ts';

/** A profile as it is kept: plain values that structured cloning keeps. */
export type StoredProfile = Omit<PersonProfile, 'calibration'> & { readonly calibration: unknown };

const finite = v.pipe(v.number(), v.finite());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const PROFILE = v.object({
  formatVersion: v.literal(PROFILE_FORMAT_VERSION),
  studentId: v.pipe(v.string(), v.nonEmpty()),
  camera: v.string(),
  savedAt: v.pipe(finite, v.transform(timestampMs)),
  baseline: v.nullable(
    v.object({
      signalVersion: count,
      person: v.literal(0),
      seenS: v.pipe(finite, v.minValue(0)),
      quantiles: v.record(v.string(), finite),
      shape: v.pipe(v.array(finite), v.readonly()),
    }),
  ),
  calibration: v.unknown(),
});
const HEAD = v.object({ formatVersion: count });

export const storedProfile = (profile: PersonProfile): StoredProfile => ({
  ...profile,
  calibration: profile.calibration === null ? null : storedCalibration(profile.calibration),
});

/** Whether a newer version of Heed wrote it: then it is not ours to overwrite. */
export const isFromNewer = (value: unknown): boolean => {
  const head = v.safeParse(HEAD, value);
  return head.success && head.output.formatVersion > PROFILE_FORMAT_VERSION;
};

/**
 * A stored profile. Throws StoredFormatError where it is damaged or newer. A calibration that
 * cannot be used any more is left out, the baseline stands without it.
 */
export function parseProfile(value: unknown): PersonProfile {
  if (isFromNewer(value)) {
    throw new StoredFormatError(
      'What is remembered of this student was written by a newer version of Heed; it was left as it is.',
    );
  }
  const result = v.safeParse(PROFILE, value);
  if (!result.success) {
    const where = v.getDotPath(result.issues[0]) ?? 'the whole of it';
    throw new StoredFormatError(
      `What is remembered of a student is damaged (${where}: ${result.issues[0].message}); it was left as it is.`,
      { cause: result.issues },
    );
  }
  return { ...result.output, calibration: calibrationOf(result.output.calibration) };
}

function calibrationOf(stored: unknown): GazeCalibration | null {
  if (stored === null || stored === undefined) return null;
  try {
    return readCalibration(stored);
  } catch (error) {
    if (error instanceof CalibrationRefused) return null;
    throw error;
  }
}
