import { describe, expect, it } from 'vitest';
import { curveSteps, labelCurveOf } from '#core/lab/queue/label-curve.ts';
import { heldOutPersons } from '#core/lab/queue/held-out.ts';
import { quickModelSteps, quickProbabilities } from '#core/lab/queue/quick-model.ts';
import { simulateQueue } from '#core/lab/queue/simulate-queue.ts';
import { predictLogistic } from '#core/learning/logistic-model.ts';
import { at } from '#core/numeric/at.ts';
import { resultOf } from '#core/numeric/result-of.ts';
import { durationMs } from '#core/units.ts';
import { rareLabel } from './made-stretches.ts';

const isHeld = ({ stretch }: { stretch: { person: string } }): boolean =>
  ['p0', 'p1', 'p2'].includes(stretch.person);

const isWithin = (some: ReadonlySet<string>, all: ReadonlySet<string>): boolean =>
  [...some].every((name) => all.has(name));

describe('who judges', () => {
  it('[ACT-8] has labels from elsewhere, is one at least and never everybody', () => {
    const names = Array.from({ length: 40 }, (_, k) => `person ${k}`);
    for (let count = 1; count <= 40; count++) {
      const labelled = new Set(names.slice(0, count));
      const held = heldOutPersons(labelled, new Set([...labelled, 'somebody else']), 1);
      expect(held.size).toBeGreaterThanOrEqual(1);
      expect(isWithin(held, labelled)).toBe(true);
      const alone = heldOutPersons(labelled, labelled, 1);
      expect(alone.size).toBeLessThan(count);
      expect(alone.size).toBe(count === 1 ? 0 : Math.min(held.size, count - 1));
    }
    expect(heldOutPersons(new Set(), new Set(names), 1).size).toBe(0);
  });

  it('[ACT-8] stays who it is when others come, as far as one is needed', () => {
    const names = Array.from({ length: 60 }, (_, k) => `person ${k}`);
    let before = heldOutPersons(new Set(names.slice(0, 10)), new Set(names), 7);
    for (let count = 11; count <= 60; count++) {
      const now = heldOutPersons(new Set(names.slice(0, count)), new Set(names), 7);
      if (before.size > 1) expect(isWithin(before, now)).toBe(true);
      before = now;
    }
    expect(before.size).toBeGreaterThan(8);
    expect(before.size).toBeLessThan(30);
  });
});

describe('the curve of the score against labels given', () => {
  const examples = rareLabel(3);
  const heldOut = examples.filter(isHeld);
  const others = examples.filter((own) => !isHeld(own));
  const input = {
    before: others.slice(0, 20),
    answered: others.slice(20, 75),
    heldOut,
    output: 'exclusive',
    every: 10,
    draws: 5,
    seed: 1,
  } as const;

  it('[ACT-9] has a point for what was labelled before, one for each batch, and ends with all of them', () => {
    const curve = labelCurveOf(input);
    expect(curve?.given.map(({ labels }) => labels)).toEqual([20, 30, 40, 50, 60, 70, 75]);
    expect(curve?.random.map(({ labels }) => labels)).toEqual([20, 30, 40, 50, 60, 70, 75]);
    expect(curveSteps(0, 500, 10).length).toBeLessThanOrEqual(12);
    expect(curveSteps(0, 0, 10)).toEqual([]);
    expect(labelCurveOf(input)).toEqual(curve);
  });

  it('[ACT-10] meets random choice at its right end, where both are of the same labels', () => {
    const curve = labelCurveOf(input);
    const [last, beside] = [curve?.given.at(-1), curve?.random.at(-1)];
    expect(beside?.mean).toBeCloseTo(last?.score ?? Number.NaN, 9);
    expect(beside?.high).toBeCloseTo(beside?.low ?? Number.NaN, 9);
    for (const { mean, low, high } of curve?.random ?? []) {
      expect(low).toBeLessThanOrEqual(mean);
      expect(mean).toBeLessThanOrEqual(high);
    }
  });

  it('[ACT-9] is none where nothing is labelled or nobody can judge', () => {
    expect(labelCurveOf({ ...input, before: [], answered: [] })).toBeNull();
    expect(labelCurveOf({ ...input, heldOut: [] })).toBeNull();
  });

  it('[ACT-9] begins with one kind of label as with the baseline', () => {
    const common = others.filter(({ label }) => label === 0).slice(0, 10);
    const curve = labelCurveOf({ ...input, before: common, answered: [] });
    expect(curve?.given).toEqual([{ labels: 10, score: curve?.baseline }]);
  });

  it('[ACT-9] is of the very regression that recipes have', () => {
    const model = resultOf(quickModelSteps(others, 'exclusive'));
    const rows = heldOut.map(({ row }) => row);
    const plain = predictLogistic(model, 'exclusive', rows);
    quickProbabilities(model, 'exclusive', rows).forEach((row, index) => {
      row.forEach((p, k) => {
        expect(p).toBeCloseTo(at(at(plain, index), k), 9);
      });
    });
  });
});

describe('what a strategy would have given', () => {
  it('[ACT-11] is more than random choice gives where a label is rare and lies apart, in the mean over seeds', () => {
    const simulation = simulateQueue({
      examples: rareLabel(17),
      output: 'exclusive',
      labelCount: 2,
      strategies: ['unsure', 'unlike', 'both'],
      start: 6,
      batch: 6,
      batches: 4,
      apart: durationMs(10_000),
      heldOut: 0.3,
      repeats: 10,
      seed: 1,
    });
    expect(simulation.repeats).toBe(10);
    const [random, ...asked] = simulation.strategies;
    expect(random?.strategy).toBe('random');
    expect(random?.gain).toEqual({ mean: 0, low: 0, high: 0 });
    for (const { strategy, gain, points } of asked) {
      expect(points.map(({ labels }) => labels)).toEqual([6, 12, 18, 24, 30]);
      // The same few labels to begin with.
      expect(points[0]).toEqual(random?.points[0]);
      expect(gain.mean, strategy).toBeGreaterThan(0.02);
    }
  });
});
