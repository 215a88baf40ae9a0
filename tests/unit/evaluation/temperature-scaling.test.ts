import { describe, expect, it } from 'vitest';
import { argMax } from '#core/evaluation/confusion-matrix.ts';
import { type JudgedRows, presenceRows } from '#core/evaluation/judged-rows.ts';
import { logLoss } from '#core/evaluation/log-loss.ts';
import { fitTemperature, tempered } from '#core/evaluation/temperature-scaling.ts';
import { at } from '#core/numeric/at.ts';
import { seededRandom, shuffled } from '#core/numeric/seeded-random.ts';
import {
  FIRST_ROW_AT_TEMPERATURE,
  LOG_LOSS_AT_TEMPERATURE,
  TEMPERATURE,
} from './reference-figures.ts';
import { PROBABILITIES, ROWS, TRUTH } from './reference-rows.ts';

function fitted(rows: JudgedRows): number {
  const fit = fitTemperature(rows);
  if (fit.kind === 'none') throw new Error(fit.reason);
  return fit.temperature;
}
const lossAt = (temperature: number) =>
  logLoss({
    truth: TRUTH,
    probabilities: PROBABILITIES.map((row) => tempered(row, temperature)),
  }) ?? Number.NaN;

describe('temperature scaling', () => {
  it('[EVA-7] finds the temperature that scipy finds', () => {
    const temperature = fitted(ROWS);
    expect(Math.abs(temperature - TEMPERATURE)).toBeLessThan(1e-9);
    expect(Math.abs(lossAt(temperature) - LOG_LOSS_AT_TEMPERATURE)).toBeLessThan(1e-9);
    tempered(at(PROBABILITIES, 0), temperature).forEach((value, label) => {
      expect(Math.abs(value - at(FIRST_ROW_AT_TEMPERATURE, label))).toBeLessThan(1e-9);
    });
  });

  it('[EVA-7] is at the bottom: both sides of it are worse', () => {
    const temperature = fitted(ROWS);
    expect(lossAt(temperature * 1.001)).toBeGreaterThan(lossAt(temperature));
    expect(lossAt(temperature / 1.001)).toBeGreaterThan(lossAt(temperature));
  });

  it.each([0.1, 0.5, 4, 25])('[EVA-7] undoes a temperature of %d', (distortion) => {
    const distorted = PROBABILITIES.map((row) => tempered(row, distortion));
    const back = fitted({ truth: TRUTH, probabilities: distorted }) * distortion;
    expect(Math.abs(back / TEMPERATURE - 1)).toBeLessThan(1e-9);
  });

  it('[EVA-7] leaves alone what is honest already', () => {
    const shares = [0, 1, 2, 3].map(
      (label) => TRUTH.filter((own) => own === label).length / TRUTH.length,
    );
    expect(fitted({ truth: TRUTH, probabilities: TRUTH.map(() => shares) })).toBeCloseTo(1, 9);
  });

  it('[EVA-7] keeps sums and the label that is called', () => {
    for (const row of PROBABILITIES) {
      const cooled = tempered(row, 0.5);
      expect(cooled.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
      expect(argMax(cooled)).toBe(argMax(row));
    }
    expect(tempered([0, 1], 2).every(Number.isFinite)).toBe(true);
    expect(tempered([0.5, 0.3, 0.2], 0.0005)).toEqual([1, 0, 0]);
  });

  it('[EVA-3] [EVA-7] does not depend on the order of the rows', () => {
    const order = shuffled([...TRUTH.keys()], seededRandom(3));
    const other = fitted({
      truth: order.map((row) => at(TRUTH, row)),
      probabilities: order.map((row) => at(PROBABILITIES, row)),
    });
    expect(other).toBeCloseTo(fitted(ROWS), 10);
  });

  it('[EVA-8] says why there is none', () => {
    expect(fitTemperature({ truth: [], probabilities: [] })).toEqual({
      kind: 'none',
      reason: 'no_rows',
    });
    expect(fitTemperature(presenceRows([0.9, 0.2], [true, false]))).toEqual({
      kind: 'none',
      reason: 'always_right',
    });
    expect(fitTemperature(presenceRows([0.1, 0.8], [true, false]))).toEqual({
      kind: 'none',
      reason: 'no_information',
    });
    const uniform = TRUTH.map(() => [0.25, 0.25, 0.25, 0.25]);
    expect(fitTemperature({ truth: TRUTH, probabilities: uniform })).toEqual({
      kind: 'none',
      reason: 'no_information',
    });
  });

  it('[EVA-7] is found where a float32 softmax said 0 of the truth', () => {
    const rows = presenceRows([0, 1, 0.9, 0.8, 1, 0], [true, true, true, true, true, false]);
    expect(fitted(rows)).toBeGreaterThan(1);
  });
});
