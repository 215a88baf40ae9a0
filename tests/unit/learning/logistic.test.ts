import { describe, expect, it } from 'vitest';
import { balancedClassWeights } from '#core/dataset/class-weights.ts';
import { fitLogistic, type LogisticJob, logisticSteps } from '#core/learning/fit-logistic.ts';
import { predictLogistic } from '#core/learning/logistic-model.ts';
import { ExamplesRefused } from '#core/learning/summary-examples.ts';
import { at } from '#core/numeric/at.ts';
import { seededRandom, shuffled } from '#core/numeric/seeded-random.ts';
import { exclusiveOr, labelledRows, oneHot, roundWeights } from './examples.ts';
import * as sklearn from './logistic-reference.ts';

const three = labelledRows(80, 3);
const two = labelledRows(60, 2, 11);
const THREE: LogisticJob = {
  rows: three.rows,
  targets: oneHot(three.labels, 3),
  output: 'exclusive',
  l2: 1,
};
const PRESENCE: LogisticJob = {
  rows: two.rows,
  targets: two.labels.map((label) => [label]),
  output: 'independent',
  l2: 1,
};
const farthest = (a: readonly (readonly number[])[], b: readonly (readonly number[])[]) => {
  expect(a.map((row) => row.length)).toEqual(b.map((row) => row.length));
  return Math.max(...a.flatMap((row, i) => row.map((v, j) => Math.abs(v - at(at(b, i), j)))));
};

function expectAgreement(job: LogisticJob, theirs: sklearn.Reference, label: number | null = null) {
  const { model, converged } = fitLogistic(job);
  const own = <T>(values: readonly T[]) => (label === null ? values : [at(values, label)]);
  expect(converged).toBe(true);
  expect(farthest(own(model.weights), theirs.coef)).toBeLessThan(1e-6);
  expect(farthest([own(model.intercepts)], [theirs.intercept])).toBeLessThan(1e-6);
  const first = predictLogistic(model, job.output, job.rows.slice(0, 3));
  expect(farthest(first, theirs.first)).toBeLessThan(1e-6);
}

describe("[BAS-2] weights and probabilities are scikit-learn's to 1e-6", () => {
  it('for several labels, by a weak and a strong penalty', () => {
    expectAgreement(THREE, sklearn.MULTINOMIAL);
    expectAgreement({ ...THREE, l2: 20 }, sklearn.STRONG_PENALTY);
  });
  it('with weights of rows and of labels', () => {
    expectAgreement({ ...THREE, l2: 0.5, sampleWeights: roundWeights(80) }, sklearn.SAMPLE_WEIGHTS);
    const counts = [0, 1, 2].map((label) => three.labels.filter((own) => own === label).length);
    expectAgreement({ ...THREE, classWeights: balancedClassWeights(counts) }, sklearn.BALANCED);
  });
  it('for one label that is there or not, also weighted', () => {
    expectAgreement(PRESENCE, sklearn.BINARY);
    const weights = { sampleWeights: roundWeights(60), classWeights: [2.5] };
    expectAgreement({ ...PRESENCE, l2: 3, ...weights }, sklearn.BINARY_WEIGHTED);
  });
  it('for two labels that exclude each other', () => {
    const job: LogisticJob = { ...THREE, rows: two.rows, targets: oneHot(two.labels, 2) };
    expectAgreement(job, sklearn.TWO_OF_SOFTMAX, 1);
  });
  it('for several labels, each for itself', () => {
    expectAgreement({ ...THREE, output: 'independent' }, sklearn.EACH_AGAINST_REST);
  });
});

describe('[BAS-3] what has no best weights without a penalty', () => {
  const parted = {
    rows: Array.from({ length: 40 }, (_, i) => Float32Array.from([i < 20 ? i - 30 : i, 5])),
    targets: oneHot(
      Array.from({ length: 40 }, (_, i) => (i < 20 ? 0 : 1)),
      2,
    ),
  };
  it.each(['exclusive', 'independent'] as const)(
    'labels that can be told apart entirely: finite, and told apart (%s)',
    (output) => {
      const { model, converged } = fitLogistic({ ...parted, output, l2: 1e-6 });
      expect(converged).toBe(true);
      expect([...model.weights.flat(), ...model.intercepts].every(Number.isFinite)).toBe(true);
      predictLogistic(model, output, parted.rows).forEach((row, i) => {
        expect(at(row, 0) > 0.5).toBe(i < 20);
      });
    },
  );
  it('a column that never moved has no say, whatever it is later', () => {
    const { model } = fitLogistic({ ...parted, output: 'exclusive', l2: 1 });
    expect(model.weights.map((row) => at(row, 1))).toEqual([0, 0]);
    const [usual, other] = predictLogistic(model, 'exclusive', [
      Float32Array.from([1, 5]),
      Float32Array.from([1, 900]),
    ]);
    expect(other).toEqual(usual);
  });
});

