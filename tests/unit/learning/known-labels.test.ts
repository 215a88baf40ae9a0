import { describe, expect, it } from 'vitest';
import { knownLabelSteps } from '#core/learning/fit-known-labels.ts';
import { fitLogistic, type LogisticJob } from '#core/learning/fit-logistic.ts';
import { predictLogistic } from '#core/learning/logistic-model.ts';
import { at } from '#core/numeric/at.ts';
import { resultOf } from '#core/numeric/result-of.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';

const random = seededRandom(3);
const LABELS = Array.from({ length: 60 }, (_, index) => index % 2);
const ROWS = LABELS.map((label) => Float32Array.of(label + random(), random()));
const job = (output: LogisticJob['output'], targets: LogisticJob['targets']): LogisticJob => ({
  rows: ROWS,
  targets,
  output,
  l2: 1,
});
const fit = (given: LogisticJob) => resultOf(knownLabelSteps(given));

describe('a regression where labels are missing', () => {
  it('[LIB-2] tells the others as without the missing one, which is rarer than any', () => {
    const model = fit(
      job(
        'exclusive',
        LABELS.map((label) => [1 - label, 0, label]),
      ),
    );
    const two = fitLogistic(
      job(
        'exclusive',
        LABELS.map((label) => [1 - label, label]),
      ),
    );
    const all = predictLogistic(model, 'exclusive', ROWS);
    predictLogistic(two.model, 'exclusive', ROWS).forEach((row, index) => {
      const [first, missing, second] = at(all, index) as [number, number, number];
      expect(missing).toBeLessThanOrEqual(1 / 120);
      expect(first / (first + second)).toBeCloseTo(at(row, 0), 9);
    });
  });

  it('[LIB-2] says of independent labels that are always or never true just that', () => {
    const model = fit(
      job(
        'independent',
        LABELS.map((label) => [1, label, 0]),
      ),
    );
    const alone = fitLogistic(
      job(
        'independent',
        LABELS.map((label) => [label]),
      ),
    );
    const expected = predictLogistic(alone.model, 'independent', ROWS);
    predictLogistic(model, 'independent', ROWS).forEach(([always, known, never], index) => {
      expect(always).toBeCloseTo(120 / 121, 9);
      expect(never).toBeCloseTo(1 / 121, 9);
      expect(known).toBeCloseTo(at(at(expected, index), 0), 9);
    });
  });

  it('[LIB-2] calls everything the one label that there is', () => {
    const model = fit(
      job(
        'exclusive',
        LABELS.map(() => [0, 1, 0]),
      ),
    );
    for (const row of predictLogistic(model, 'exclusive', ROWS)) {
      expect(at(row, 1)).toBeCloseTo(60 / 61, 9);
    }
  });

  it('is the plain regression where none is missing', () => {
    const whole = job(
      'exclusive',
      LABELS.map((label) => [1 - label, label]),
    );
    expect(fit(whole)).toEqual(fitLogistic(whole).model);
  });
});
