import { describe, expect, it } from 'vitest';
import { withEpoch } from '#core/lab/run-progress.ts';
import { notReady, perClass } from '#core/lab/run-readiness.ts';
import { runScore } from '#core/lab/run-score.ts';
import { runsBeside } from '#core/lab/runs-beside.ts';
import { sortedRuns } from '#core/lab/sort-runs.ts';
import { timeLeft } from '#core/lab/time-left.ts';
import type { Epoch } from '#core/models/training.ts';
import { durationMs } from '#core/units.ts';
import { exampleRun } from '../../support/lab-runs.ts';
import { evaluationOf } from '../../support/made-up-evaluation.ts';

const epoch = (number: number, loss = 1): Epoch => ({
  number,
  loss,
  validationLoss: 1,
  score: 0.5,
  learningRate: 0.1,
  best: true,
});
const trained = (id: string, seed: number) =>
  exampleRun({
    id,
    name: id,
    state: { kind: 'trained', bundleId: id, evaluation: evaluationOf(['a', 'b', 'c'], seed) },
  });

describe('the list of runs', () => {
  it('[RUN-16] is sorted by any column, what has no such value last', () => {
    const runs = [trained('b 10', 3), exampleRun({ id: 'x', name: 'b 9' }), trained('a', 8)];
    const names = (column: 'name' | 'score', falling: boolean) =>
      sortedRuns(runs, { column, falling }).map(({ name }) => name);
    expect(names('name', false)).toEqual(['a', 'b 9', 'b 10']);
    expect(names('score', true)[2]).toBe('b 9');
    expect(names('score', false)[2]).toBe('b 9');
    expect(names('score', true).slice(0, 2)).toEqual(names('score', false).slice(0, 2).reverse());
  });

  it('[RUN-17] gives no score without what it is held against', () => {
    const score = runScore(evaluationOf(['a', 'b', 'c'], 3));
    expect(score.majority).not.toBeNull();
    expect(score.persons).toBeGreaterThan(0);
    expect(score.interval).toMatchObject({ low: expect.any(Number) as number });
    const rows = runsBeside([trained('one', 3), trained('two', 8)]);
    expect(rows.slice(0, 3).map(({ path }) => path)).toEqual(['score', 'logistic', 'majority']);
    expect(rows.find(({ path }) => path === 'score')?.differs).toBe(true);
    expect(rows.find(({ path }) => path === 'window.length')?.differs).toBe(false);
  });

  it('[RUN-18] says how long it may take yet by the median of the epochs', () => {
    expect(timeLeft([], 0, 10)).toBeNull();
    expect(timeLeft([1000, 90_000, 2000].map(durationMs), 3, 10)).toBe(14_000);
    expect(timeLeft([durationMs(1000)], 10, 10)).toBe(0);
  });

  it('[RUN-19] says what is missing before it can be started', () => {
    const source = (windows: number, ...persons: readonly string[]) => ({ windows, persons });
    expect(notReady([])).toMatch(/No data are in use/);
    expect(notReady([source(0)])).toMatch(/No window has a label/);
    expect(notReady([source(9, 'ann'), source(4, 'ann', 'ben')])).toMatch(/2 persons.*three/);
    expect(notReady([source(9, 'ann', 'ben', 'cem')])).toBeNull();
    const classes = [{ name: 'a', windows: 2 }];
    expect(perClass([{ classes }, { classes }])).toEqual([{ name: 'a', windows: 4 }]);
  });

  it('[RUN-2] takes an epoch that is told again in the place of the first', () => {
    const history = [epoch(1), epoch(2), epoch(3)];
    expect(withEpoch(history, epoch(2, 7)).map(({ number }) => number)).toEqual([1, 2]);
    expect(withEpoch(history, epoch(4))).toHaveLength(4);
  });
});
