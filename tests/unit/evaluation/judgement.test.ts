import { describe, expect, it } from 'vitest';
import { LABEL_FIGURES, SUMMARY_FIGURES } from '#core/evaluation/figures.ts';
import { judge } from '#core/evaluation/judgement.ts';
import { majorityProbabilities } from '#core/evaluation/majority-baseline.ts';
import { at } from '#core/numeric/at.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { PERSONS, ROWS, TRUTH } from './reference-rows.ts';

const SCALE = { labels: ['a', 'b', 'c', 'd'], ordinal: true };
const resampling = () => ({ random: seededRandom(1), resamples: 400, level: 0.95 });
const TRAIN_COUNTS = [35, 40, 15, 10];

describe('a judgement', () => {
  const judgement = judge(SCALE, { ...ROWS, persons: PERSONS }, TRAIN_COUNTS, resampling());

  it('[EVA-9] has every figure within its interval over persons', () => {
    expect(judgement).toMatchObject({ rows: 60, persons: 7 });
    const { figures, intervals } = judgement;
    const pairs = [
      ...SUMMARY_FIGURES.map((name) => [figures.summary[name], intervals.summary[name]] as const),
      ...figures.perLabel.flatMap((own, label) =>
        LABEL_FIGURES.map((name) => [own[name], at(intervals.perLabel, label)[name]] as const),
      ),
    ];
    expect(pairs.length).toBe(10 + 4 * 5);
    for (const [figure, interval] of pairs) {
      if (interval.kind !== 'interval') throw new Error(interval.reason);
      expect(interval.low).toBeLessThanOrEqual(figure ?? Number.NaN);
      expect(interval.high).toBeGreaterThanOrEqual(figure ?? Number.NaN);
      expect(interval.low).toBeLessThan(interval.high);
      expect(interval.resamples + interval.leftOut).toBe(400);
    }
  });

  it('[EVA-10] counts the draws that a rare label is missing from', () => {
    const rare = PERSONS.filter((_, row) => at(TRUTH, row) === 3);
    expect(new Set(rare).size).toBeLessThan(4);
    const recall = at(judgement.intervals.perLabel, 3).recall;
    expect(recall).toMatchObject({ kind: 'interval' });
    expect(recall.kind === 'interval' && recall.leftOut).toBeGreaterThan(0);
  });

  it('[EVA-11] stands beside the majority of training, not of the rows judged', () => {
    const { summary, perLabel } = judgement.majority;
    expect(perLabel.map(({ recall }) => recall)).toEqual([0, 1, 0, 0]);
    expect(summary).toMatchObject({ macroRocAuc: 0.5, quadraticKappa: 0, balancedAccuracy: 0.25 });
    expect(() => majorityProbabilities([0, 0], 3)).toThrow(RangeError);
  });

  it('[EVA-10] of one person has figures without intervals', () => {
    const alone = judge(
      SCALE,
      { ...ROWS, persons: PERSONS.map(() => 'p') },
      TRAIN_COUNTS,
      resampling(),
    );
    expect(alone.figures).toEqual(judgement.figures);
    for (const interval of Object.values(alone.intervals.summary)) {
      expect(interval).toEqual({ kind: 'none', reason: 'too_few_persons' });
    }
  });

  it('[EVA-12] is refused where it is not known whose rows they are', () => {
    expect(() => judge(SCALE, { ...ROWS, persons: ['p'] }, TRAIN_COUNTS, resampling())).toThrow(
      '1 persons cannot be held against 60 labels',
    );
  });

  it('can be written as JSON and read back whole', () => {
    expect(JSON.parse(JSON.stringify(judgement))).toEqual(judgement);
  });
});
