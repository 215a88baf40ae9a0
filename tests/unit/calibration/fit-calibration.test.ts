import { describe, expect, test } from 'vitest';
import { gazeOnScreen } from '#core/calibration/on-screen.ts';
import type { GazeCalibration, ScreenPoint } from '#core/calibration/gaze-calibration.ts';
import { verdictOf } from '#core/calibration/validate-calibration.ts';
import { degrees, probability } from '#core/units.ts';
import { SCREEN, START, calibrate, calibrated } from './run-to-end.ts';
import { createViewer } from './viewer.ts';
import type { ViewerTraits } from './viewer.ts';

const PLACES: readonly ScreenPoint[] = [
  { x: 0.2, y: 0.2 },
  { x: 0.8, y: 0.2 },
  { x: 0.5, y: 0.5 },
  { x: 0.35, y: 0.8 },
  { x: 0.9, y: 0.65 },
];

/** Mean distance between where a person looks later on and where that is read, screen sizes. */
function laterError(calibration: GazeCalibration, traits: ViewerTraits): number {
  const viewer = createViewer({ ...traits, noise: 0, glances: 0, seed: 99 });
  const errors = PLACES.flatMap((place) =>
    [0, 1, 2, 3, 4, 5].map((i) => {
      const { point } = gazeOnScreen(calibration, viewer.sample(place, START + 60_000 + i * 900));
      return Math.hypot(point.x - place.x, point.y - place.y);
    }),
  );
  return errors.reduce((sum, error) => sum + error, 0) / errors.length;
}

describe('[CAL-4] the fit learns a person’s way of looking', () => {
  test.each<[string, ViewerTraits, number]>([
    ['a quiet one', { noise: 0.3 }, 0.06],
    ['an ordinary one', {}, 0.1],
    ['one whose gaze is read weakly and far off', { gain: 0.35, offset: { x: -9, y: 14 } }, 0.15],
    ['one whose gaze is read strongly', { gain: 1.1 }, 0.1],
    ['one who turns the head all the way', { headFollows: 1, headLeak: -0.2 }, 0.1],
    ['one whose head wanders', { sway: 2 }, 0.12],
    ['one with a large screen', { screen: { width: 60, height: 34 }, distance: 70 }, 0.1],
    ['one who often blinks', { blinkEvery: 2 }, 0.1],
    ['one who glances aside now and then', { glances: 0.15 }, 0.13],
  ])('%s', (_, traits, most) => {
    expect(laterError(calibrated(traits), traits)).toBeLessThan(most);
  });

  test('glances aside and blinks cost little against none', () => {
    const clean = laterError(calibrated({ noise: 0.5 }), {});
    const disturbed = laterError(calibrated({ noise: 0.5, glances: 0.2, blinkEvery: 3 }), {});
    expect(disturbed).toBeLessThan(clean + 0.06);
  });

  test('a head that moves during calibration is not taken for gaze', () => {
    const traits = { sway: 4, noise: 0.3 };
    const calibration = calibrated(traits);
    expect(laterError(calibration, traits)).toBeLessThan(0.14);
  });

  test('keeps the resting face and the neutral pose', () => {
    const calibration = calibrated({ noise: 0.2, offset: { x: 3, y: 5 } });
    expect(calibration.restingFace).toHaveLength(22);
    expect(calibration.restingFace[8]).toBeCloseTo(0.4, 5);
    expect((calibration.neutral.gazeX * 180) / Math.PI).toBeCloseTo(3, 0);
    expect(calibration.screen).toEqual(SCREEN);
    expect(calibration.madeAt).toBeGreaterThan(START + 19_000);
  });
});

describe('[CAL-5] the validation', () => {
  test('knows the error that is there, in degrees of gaze', () => {
    for (const noise of [0.5, 1.5, 3]) {
      const { validation } = calibrated({ noise });
      // The median length of a round normal error is 1.18 deviations; some is the fit's.
      expect(validation.medianError).toBeGreaterThan(0.9 * noise);
      expect(validation.medianError).toBeLessThan(2.2 * noise);
      expect(validation.worstError).toBeGreaterThanOrEqual(validation.medianError * 0.9);
      expect(validation.samples).toBeGreaterThan(80);
    }
  });

  test('a steady person is good, a very unsteady one is not', () => {
    expect(calibrated({ noise: 0.5 }).validation).toMatchObject({
      verdict: 'good',
      correctHalf: { x: 1, y: 1 },
    });
    const shaky = calibrate({ noise: 7, gain: 0.8 });
    if (shaky.kind === 'done') {
      expect(shaky.calibration.validation.verdict).not.toBe('good');
      expect(shaky.calibration.spread.x).toBeGreaterThan(0.15);
    } else expect(shaky.kind).toBe('failed');
  });

  test.each([
    [2, 1, 0.95, 'good'],
    [2, 1, 0.7, 'usable'],
    [5, 0.95, 0.95, 'usable'],
    [2, 0.7, 1, 'poor'],
    [9, 1, 1, 'poor'],
  ] as const)('%f° with %f and %f in the right half is %s', (error, x, y, verdict) => {
    expect(verdictOf(degrees(error), { x: probability(x), y: probability(y) })).toBe(verdict);
  });

  test('says more spread of a less steady person', () => {
    const spreads = [0.3, 1, 2].map((noise) => calibrated({ noise }).spread.x);
    expect(spreads).toEqual(spreads.toSorted((a, b) => a - b));
    const { spread, spreadAngle, model } = calibrated({});
    expect(spreadAngle.x).toBeCloseTo(((spread.x / Math.abs(model.x.gaze)) * 180) / Math.PI, 6);
  });
});
