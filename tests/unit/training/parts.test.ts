import { describe, expect, it } from 'vitest';
import type { Epoch } from '#core/models/training.ts';
import type { NetworkSettings, Schedule } from '#core/recipes/recipe.ts';
import { dropoutMask } from '#core/training/dropout-mask.ts';
import { firstWeights } from '#core/training/first-weights.ts';
import { historyCsv } from '#core/training/history-csv.ts';
import { nextLearningRate } from '#core/training/learning-rate.ts';
import { PURPOSE, seedOf } from '#core/training/seed-of.ts';
import { weightPlaces } from '#core/training/weight-places.ts';
import { SETTINGS, shapeOf } from '../../support/training-jobs.ts';

const epochs = (scores: readonly number[]): readonly Epoch[] =>
  scores.map((score, index) => ({
    number: index + 1,
    loss: 1,
    validationLoss: 1,
    score,
    learningRate: 0.1,
    best: index === 0,
  }));

const rates = (schedule: Schedule, scores: readonly number[]): readonly number[] => {
  const settings: NetworkSettings = { ...SETTINGS, learningRate: 0.1, maxEpochs: 5, schedule };
  return scores.map((_, index) => nextLearningRate(settings, epochs(scores.slice(0, index))));
};

describe('the learning rate', () => {
  it.each([
    ['constant', { kind: 'constant' }, [1, 2, 3], [0.1, 0.1, 0.1]],
    [
      'step',
      { kind: 'step', everyEpochs: 2, factor: 0.5 },
      [1, 2, 3, 4, 5],
      [0.1, 0.1, 0.05, 0.05, 0.025],
    ],
    [
      'cosine',
      { kind: 'cosine', final: 0.2 },
      [1, 2, 3, 4, 5],
      [0.1, 0.08828, 0.06, 0.03172, 0.02],
    ],
    [
      'one cycle',
      { kind: 'one_cycle', warmUp: 0.5 },
      [1, 2, 3, 4, 5],
      // Of mid-epochs .1 .3 .5 .7 .9: 1/25 + 24/25·(1 − cos πx)/2 up, (1 + cos πx)/2 down.
      [0.01317, 0.06683, 0.1, 0.06545, 0.00955],
    ],
    [
      'plateau',
      { kind: 'plateau', patience: 2, factor: 0.5 },
      [0.5, 0.5, 0.4, 0.6, 0.6, 0.6, 0.7],
      [0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.025],
    ],
  ] as const)('[TRN-14] follows its schedule: %s', (_, schedule, scores, wanted) => {
    const found = rates(schedule, scores);
    wanted.forEach((rate, index) => {
      expect(found[index]).toBeCloseTo(rate, 5);
    });
  });
});

describe('what is drawn from the seed', () => {
  const shape = shapeOf(
    [
      { kind: 'lstm', units: 8, returnSequences: false },
      { kind: 'dense', units: 4, activation: 'softmax' },
    ],
    5,
    20,
  );

  it('[TRN-3] first weights: orthogonal rows, forget gates at 1, other biases 0', () => {
    const weights = firstWeights(shape, 3);
    const [kernel, recurrent, bias] = weightPlaces(shape).map(({ start, size }) =>
      weights.subarray(start, start + size),
    );
    const row = (index: number) => recurrent?.subarray(index * 32, (index + 1) * 32) ?? [];
    for (let a = 0; a < 8; a++) {
      for (let b = 0; b <= a; b++) {
        const product = [...row(a)].reduce((sum, value, i) => sum + value * (row(b)[i] ?? NaN), 0);
        expect(product).toBeCloseTo(a === b ? 1 : 0, 5);
      }
    }
    expect([...(bias ?? [])]).toEqual([
      ...Array.from({ length: 32 }, (_, i) => Number(i >= 8 && i < 16)),
    ]);
    const limit = Math.sqrt(6 / (20 + 32));
    const furthest = Math.max(...[...(kernel ?? [])].map(Math.abs));
    expect(furthest).toBeLessThan(limit);
    expect(furthest).toBeGreaterThan(0.9 * limit);
    expect(firstWeights(shape, 3)).toEqual(weights);
    expect(firstWeights(shape, 4)).not.toEqual(weights);
  });

  it('[TRN-3] dropout: its share, the same mean, another mask for each batch and layer', () => {
    const seed = (batch: number, layer: number) => seedOf(7, PURPOSE.dropout, 1, batch, layer);
    const mask = dropoutMask(20_000, 0.3, seed(0, 2));
    const dropped = mask.filter((factor) => factor === 0).length / mask.length;
    expect(dropped).toBeCloseTo(0.3, 1);
    expect(mask.reduce((sum, factor) => sum + factor) / mask.length).toBeCloseTo(1, 1);
    expect(dropoutMask(20_000, 0.3, seed(0, 2))).toEqual(mask);
    expect(dropoutMask(20_000, 0.3, seed(1, 2))).not.toEqual(mask);
    expect(dropoutMask(20_000, 0.3, seed(2, 0))).not.toEqual(mask);
  });

  it('other numbers give other seeds', () => {
    const seeds = new Set<number>();
    for (let epoch = 0; epoch < 20; epoch++) {
      for (let batch = 0; batch < 50; batch++) {
        seeds.add(seedOf(7, PURPOSE.dropout, epoch, batch, 2));
        seeds.add(seedOf(7, PURPOSE.dropout, epoch, batch, 4));
        seeds.add(seedOf(7, PURPOSE.order, epoch, batch));
      }
    }
    expect(seeds.size).toBe(3000);
  });
});

describe('the history as CSV', () => {
  it('[TRN-15] has one line an epoch', () => {
    const [first, second] = epochs([0.5, 0.25]);
    expect(historyCsv([first, second].flatMap((epoch) => epoch ?? []))).toBe(
      'epoch,loss,validation_loss,score,learning_rate,best\n1,1,1,0.5,0.1,1\n2,1,1,0.25,0.1,0\n',
    );
    expect(historyCsv([])).toBe('epoch,loss,validation_loss,score,learning_rate,best\n');
  });
});
