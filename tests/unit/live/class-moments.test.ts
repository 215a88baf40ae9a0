import { describe, expect, it } from 'vitest';
import { AlertKeeper } from '#core/live/moments/alert-keeper.ts';
import type { ClassCell, ClassMoment, Shown } from '#core/live/class-figures.ts';
import { findMoments } from '#core/live/moments/class-moments.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { lectureTimeS, probability } from '#core/units.ts';
import { second } from '../../support/class-messages.ts';

const NONE = { kind: 'held_back' } as const;
const shown = <Figure>(figure: Figure, students = 20): Shown<Figure> => ({
  kind: 'shown',
  students,
  figure,
});
const mean = (value: number) => shown({ mean: value, standardDeviation: 1 });

interface Values {
  readonly score?: number | null;
  readonly confusion?: number;
  readonly paused?: number;
}

const cell = (index: number, { score = null, confusion, paused }: Values): ClassCell => ({
  index,
  score: score === null ? NONE : mean(score),
  statuses: NONE,
  paused: paused === undefined ? NONE : shown(probability(paused)),
  states: {
    boredom: NONE,
    engagement: NONE,
    confusion: confusion === undefined ? NONE : mean(confusion),
    frustration: NONE,
  },
});

/** null is a cell that is not shown. */
const scores = (...values: readonly (number | null)[]): ClassCell[] =>
  values.map((score, index) => cell(index, { score }));
const confusions = (...values: readonly number[]): ClassCell[] =>
  values.map((confusion, index) => cell(index, { confusion }));
const pauses = (...values: readonly number[]): ClassCell[] =>
  values.map((paused, index) => cell(index, { paused }));

describe('moments of a class', () => {
  it('[MOM-1] attention fell where it is ten points under what was usual for three cells', () => {
    expect(findMoments(scores(70, 70, 70, 60, 60, 60))).toEqual([
      { kind: 'attention_fell', from: 30, to: null, before: 70, worst: 60, students: 20 },
    ]);
    expect(findMoments(scores(70, 70, 70, 60.1, 60.1, 60.1, 60.1))).toEqual([]);
    expect(findMoments(scores(70, 70, 70, 50, 50, 70))).toEqual([]);
    expect(findMoments(scores(70, 70, 70, 50, 50, 61, 50, 50, 70))).toEqual([]);
    expect(findMoments(scores(70, 70, 50, 50, 50))).toEqual([]);
  });

  it('[MOM-1] is over within five points of what was usual before it, not before', () => {
    const fell = [70, 70, 70, 60, 58, 60];
    expect(findMoments(scores(...fell, 64.9, 64.9))).toMatchObject([{ to: null, worst: 58 }]);
    expect(findMoments(scores(...fell, 65, 50, 60))).toMatchObject([{ from: 30, to: 60 }]);
    const long = scores(...fell, ...Array.from({ length: 60 }, () => 60));
    expect(findMoments(long)).toMatchObject([{ before: 70, to: null }]);
  });

  it('[MOM-1] what was usual is the median of two minutes, whatever was before', () => {
    const long = Array.from({ length: 30 }, () => 95);
    const calm = Array.from({ length: 12 }, (_, i) => (i % 4 === 3 ? 99 : 60));
    const found = findMoments(scores(...long, ...calm, 51, 51, 51));
    expect(found.filter(({ from }) => from >= 420)).toEqual([]);
    const fell = findMoments(scores(...calm, 50, 49, 50));
    expect(fell).toMatchObject([{ from: 120, before: 60, worst: 49 }]);
  });

  it('[MOM-2] confusion rose by 0.15 for three cells; over within half of that', () => {
    const usual = [0.2, 0.2, 0.2];
    expect(findMoments(confusions(...usual, 0.35, 0.4, 0.35))).toMatchObject([
      { kind: 'confusion_rose', from: 30, to: null, before: 0.2, worst: 0.4 },
    ]);
    expect(findMoments(confusions(...usual, 0.34, 0.34, 0.34, 0.34))).toEqual([]);
    expect(findMoments(confusions(...usual, 0.4, 0.4, 0.4, 0.28, 0.27))).toMatchObject([
      { from: 30, to: 70 },
    ]);
    expect(findMoments(confusions(0.5, 0.5, 0.5, 0.1, 0.1, 0.1))).toEqual([]);
  });

  it('[MOM-3] many paused where three in ten did in one cell', () => {
    expect(findMoments(pauses(0.05, 0.05, 0.3, 0.05))).toEqual([
      { kind: 'many_paused', from: 20, to: 30, before: 0.05, worst: 0.3, students: 20 },
    ]);
    expect(findMoments(pauses(0.05, 0.29, 0.05))).toEqual([]);
    expect(findMoments(pauses(0.3))).toMatchObject([{ from: 0, to: null, before: 0 }]);
    expect(findMoments(pauses(0, 0.3, 0.21, 0.29, 0.2, 0))).toMatchObject([{ from: 10, to: 40 }]);
    expect(findMoments(pauses(0.25, 0.25, 0.25, 0.3, 0))).toMatchObject([{ before: 0.25 }]);
  });

  it('[MOM-4] noise around an edge does not flap', () => {
    const random = seededRandom(4);
    for (let round = 0; round < 50; round++) {
      const values = Array.from({ length: 200 }, (_, i) => (i < 20 ? 70 : 60) + 4 * random() - 2);
      const found = findMoments(scores(...values)).filter(({ from }) => from >= 200);
      expect(found.length).toBeLessThanOrEqual(1);
      const calm = Array.from({ length: 200 }, () => 70 + 9 * random() - 4.5);
      expect(findMoments(scores(...calm))).toEqual([]);
    }
  });

  it('[MOM-5] what is not shown has no part; a moment is not seen across a minute of it', () => {
    const hole = (length: number) => Array.from({ length }, () => null);
    const fell = [70, 70, 70, 60, null, 60, null, 60];
    expect(findMoments(scores(...fell, ...hole(6), 60))).toMatchObject([{ from: 30, to: null }]);
    expect(findMoments(scores(...fell, ...hole(7), 60))[0]).toMatchObject({ from: 30, to: 80 });
    expect(findMoments(scores(...hole(40)))).toEqual([]);
    expect(findMoments([])).toEqual([]);
  });

  it('[MOM-5] stands for the fewest students of its figures', () => {
    const cells = scores(70, 70, 70, 60, 60, 60);
    const few: ClassCell = { ...cell(4, {}), score: shown({ mean: 60, standardDeviation: 0 }, 7) };
    expect(findMoments(cells.with(4, few))).toMatchObject([{ students: 7 }]);
  });
});

