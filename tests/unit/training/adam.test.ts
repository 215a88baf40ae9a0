import { describe, expect, it } from 'vitest';
import { useBackend } from '#adapters/tfjs/backends.ts';
import { networkPass } from '#adapters/tfjs/network-pass.ts';
import { gradientsOf } from '#adapters/tfjs/network-run.ts';
import { adamStep, freshAdam } from '#core/training/adam.ts';
import { batchLoss } from '#core/training/loss.ts';
import { trainedPlaces, type WeightPlace } from '#core/training/weight-places.ts';
import { LOSSES, SHAPE, STEPS, WEIGHTS, WINDOWS } from './reference-steps.ts';

const FOUR: readonly WeightPlace[] = [
  { spec: { name: 'w', shape: [4] }, layer: 0, start: 0, size: 4 },
];
const GRADIENTS = [
  [0.1, -2, 0.03, 0],
  [-0.4, 1, 0.5, 0.2],
  [3, -4, 0, 0.1],
];

function expectClose(found: Float32Array, wanted: readonly number[]): void {
  expect(found).toHaveLength(wanted.length);
  wanted.forEach((value, index) => {
    expect(found[index]).toBeCloseTo(value, 6);
  });
}

describe('steps of Adam', () => {
  // By torch.optim.AdamW of PyTorch 1.13 in float64, lr 0.01, eps 1e-7.
  it.each([
    ['as they come', null, 0, [0.4898549059, -0.2307555145, 0.9761189561, 1.98455623]],
    [
      'clipped to norm 1, decay 0.1',
      1,
      0.1,
      [0.4917062692, -0.2352702606, 0.9734176479, 1.980097222],
    ],
  ])('[TRN-13] are those of PyTorch: %s', (_, clipNorm, weightDecay, wanted) => {
    const weights = Float32Array.of(0.5, -0.25, 1, 2);
    const state = freshAdam(4);
    for (const gradient of GRADIENTS) {
      const settings = { learningRate: 0.01, clipNorm, weightDecay };
      adamStep(weights, Float32Array.from(gradient), FOUR, state, settings);
    }
    expectClose(weights, wanted);
    expect(state.steps).toBe(3);
  });

  it('[TRN-13] two of them on an LSTM give the weights that PyTorch gives', async () => {
    await useBackend('cpu', '');
    const pass = networkPass(SHAPE);
    const trained = trainedPlaces(pass.places);
    const weights = Float32Array.from(WEIGHTS);
    const state = freshAdam(weights.length);
    const settings = { learningRate: 0.01, clipNorm: null, weightDecay: 0 };
    for (const [step, wanted] of STEPS.entries()) {
      const { loss, gradients } = await gradientsOf(pass, {
        shape: SHAPE,
        weights,
        windows: WINDOWS,
        trained,
        seeds: () => 0,
        lossOf: (sums) =>
          batchLoss({ loss: { kind: 'cross_entropy' }, output: 'exclusive' }, sums, [
            [1, 0],
            [0, 1],
          ]),
      });
      expect(loss / 2).toBeCloseTo(LOSSES[step] ?? NaN, 6);
      adamStep(weights, gradients, trained, state, settings);
      wanted.forEach((value, index) => {
        expect(Math.abs((weights[index] ?? NaN) - value)).toBeLessThan(2e-6);
      });
    }
  });
});
