import { describe, expect, test } from 'vitest';
import { openProfileKeeper, type ProfileKeeper } from '#compose/profile-keeper.ts';
import type { ProfileStore } from '#core/ports.ts';
import type { PersonProfile } from '#core/profile/person-profile.ts';
import { PROFILE_LASTS } from '#core/profile/usable-profile.ts';
import { timestampMs } from '#core/units.ts';
import {
  exampleBaseline,
  exampleCalibration,
  exampleProfile,
  NOW,
} from '../../support/profiles.ts';

/** A store in memory that counts its writes, and a clock to turn. */
function rig(...found: PersonProfile[]) {
  const profiles = new Map(found.map((profile) => [profile.camera, profile]));
  const written: PersonProfile[] = [];
  let now = NOW as number;
  const store: ProfileStore = {
    get: (studentId, camera) => {
      const profile = profiles.get(camera);
      return Promise.resolve(profile?.studentId === studentId ? profile : null);
    },
    put: (profile) => {
      written.push(profile);
      profiles.set(profile.camera, profile);
      return Promise.resolve();
    },
    list: () => Promise.resolve([...profiles.values()]),
    delete: () => Promise.resolve(),
  };
  const open = (camera = 'Front camera'): Promise<ProfileKeeper> =>
    openProfileKeeper({ store, clock: () => timestampMs(now), studentId: 'student_4', camera });
  return {
    open,
    written,
    later: (ms: number): void => {
      now += ms;
    },
  };
}

const SAVED_EVERY_MS = 30_000;

describe('[PRO-5] what is remembered of a student', () => {
  test('comes back before the same camera, and no other', async () => {
    const { open } = rig(exampleProfile());
    expect((await open()).baseline).toEqual(exampleBaseline());
    expect((await open()).calibration).toEqual(exampleCalibration());
    expect((await open('Back camera')).baseline).toBeNull();
  });

  test('is not used when it is too old, and makes way for the new one', async () => {
    const { open, written, later } = rig(exampleProfile());
    later(PROFILE_LASTS + 1);
    const keeper = await open();
    expect([keeper.baseline, keeper.calibration]).toEqual([null, null]);
    keeper.saveBaseline(exampleBaseline({ seenS: 40 }));
    await keeper.close();
    expect(written).toMatchObject([{ baseline: { seenS: 40 }, calibration: null }]);
  });
});

describe('[PRO-8] a profile', () => {
  test('is written twice a minute at most, and at the end', async () => {
    const { open, written, later } = rig();
    const keeper = await open();
    for (let i = 1; i <= 40; i++) {
      later(3000);
      keeper.saveBaseline(exampleBaseline({ seenS: 10 + 3 * i }));
    }
    await new Promise((resolve) => setTimeout(resolve));
    expect(written.length).toBeLessThanOrEqual(120_000 / SAVED_EVERY_MS);
    expect(written.length).toBeGreaterThan(2);
    keeper.saveBaseline(exampleBaseline({ seenS: 200 }));
    await keeper.close();
    expect(written.at(-1)).toMatchObject({ baseline: { seenS: 200 }, studentId: 'student_4' });
    const before = written.length;
    keeper.saveBaseline(exampleBaseline({ seenS: 300 }));
    await keeper.close();
    expect(written).toHaveLength(before);
  });

  test('keeps an earlier calibration beside a new baseline, and the other way round', async () => {
    const { open, written } = rig(exampleProfile());
    const keeper = await open();
    const made = exampleCalibration({ madeAt: timestampMs(NOW + 5) });
    keeper.saveCalibration(made);
    await keeper.close();
    expect(written).toEqual([exampleProfile({ calibration: made })]);
  });

  test('is not replaced by the first seconds of a new one', async () => {
    const { open, written } = rig(exampleProfile());
    const keeper = await open();
    keeper.saveBaseline(exampleBaseline({ seenS: 4 }));
    await keeper.close();
    expect(written).toEqual([]);
  });

  test('stays as it is once another person was seen', async () => {
    const { open, written, later } = rig(exampleProfile());
    const keeper = await open();
    keeper.saveBaseline(exampleBaseline({ seenS: 130, quantiles: { AU01: 1 } }));
    keeper.saveBaseline(exampleBaseline({ person: 1, seenS: 20 }));
    later(SAVED_EVERY_MS);
    keeper.saveBaseline(exampleBaseline({ person: 1, seenS: 50 }));
    keeper.saveCalibration(exampleCalibration({ madeAt: timestampMs(NOW + 5) }));
    await keeper.close();
    for (const { baseline, calibration } of written) {
      expect(baseline?.person).toBe(0);
      expect(calibration).toEqual(exampleCalibration());
    }
    expect(written.length).toBeLessThanOrEqual(1);
  });

  test('that is forgotten while its session runs does not come back', async () => {
    const { open, written, later } = rig();
    const keeper = await open();
    await keeper.forget();
    later(SAVED_EVERY_MS);
    keeper.saveBaseline(exampleBaseline());
    keeper.saveCalibration(exampleCalibration());
    await keeper.close();
    expect(written).toEqual([]);
  });
});
