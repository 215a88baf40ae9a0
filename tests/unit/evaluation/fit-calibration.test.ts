import { describe, expect, it } from 'vitest';
import { fitCalibration } from '#core/evaluation/fit-calibration.ts';
import { fitPlatt, LEAST_SLOPE } from '#core/evaluation/platt-scaling.ts';
import { calibrated, logit, sigmoid } from '#core/models/calibration.ts';
import { at } from '#core/numeric/at.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { TEMPERATURE } from './reference-figures.ts';
import { PROBABILITIES, TRUTH } from './reference-rows.ts';

/** Outputs with ties at 0 and 1; whether each came true by numpy's default_rng(4). */
const OUTPUTS = Array.from({ length: 80 }, (_, row) => ((row * 37) % 101) / 100);
const PRESENT = Array.from(
  '00010101000000000011000110000110000000100011011001010000010010000010001100001001',
  (digit) => digit === '1',
);
/**
 * Root of the gradient by scipy 1.10.1's `fsolve`; scikit-learn 1.2.1's `_sigmoid_calibration` of
 * the logits stops at 0.43623157, -1.03964040.
 */
const SLOPE = 0.4362315634643204;
const INTERCEPT = -1.039640400854599;
/** scipy's `brentq` for the intercept with the slope held at 0.01, of the opposite labels. */
const INTERCEPT_OF_OPPOSITE = 0.9049943396626328;

describe("Platt's scaling", () => {
  it('[EVA-13] finds the slope and intercept that scipy and scikit-learn find', () => {
    const fit = fitPlatt(OUTPUTS, PRESENT);
    expect(Math.abs((fit?.slope ?? NaN) - SLOPE)).toBeLessThan(1e-8);
    expect(Math.abs((fit?.intercept ?? NaN) - INTERCEPT)).toBeLessThan(1e-8);
  });

  it('[EVA-13] makes what is stated come true as often, and undoes a distortion', () => {
    const random = seededRandom(3);
    const honest = Array.from({ length: 4000 }, () => random());
    const present = honest.map((p) => random() < p);
    const distorted = honest.map((p) => sigmoid(3 * logit(p) - 1));
    const fit = fitPlatt(distorted, present);
    // Within the noise of 4,000 draws.
    expect(fit?.slope).toBeGreaterThan(0.3);
    expect(fit?.slope).toBeLessThan(0.37);
    expect(fit?.intercept).toBeGreaterThan(0.2);
    expect(fit?.intercept).toBeLessThan(0.47);
  });

  it('[EVA-14] keeps the order where the opposite would fit better, and says the base rate', () => {
    const fit = fitPlatt(
      OUTPUTS,
      PRESENT.map((is) => !is),
    );
    expect(fit?.slope).toBe(LEAST_SLOPE);
    expect(Math.abs((fit?.intercept ?? NaN) - INTERCEPT_OF_OPPOSITE)).toBeLessThan(1e-8);
  });

  it('stays finite where the model is always right', () => {
    const fit = fitPlatt([0, 0, 0.1, 0.9, 1, 1], [false, false, false, true, true, true]);
    expect(fit?.slope).toBeGreaterThan(0);
    expect(Number.isFinite(fit?.slope)).toBe(true);
    expect(sigmoid((fit?.slope ?? NaN) * logit(1) + (fit?.intercept ?? NaN))).toBeLessThan(1);
  });
});

describe('the calibration of a model', () => {
  const truth = TRUTH.map((label) => [0, 1, 2, 3].map((other) => Number(other === label)));

  it('[EVA-7] of exclusive outputs is a temperature', () => {
    const calibration = fitCalibration('exclusive', truth, PROBABILITIES);
    expect(calibration.kind).toBe('temperature');
    expect(
      Math.abs((calibration.kind === 'temperature' ? calibration.temperature : NaN) - TEMPERATURE),
    ).toBeLessThan(1e-9);
  });

  it('[EVA-13] of independent outputs is a slope and intercept each', () => {
    const rows = OUTPUTS.map((value) => [value, 1 - value]);
    const targets = PRESENT.map((is) => [Number(is), Number(is)]);
    const calibration = fitCalibration('independent', targets, rows);
    if (calibration.kind !== 'platt') throw new Error(calibration.kind);
    expect(at(calibration.slopes, 0)).toBeCloseTo(SLOPE, 8);
    expect(at(calibration.slopes, 1)).toBe(LEAST_SLOPE);
    const sums = [0, 0];
    for (const row of rows) {
      calibrated(row, calibration).forEach((value, label) => {
        expect(value).toBeGreaterThan(0);
        expect(value).toBeLessThan(1);
        sums[label] = at(sums, label) + value;
      });
    }
    // As much is stated as came true, but for the smoothing of the targets.
    for (const sum of sums) expect(Math.abs(sum - PRESENT.filter(Boolean).length)).toBeLessThan(1);
  });

  it('[EVA-14] leaves a label alone that was never or always true', () => {
    const rows = OUTPUTS.map((value) => [value, value, value]);
    const targets = PRESENT.map((is) => [Number(is), 0, 1]);
    const calibration = fitCalibration('independent', targets, rows);
    expect(calibration).toMatchObject({ kind: 'platt' });
    const row = calibrated([0.3, 0.3, 0.3], calibration);
    expect(row[0]).not.toBeCloseTo(0.3, 2);
    expect(row[1]).toBeCloseTo(0.3, 12);
    expect(row[2]).toBeCloseTo(0.3, 12);
    const none = fitCalibration(
      'independent',
      PRESENT.map(() => [0, 1, 0]),
      rows,
    );
    expect(none.kind === 'none' && none.reason).toMatch(/always or never/);
  });

  it('[EVA-8] [EVA-14] is none, with the reason, where there is nothing to fit it on', () => {
    expect(fitCalibration('exclusive', [], [])).toMatchObject({ kind: 'none' });
    expect(fitCalibration('independent', [], [])).toMatchObject({ kind: 'none' });
    const sure = truth.map((row) => row.map((value) => 0.2 + 0.2 * value));
    const right = fitCalibration('exclusive', truth, sure);
    expect(right.kind === 'none' && right.reason).toMatch(/every validation window right/);
  });

  it('[EVA-12] refuses targets that are none and lists that differ', () => {
    expect(() => fitCalibration('exclusive', [[1, 1]], [[0.5, 0.5]])).toThrow(/of one label/);
    expect(() => fitCalibration('exclusive', [[0.5, 0.5]], [[0.5, 0.5]])).toThrow(RangeError);
    expect(() => fitCalibration('independent', [[1], [0]], [[0.5]])).toThrow(RangeError);
  });
});
