import { describe, expect, it } from 'vitest';
import { crossCalibrated } from '#core/evaluation/cross-calibration.ts';
import { fitCalibration } from '#core/evaluation/fit-calibration.ts';
import { calibrated } from '#core/models/calibration.ts';
import { at } from '#core/numeric/at.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';

const random = seededRandom(4);
const ROWS = Array.from({ length: 60 }, (_, index) => {
  const p = random();
  return { fold: index % 3, raw: [p, 1 - p], truth: random() < p ? [1, 0] : [0, 1] };
});
const of = (rows: typeof ROWS) =>
  crossCalibrated(
    'exclusive',
    rows.map(({ truth }) => truth),
    rows.map(({ raw }) => raw),
    rows.map(({ fold }) => fold),
  );

describe('calibration across folds', () => {
  it('[XFT-4] calibrates each fold by what was fitted on the others', () => {
    const answers = of(ROWS);
    for (const fold of [0, 1, 2]) {
      const others = ROWS.filter((row) => row.fold !== fold);
      const calibration = fitCalibration(
        'exclusive',
        others.map(({ truth }) => truth),
        others.map(({ raw }) => raw),
      );
      ROWS.forEach((row, index) => {
        if (row.fold !== fold) return;
        expect(at(answers, index)).toEqual(calibrated(row.raw, calibration));
      });
    }
  });

  it('[XFT-4] lets the truth of a fold change nothing that is said of that fold', () => {
    const turned = ROWS.map((row) =>
      row.fold === 1 ? { ...row, truth: row.truth.toReversed() } : row,
    );
    const [before, after] = [of(ROWS), of(turned)];
    const same = ROWS.map((_, index) => at(before, index)[0] === at(after, index)[0]);
    expect(ROWS.every(({ fold }, index) => same[index] === (fold === 1))).toBe(true);
  });

  it('[XFT-4] refuses one fold alone and lists that do not fit', () => {
    expect(() => of(ROWS.filter(({ fold }) => fold === 0))).toThrow(RangeError);
    expect(() => crossCalibrated('exclusive', [[1, 0]], [], [0])).toThrow(RangeError);
  });
});
