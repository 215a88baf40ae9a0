import { pageClock } from '#adapters/page/page-clock.ts';
import type { ProfileStore } from '#core/ports.ts';
import type { RememberedStudent, SettingsStore } from '#stores/settings-store.ts';
import type { Actions } from '#ui/actions.ts';
import { openProfileKeeper, type ProfileKeeper } from './profile-keeper.ts';

type ProfileActions = Pick<Actions, 'loadProfiles' | 'forgetStudent'> & {
  /** For the session of a student who opted in. */
  readonly keepProfile: (studentId: string, camera: string) => Promise<ProfileKeeper>;
};

export function createProfileActions(settings: SettingsStore, store: ProfileStore): ProfileActions {
  const keepers = new Set<ProfileKeeper>();

  const loadProfiles = async (): Promise<void> => {
    const students = new Map<string, RememberedStudent>();
    for (const { studentId, savedAt, calibration } of await store.list()) {
      const before = students.get(studentId);
      students.set(studentId, {
        studentId,
        savedAt: before === undefined || savedAt > before.savedAt ? savedAt : before.savedAt,
        isCalibrated: calibration !== null || before?.isCalibrated === true,
      });
    }
    const profiles = [...students.values()].sort((a, b) => b.savedAt - a.savedAt);
    settings.setState({ profiles });
  };

  return {
    loadProfiles,
    async forgetStudent(studentId) {
      // A session that still runs must not bring back what is being forgotten.
      for (const keeper of keepers) {
        if (keeper.studentId === studentId) await keeper.forget();
      }
      const outcome = await store.delete(studentId).then(
        () => 'forgotten' as const,
        () => 'failed' as const,
      );
      await loadProfiles();
      return outcome;
    },
    async keepProfile(studentId, camera) {
      const keeper = await openProfileKeeper({ store, clock: pageClock, studentId, camera });
      keepers.add(keeper);
      return {
        ...keeper,
        async close() {
          await keeper.close();
          keepers.delete(keeper);
        },
      };
    },
  };
}
