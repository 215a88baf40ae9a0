import { describe, expect, it } from 'vitest';
import type { ClassCell, ClassMoment, MeanFigure, Shown } from '#core/live/class-figures.ts';
import { lectureTimeS, probability, timestampMs } from '#core/units.ts';
import { wallTicks, wallTime } from '#ui/charts/class-axis.ts';
import { cellAt, classMarks, momentMarks, shownStates } from '#ui/charts/class-data.ts';

const TOO_FEW = { kind: 'too_few' } as const;
const HELD_BACK = { kind: 'held_back' } as const;
const NO_STATES = {
  boredom: TOO_FEW,
  engagement: TOO_FEW,
  confusion: TOO_FEW,
  frustration: TOO_FEW,
};
const mean = (value: number): Shown<MeanFigure> => ({
  kind: 'shown',
  students: 7,
  figure: { mean: value, standardDeviation: 1 },
});
const cell = (index: number, over: Partial<ClassCell> = {}): ClassCell => ({
  index,
  score: mean(60),
  statuses: {
    kind: 'shown',
    students: 7,
    figure: {
      engaged: probability(0.5),
      partially_engaged: probability(0.25),
      disengaged: probability(0),
      not_detected: probability(0.25),
    },
  },
  paused: TOO_FEW,
  states: NO_STATES,
  ...over,
});

describe('the chart of a class', () => {
  it('[CLS-5] has a gap, and never a 0, where a figure is not shown', () => {
    const cells = [cell(0), cell(1, { score: TOO_FEW }), cell(2, { score: HELD_BACK }), cell(5)];
    const { series, unshown } = classMarks(cells, 'attention');
    expect(series.y).toEqual([60, null, null, null, null, 60]);
    expect(series.x).toEqual([5, 15, 25, 35, 45, 55]);
    // Nobody was there from 30 s to 50 s: that is no stretch that was kept from being shown.
    expect(unshown).toEqual([
      { x1: 10, x2: 20, why: 'too_few' },
      { x1: 20, x2: 30, why: 'held_back' },
    ]);
  });

  it('[CLS-5] joins what is not shown for one reason, and breaks it where nobody was', () => {
    const too = (index: number) => cell(index, { score: TOO_FEW });
    const { unshown } = classMarks([too(0), too(1), too(2), too(4)], 'attention');
    expect(unshown).toEqual([
      { x1: 0, x2: 30, why: 'too_few' },
      { x1: 40, x2: 50, why: 'too_few' },
    ]);
  });

  it('stacks the shares of each cell to the whole', () => {
    const { stacks, unshownStatuses } = classMarks(
      [cell(3), cell(4, { statuses: HELD_BACK })],
      'attention',
    );
    expect(stacks).toHaveLength(1);
    expect(stacks[0]).toMatchObject({ x1: 30, x2: 40 });
    expect(stacks[0]?.parts.map(({ status, from, to }) => [status, from, to])).toEqual([
      ['engaged', 0, 0.5],
      ['partially_engaged', 0.5, 0.75],
      ['disengaged', 0.75, 0.75],
      ['not_detected', 0.75, 1],
    ]);
    expect(unshownStatuses).toEqual([{ x1: 40, x2: 50, why: 'held_back' }]);
  });

  it('[CLS-6] draws a learning state on the scale of the axis, where there is one', () => {
    const confused = cell(0, { states: { ...NO_STATES, confusion: mean(0.4) } });
    expect(classMarks([confused, cell(1)], 'confusion').series.y).toEqual([40, null]);
    expect(shownStates([confused, cell(1)])).toEqual(['confusion']);
    expect(shownStates([cell(0)])).toEqual([]);
  });

  it('numbers moments as the list does, and lets one that lasts go on to the end', () => {
    const moment = (from: number, to: number | null): ClassMoment => ({
      kind: 'attention_fell',
      from: lectureTimeS(from),
      to: to === null ? null : lectureTimeS(to),
      before: 70,
      worst: 50,
      students: 9,
    });
    expect(momentMarks([moment(30, 60), moment(200, null), moment(240, 240)], 300)).toMatchObject([
      { number: 1, x1: 30, x2: 60 },
      { number: 2, x1: 200, x2: 300 },
      // One cell at least, so that it can be seen.
      { number: 3, x1: 240, x2: 250 },
    ]);
  });

  it('finds the cell under a place', () => {
    const { series } = classMarks([cell(0), cell(3)], 'attention');
    expect(cellAt(series, 9.9)?.index).toBe(0);
    expect(cellAt(series, 10)).toBeNull();
    expect(cellAt(series, 31)?.index).toBe(3);
    expect(cellAt(series, 400)).toBeNull();
    expect(cellAt(series, -4)).toBeNull();
  });

  it('places a three-hour lecture in cells at once', () => {
    const cells = Array.from({ length: 1080 }, (_, index) => cell(index));
    const { series, stacks, end } = classMarks(cells, 'attention');
    expect(series.y).toHaveLength(1080);
    expect(stacks).toHaveLength(1080);
    expect(end).toBe(10_800);
    expect(classMarks([], 'attention')).toMatchObject({ end: 0, unshown: [], stacks: [] });
  });
});

describe('the axis of the time of day', () => {
  const started = timestampMs(Date.UTC(2026, 10, 20, 9, 31, 20));

  it('has its ticks where the time is round', () => {
    const ticks = wallTicks(1800, 6, started);
    expect(ticks.length).toBeGreaterThan(2);
    expect(ticks.length).toBeLessThanOrEqual(7);
    for (const tick of ticks) {
      expect(tick).toBeGreaterThanOrEqual(0);
      expect(tick).toBeLessThanOrEqual(1800);
      expect((started / 1000 + tick) % 300).toBe(0);
    }
  });

  it('tells seconds only where there are some', () => {
    expect(wallTime(started, 40)).toMatch(/^\d\d:32$/);
    expect(wallTime(started, 10)).toMatch(/^\d\d:31:30$/);
  });
});
