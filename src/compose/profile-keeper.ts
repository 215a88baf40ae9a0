import type { GazeCalibration } from '#core/calibration/gaze-calibration.ts';
import type { Clock, ProfileStore } from '#core/ports.ts';
import { PROFILE_FORMAT_VERSION } from '#core/profile/person-profile.ts';
import { usableProfile } from '#core/profile/usable-profile.ts';
import type { BaselineSnapshot } from '#core/signals/baseline-snapshot.ts';
import { durationMs, elapsed, type TimestampMs } from '#core/units.ts';

/** What is remembered of the running session's student, and how it is added to. */
export interface ProfileKeeper {
  readonly studentId: string;
  /** From earlier sessions before this camera; null where there is nothing that still may be used. */
  readonly baseline: BaselineSnapshot | null;
  readonly calibration: GazeCalibration | null;
  /** A calibration that was made now; stored at once. */
  saveCalibration(calibration: GazeCalibration): void;
  /** The newest of the face worker; stored about twice a minute. */
  saveBaseline(snapshot: BaselineSnapshot): void;
  /** Writes what was not yet written, and nothing after that. Never rejects. */
  close(): Promise<void>;
  /** Writes nothing any more. */
  forget(): Promise<void>;
}

export interface ProfileKeeperDeps {
  readonly store: ProfileStore;
  readonly clock: Clock;
  readonly studentId: string;
  readonly camera: string;
}

const SAVE_EVERY = durationMs(30_000);
/** Seen for less than this, an earlier baseline says more. */
const LEAST_SEEN_S = 10;

/**
 * For a student who opted in. As soon as another person than the first is seen, nothing is written
 * any more: what is remembered stays that of whom it was learned from.
 */
export async function openProfileKeeper(deps: ProfileKeeperDeps): Promise<ProfileKeeper> {
  const { store, clock, studentId, camera } = deps;
  const openedAt = clock();
  const found = await store.get(studentId, camera);
  const { baseline, calibration } = usableProfile(found, openedAt);
  let newest = { baseline, calibration };
  let isWritten = true;
  let isOver = false;
  let isAnother = false;
  let savedAt: TimestampMs = openedAt;
  let writing: Promise<void> = Promise.resolve();

  const write = (): void => {
    isWritten = true;
    savedAt = clock();
    const profile = {
      formatVersion: PROFILE_FORMAT_VERSION,
      studentId,
      camera,
      savedAt,
      ...newest,
    } as const;
    // A store that cannot write holds it in memory by itself; whatever else fails costs no session.
    writing = writing.then(() => store.put(profile)).catch(() => undefined);
  };

  return {
    studentId,
    baseline,
    calibration,
    saveCalibration(made) {
      if (isOver || isAnother) return;
      newest = { ...newest, calibration: made };
      write();
    },
    saveBaseline(snapshot) {
      if (snapshot.person !== 0) isAnother = true;
      if (isOver || isAnother || snapshot.seenS < LEAST_SEEN_S) return;
      newest = { ...newest, baseline: snapshot };
      isWritten = false;
      if (elapsed(savedAt, clock()) >= SAVE_EVERY) write();
    },
    async close() {
      if (!isOver && !isWritten) write();
      isOver = true;
      await writing;
    },
    async forget() {
      isOver = true;
      await writing;
    },
  };
}
