import { describe, expect, it } from 'vitest';
import { lectureFigures } from '#core/class-figures/lecture-figures.ts';
import { weightedMean, type WeightedFigure } from '#core/class-figures/weighted-mean.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { probability, score, timestampMs } from '#core/units.ts';

const figure = (value: number, weight: number): WeightedFigure => ({
  value,
  weight: probability(weight),
});

describe('weighted mean', () => {
  it('[FAI-9] of equal weights is the plain mean, and counts everybody', () => {
    const mean = weightedMean([80, 60, 40].map((value) => figure(value, 0.4)));
    expect(mean?.value).toBeCloseTo(60, 12);
    expect(mean?.effectiveCount).toBeCloseTo(3, 12);
  });

  it('[FAI-9] leaves out who has no weight; nobody leaves nothing', () => {
    expect(weightedMean([figure(80, 1), figure(10, 0)])).toEqual({
      value: 80,
      count: 1,
      effectiveCount: 1,
    });
    expect(weightedMean([figure(80, 0)])).toBeNull();
    expect(weightedMean([])).toBeNull();
  });

  it('[FAI-9] lets nobody count for more than one person', () => {
    expect(() => weightedMean([figure(80, 1.5)])).toThrow(RangeError);
    expect(() => weightedMean([figure(80, -0.1)])).toThrow(RangeError);
    expect(() => weightedMean([figure(80, NaN)])).toThrow(RangeError);
  });

  it('[FAI-9] lies among its figures, moves towards who gains weight, and is no surer than its count', () => {
    const random = seededRandom(13);
    for (let round = 0; round < 500; round++) {
      const figures = Array.from({ length: 2 + Math.floor(random() * 20) }, () =>
        figure(100 * random(), 0.01 + 0.9 * random()),
      );
      const values = figures.map(({ value }) => value);
      const mean = weightedMean(figures);
      if (mean === null) throw new Error('there are figures');
      expect(mean.value).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9);
      expect(mean.value).toBeLessThanOrEqual(Math.max(...values) + 1e-9);
      expect(mean.effectiveCount).toBeLessThanOrEqual(mean.count + 1e-9);
      expect(mean.effectiveCount).toBeGreaterThanOrEqual(1 - 1e-9);
      const [first, ...rest] = figures;
      if (first === undefined) continue;
      const more = weightedMean([figure(first.value, Math.min(1, first.weight + 0.05)), ...rest]);
      expect(Math.abs((more?.value ?? NaN) - first.value)).toBeLessThanOrEqual(
        Math.abs(mean.value - first.value) + 1e-9,
      );
    }
  });
});

describe('figures of a lecture', () => {
  const session = (
    studentId: string,
    meanScore: number | null,
    weight: number | null,
    lectureId = 'l1',
  ) => ({
    studentId,
    lectureId,
    courseId: 'c1',
    endedAt: timestampMs(1),
    meanScore: meanScore === null ? null : score(meanScore),
    reliabilityWeight: weight === null ? null : probability(weight),
  });

  it('[FAI-10] count each student once, by how reliably each was read', () => {
    const [lecture, ...others] = lectureFigures([
      session('ada', 90, 1),
      session('bea', 30, 0.5),
      session('bea', 60, 1),
      session('cy', 20, 0.25),
      session('dan', 50, 1, 'l2'),
    ]);
    expect(others).toEqual([]);
    const bea = (30 * 0.5 + 60) / 1.5;
    expect(lecture).toMatchObject({ courseId: 'c1', lectureId: 'l1' });
    expect(lecture?.score.value).toBeCloseTo((90 + bea + 20 * 0.25) / 2.25, 9);
    expect(lecture?.score.count).toBe(3);
    expect(lecture?.score.effectiveCount).toBeCloseTo(2.25 ** 2 / (2 + 0.0625), 9);
  });

  it('[FAI-10] are of two students at least, of sessions that ended with a score and a reliability', () => {
    expect(lectureFigures([session('ada', 90, 1), session('ada', 80, 1)])).toEqual([]);
    expect(
      lectureFigures([
        session('ada', 90, 1),
        session('bea', 80, null),
        session('cy', null, 1),
        session('dan', 70, 0),
        { ...session('eve', 60, 1), endedAt: null },
      ]),
    ).toEqual([]);
    const same = [session('ada', 90, 1), { ...session('bea', 80, 1), courseId: 'c2' }];
    expect(lectureFigures(same)).toEqual([]);
  });
});
