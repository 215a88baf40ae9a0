import { expect, test } from 'vitest';
import { createProfileActions } from '#compose/profile-actions.ts';
import type { ProfileStore } from '#core/ports.ts';
import type { PersonProfile } from '#core/profile/person-profile.ts';
import { timestampMs } from '#core/units.ts';
import { createSettingsStore } from '#stores/settings-store.ts';
import { exampleBaseline, exampleProfile, NOW } from '../../support/profiles.ts';

function rig(profiles: PersonProfile[], fails = false) {
  const store: ProfileStore = {
    get: () => Promise.resolve(null),
    put: (profile) => {
      profiles.push(profile);
      return Promise.resolve();
    },
    list: () => Promise.resolve([...profiles]),
    delete: (studentId) => {
      if (fails) return Promise.reject(new Error('the disk failed'));
      profiles.splice(0, 99, ...profiles.filter((profile) => profile.studentId !== studentId));
      return Promise.resolve();
    },
  };
  const settings = createSettingsStore();
  return { settings, profiles, ...createProfileActions(settings, store) };
}

const later = timestampMs(NOW + 1000);
const KNOWN = [
  exampleProfile({ camera: 'Back camera', calibration: null, savedAt: later }),
  exampleProfile(),
  exampleProfile({ studentId: 'student_9', calibration: null }),
];

test('[PRO-9] each remembered student is listed once, the newest first', async () => {
  const { settings, loadProfiles } = rig([...KNOWN]);
  expect(settings.getState().profiles).toBeNull();
  await loadProfiles();
  expect(settings.getState().profiles).toEqual([
    { studentId: 'student_4', savedAt: later, isCalibrated: true },
    { studentId: 'student_9', savedAt: NOW, isCalibrated: false },
  ]);
});

test('[PRO-9] who is forgotten while their session runs does not come back at its end', async () => {
  const { settings, profiles, keepProfile, forgetStudent } = rig([...KNOWN]);
  const keeper = await keepProfile('student_4', 'Front camera');
  keeper.saveBaseline(exampleBaseline());
  await forgetStudent('student_4');
  keeper.saveBaseline(exampleBaseline());
  await keeper.close();
  expect(profiles.map(({ studentId }) => studentId)).toEqual(['student_9']);
  expect(settings.getState().profiles).toHaveLength(1);
});

test('where forgetting fails the student stays listed', async () => {
  const { settings, forgetStudent } = rig([...KNOWN], true);
  expect(await forgetStudent('student_4')).toBe('failed');
  expect(settings.getState().profiles).toHaveLength(2);
});