describe('alerts', () => {
  const moment = (kind: ClassMoment['kind'], to: number | null = null, from = 60): ClassMoment => ({
    kind,
    from: lectureTimeS(from),
    to: to === null ? null : lectureTimeS(to),
    before: 70,
    worst: 55,
    students: 9,
  });

  it('[MOM-6] there is one of a kind and two in all, the newest first, while the moment lasts', () => {
    const keeper = new AlertKeeper();
    const fell = moment('attention_fell');
    keeper.update([fell], second(100), second(100));
    expect(keeper.all()).toEqual([{ kind: 'attention_fell', since: second(100), moment: fell }]);
    const all = [fell, moment('confusion_rose'), moment('many_paused')];
    keeper.update(all, second(110), second(110));
    expect(keeper.all().map(({ kind }) => kind)).toEqual(['confusion_rose', 'attention_fell']);
    const same = keeper.all();
    keeper.update(all, second(110), second(111));
    expect(keeper.all()).toBe(same);
    keeper.update([{ ...fell, worst: 40 }], second(120), second(120));
    expect(keeper.all()).toMatchObject([{ since: second(100), moment: { worst: 40 } }]);
    keeper.update([moment('attention_fell', 130)], second(130), second(130));
    expect(keeper.all()).toEqual([]);
  });

  it('[MOM-7] after one has gone, its kind is quiet for three minutes', () => {
    const keeper = new AlertKeeper();
    const fell = moment('attention_fell');
    keeper.update([fell], second(0), second(0));
    keeper.update([], second(10), second(10));
    keeper.update([fell], second(189), second(189));
    expect(keeper.all()).toEqual([]);
    keeper.update([moment('many_paused')], second(189), second(189));
    expect(keeper.all()).toHaveLength(1);
    keeper.update([fell], second(190), second(190));
    expect(keeper.all()).toMatchObject([{ kind: 'attention_fell', since: second(190) }]);
  });

  it('[MOM-7] where the line stands still for a minute, there is nothing to act upon', () => {
    const keeper = new AlertKeeper();
    const fell = moment('attention_fell');
    keeper.update([fell], second(0), second(59.9));
    expect(keeper.all()).toHaveLength(1);
    keeper.update([fell], second(0), second(60));
    expect(keeper.all()).toEqual([]);
  });
});
