import { describe, expect, test } from 'vitest';
import { parseProfile, storedProfile } from '#core/profile/stored-profile.ts';
import { PROFILE_LASTS, usableProfile } from '#core/profile/usable-profile.ts';
import { StoredFormatError } from '#core/sessions/stored-records.ts';
import { FACE_SIGNAL } from '#core/signals/face-signal.ts';
import { timestampMs } from '#core/units.ts';
import {
  exampleBaseline,
  exampleCalibration,
  exampleProfile,
  NOW,
} from '../../support/profiles.ts';

describe('[PRO-6] a stored profile', () => {
  test('reads back as it was', () => {
    const profile = exampleProfile();
    expect(parseProfile(structuredClone(storedProfile(profile)))).toEqual(profile);
    const bare = exampleProfile({ baseline: null, calibration: null });
    expect(parseProfile(structuredClone(storedProfile(bare)))).toEqual(bare);
  });

  test.each<[string, object]>([
    ['a newer format', { formatVersion: 2 }],
    ['no student', { studentId: '' }],
    ['no time', { savedAt: Number.NaN }],
    ['a broken baseline', { baseline: { ...exampleBaseline(), quantiles: { AU01: '3' } } }],
    ['half a baseline', { baseline: { signalVersion: 1 } }],
  ])('with %s is refused', (_, damage) => {
    expect(() => parseProfile({ ...storedProfile(exampleProfile()), ...damage })).toThrow(
      StoredFormatError,
    );
  });

  test('whose calibration cannot be read keeps its baseline', () => {
    const stored = { ...storedProfile(exampleProfile()), calibration: { format: 'other' } };
    expect(parseProfile(stored)).toEqual(exampleProfile({ calibration: null }));
  });
});

describe('[PRO-5] of what is remembered', () => {
  const later = (ms: number) => timestampMs(NOW + ms);

  test('baseline and calibration are used for sixty days', () => {
    const profile = exampleProfile();
    expect(usableProfile(profile, later(PROFILE_LASTS))).toEqual({
      baseline: profile.baseline,
      calibration: profile.calibration,
    });
    expect(usableProfile(profile, later(PROFILE_LASTS + 1))).toEqual({
      baseline: null,
      calibration: null,
    });
  });

  test('an old calibration is left although the baseline was saved since', () => {
    const old = exampleCalibration({ madeAt: later(0 - PROFILE_LASTS - 1) });
    const usable = usableProfile(exampleProfile({ calibration: old }), NOW);
    expect(usable.calibration).toBeNull();
    expect(usable.baseline).not.toBeNull();
  });

  test('a baseline of other features is left', () => {
    const other = exampleBaseline({ signalVersion: FACE_SIGNAL.version + 1 });
    expect(usableProfile(exampleProfile({ baseline: other }), NOW).baseline).toBeNull();
  });

  test('where nothing is remembered nothing is used', () => {
    expect(usableProfile(null, NOW)).toEqual({ baseline: null, calibration: null });
  });
});