describe('[BAS-5] rows', () => {
  const base = fitLogistic(THREE).model;
  it('may come in any order', () => {
    const order = shuffled([...three.rows.keys()], seededRandom(5));
    const other = fitLogistic({
      ...THREE,
      rows: order.map((i) => at(THREE.rows, i)),
      targets: order.map((i) => at(THREE.targets, i)),
    }).model;
    expect(farthest(other.weights, base.weights)).toBeLessThan(1e-9);
  });
  it('of weight 2 count as two', () => {
    const weighted = fitLogistic({ ...THREE, sampleWeights: three.rows.map(() => 2) }).model;
    const doubled = fitLogistic({
      ...THREE,
      rows: [...THREE.rows, ...THREE.rows],
      targets: [...THREE.targets, ...THREE.targets],
    }).model;
    expect(farthest(weighted.weights, doubled.weights)).toBeLessThan(1e-9);
    expect(farthest(weighted.weights, base.weights)).toBeGreaterThan(1e-3);
  });
  it('of a shared target count for each label by its share', () => {
    const rows = [...three.rows, at(three.rows, 0)];
    const shared = fitLogistic({ ...THREE, rows, targets: [...THREE.targets, [0.25, 0.75, 0]] });
    const split = fitLogistic({
      ...THREE,
      rows: [...rows, at(three.rows, 0)],
      targets: [...THREE.targets, [1, 0, 0], [0, 1, 0]],
      sampleWeights: [...three.rows.map(() => 1), 0.25, 0.75],
    });
    // One row more moves the scaler: what is predicted is compared, to what that can change.
    const ours = predictLogistic(shared.model, 'exclusive', three.rows);
    const theirs = predictLogistic(split.model, 'exclusive', three.rows);
    expect(farthest(ours, theirs)).toBeLessThan(2e-3);
    expect(farthest(ours, predictLogistic(base, 'exclusive', three.rows))).toBeGreaterThan(5e-3);
  });
  it('in other units give the same probabilities', () => {
    const inOtherUnits = (row: Float32Array) => row.map((value) => 1024 * value);
    const other = fitLogistic({ ...THREE, rows: three.rows.map(inOtherUnits) }).model;
    const theirs = predictLogistic(other, 'exclusive', three.rows.map(inOtherUnits));
    expect(farthest(theirs, predictLogistic(base, 'exclusive', three.rows))).toBeLessThan(1e-9);
  });
});

it('probabilities of labels that exclude each other sum to 1, also far from what was learnt', () => {
  const { model } = fitLogistic(THREE);
  const far = [1e6, -1e6].map((value) => new Float32Array(5).fill(value));
  for (const row of predictLogistic(model, 'exclusive', [...three.rows, ...far])) {
    expect(row.every((value) => value >= 0 && value <= 1)).toBe(true);
    expect(row.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
  }
});

it('cannot learn an exclusive or, which is why it is a baseline', () => {
  const { rows, labels } = exclusiveOr(400);
  const { model } = fitLogistic({ rows, targets: oneHot(labels, 2), output: 'exclusive', l2: 1 });
  const right = predictLogistic(model, 'exclusive', rows).filter(
    (row, i) => at(row, at(labels, i)) > 0.5,
  );
  expect(right.length / rows.length).toBeLessThan(0.65);
});

describe('[BAS-4] what cannot be learnt from is refused with a sentence', () => {
  const cases: [string, Partial<LogisticJob>, RegExp][] = [
    ['no rows', { rows: [], targets: [] }, /no row to learn from/],
    ['fewer targets', { targets: THREE.targets.slice(1) }, /80 rows have 79 targets/],
    ['a label nobody has', { targets: oneHot(three.labels, 4) }, /Label 3 has no example/],
    ['one label', { targets: three.labels.map(() => [1]) }, /nothing to tell apart/],
    [
      'a label everybody has',
      { targets: three.labels.map(() => [1]), output: 'independent' },
      /Label 0 has no example without it/,
    ],
    ['half a target', { targets: [[0.5, 0, 0], ...THREE.targets.slice(1)] }, /row 0 sum to 0.5/],
    ['a target of 2', { targets: [[2, -1, 0], ...THREE.targets.slice(1)] }, /between 0 and 1/],
    [
      'a value that is no number',
      { rows: [new Float32Array(5).fill(Number.NaN), ...three.rows.slice(1)] },
      /Row 0 has a value/,
    ],
    ['a short row', { rows: [...three.rows.slice(1), new Float32Array(4)] }, /Row 79 has 4 values/],
    ['no penalty', { l2: 0 }, /l2 is 0/],
    ['a weight of 0', { sampleWeights: three.rows.map(() => 0) }, /not above 0/],
    ['too few label weights', { classWeights: [1, 1] }, /2 weights are given for 3 labels/],
  ];
  it.each(cases)('%s', (_, change, message) => {
    expect(() => fitLogistic({ ...THREE, ...change })).toThrow(message);
    expect(() => fitLogistic({ ...THREE, ...change })).toThrow(ExamplesRefused);
  });
  it('a row of another length is not predicted', () => {
    const { model } = fitLogistic(THREE);
    expect(() => predictLogistic(model, 'exclusive', [new Float32Array(4)])).toThrow(/4 values/);
  });
});

describe('[BAS-6] a fit', () => {
  it('ends between two steps with what the caller throws', () => {
    const seen: number[] = [];
    const stop = () =>
      fitLogistic(THREE, ({ iteration }) => {
        seen.push(iteration);
        if (iteration === 2) throw new Error('enough');
      });
    expect(stop).toThrow('enough');
    expect(seen).toEqual([1, 2]);
  });
  it('may be driven step by step, each with a lower loss', () => {
    const steps = logisticSteps(THREE);
    const values: number[] = [];
    let next = steps.next();
    for (; next.done !== true; next = steps.next()) {
      if (next.value !== null) values.push(next.value.value);
    }
    expect(values.length).toBe(next.value.iterations);
    expect(values.length).toBeGreaterThan(2);
    expect(values).toEqual(values.toSorted((a, b) => b - a));
    expect(next.value).toEqual(fitLogistic(THREE));
  });
});
