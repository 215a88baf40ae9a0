import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it, vi } from 'vitest';
import { planFused } from '#adapters/tfjs/fused-lstm/fused-plan.ts';
import { type NetworkRunner, openLayersRunner, openRunner } from '#adapters/tfjs/network-runner.ts';
import type { Network } from '#core/inference/network.ts';
import { openNetwork } from '#core/inference/open-network.ts';
import { ACTIVATIONS, type LayerInput } from '#core/models/layer-spec.ts';
import { ENGAGEMENT_LAYERS, madeUpNetwork, madeUpWindows } from '../../support/made-up-network.ts';

const WASM = new URL('/wasm/', location.href).href;
const masked = (row: number) => row % 7 === 2 || (row > 20 && row < 40);
const oneDense = { kind: 'dense', units: 1, activation: 'sigmoid' } as const;

const furthest = (a: Float32Array, b: Float32Array) =>
  Math.max(...a.map((value, index) => Math.abs(value - (b[index] ?? NaN))));

async function fusedOutputs(network: Network, windows: Float32Array, count: number) {
  const runner = await openRunner('webgpu', network, WASM);
  const outputs = await runner.run(windows, count);
  runner.close();
  return outputs;
}

/** The typed arrays' answers, which are held against tfjs' layers in Node. */
async function errorOf(layers: readonly LayerInput[], length: number, features: number) {
  const network = madeUpNetwork(layers, length, features, 3);
  const windows = madeUpWindows(network, 3, 4, masked);
  const expected = openNetwork(network).run(windows, 3);
  const outputs = await fusedOutputs(network, windows, 3);
  expect(outputs).toHaveLength(expected.length);
  expect(new Set(outputs).size).toBeGreaterThan(1);
  return furthest(outputs, expected);
}

const gates = ACTIVATIONS.filter((name) => name !== 'softmax');
const cells = gates.flatMap((recurrentActivation) =>
  (['tanh', 'hard_sigmoid_6', 'sigmoid'] as const).map(
    (activation) => [activation, recurrentActivation] as const,
  ),
);

describe('the fused kernel', () => {
  it('[INF-2] says what tfjs layers do of the engagement model', async () => {
    const network = madeUpNetwork(ENGAGEMENT_LAYERS, 30, 22, 1);
    const windows = madeUpWindows(network, 4, 2);
    const layers = await openLayersRunner('cpu', network, WASM);
    const expected = await layers.run(windows, 4);
    layers.close();
    expect(furthest(await fusedOutputs(network, windows, 4), expected)).toBeLessThan(1e-5);
  });

  it.each<readonly [string, readonly LayerInput[], number, number]>([
    [
      'the masked model',
      [
        { kind: 'masking' },
        { kind: 'lstm', units: 64, returnSequences: false },
        { kind: 'dense', units: 32, activation: 'relu' },
        oneDense,
      ],
      60,
      6,
    ],
    [
      'three layers of odd widths without biases, masked by another value',
      [
        { kind: 'masking', maskValue: -0.1 },
        { kind: 'lstm', units: 7, returnSequences: true, useBias: false },
        { kind: 'lstm', units: 33, returnSequences: true },
        { kind: 'dropout', rate: 0.2 },
        { kind: 'lstm', units: 5, returnSequences: false, useBias: false },
        { kind: 'dense', units: 37, activation: 'softmax', useBias: false },
        { kind: 'dense', units: 3, activation: 'hard_sigmoid_6' },
      ],
      9,
      3,
    ],
    ['an LSTM alone', [{ kind: 'lstm', units: 6, returnSequences: false }], 8, 2],
    [
      'the widest',
      [
        { kind: 'lstm', units: 256, returnSequences: true },
        { kind: 'lstm', units: 256, returnSequences: false },
        oneDense,
      ],
      4,
      3,
    ],
  ])('[INF-2] says what typed arrays do of %s', async (_, layers, length, features) => {
    expect(await errorOf(layers, length, features)).toBeLessThan(1e-5);
  });

  it.each(cells)('[INF-2] says what typed arrays do of %s by %s', async (activation, gate) => {
    const layers: readonly LayerInput[] = [
      { kind: 'lstm', units: 6, returnSequences: false, activation, recurrentActivation: gate },
      { kind: 'dense', units: 3, activation: 'softmax' },
    ];
    expect(await errorOf(layers, 6, 4)).toBeLessThan(1e-5);
  });

  it.each<readonly [string, readonly LayerInput[]]>([
    ['a GRU', [{ kind: 'gru', units: 4, returnSequences: false }, oneDense]],
    [
      'both directions',
      [
        { kind: 'bidirectional', inner: { kind: 'lstm', units: 4, returnSequences: false } },
        oneDense,
      ],
    ],
    ['going backwards', [{ kind: 'lstm', units: 4, returnSequences: false, goBackwards: true }]],
    ['every step', [{ kind: 'lstm', units: 4, returnSequences: true }, oneDense]],
    ['a dense layer first', [oneDense, { kind: 'lstm', units: 4, returnSequences: false }]],
    ['dense layers alone', [oneDense]],
    [
      'more states than a workgroup holds',
      Array.from({ length: 9 }, (_, index) => ({
        kind: 'lstm' as const,
        units: 256,
        returnSequences: index < 8,
      })),
    ],
    ['more units than a workgroup', [{ kind: 'lstm', units: 257, returnSequences: false }]],
    [
      'gates of a softmax',
      [{ kind: 'lstm', units: 4, returnSequences: false, recurrentActivation: 'softmax' }],
    ],
  ])('[INF-3] is no candidate for %s', async (_, layers) => {
    const network = madeUpNetwork(layers, 5, 3, 1);
    expect(planFused(network)).toBeNull();
    await expect(openRunner('webgpu', network, WASM)).rejects.toThrow('not available');
  });

  it('[INF-4] takes one dispatch, and a tenth of the time of tfjs layers on webgpu', async () => {
    const network = madeUpNetwork(ENGAGEMENT_LAYERS, 30, 22, 1);
    const window = madeUpWindows(network, 1, 2);
    const dispatch = vi.spyOn(GPUComputePassEncoder.prototype, 'dispatchWorkgroups');
    const measure = async (runner: NetworkRunner, runs: number) => {
      await runner.run(window, 1);
      const before = tf.memory().numTensors;
      dispatch.mockClear();
      const startedAt = performance.now();
      for (let i = 0; i < runs; i++) await runner.run(window, 1);
      const ms = (performance.now() - startedAt) / runs;
      expect(tf.memory().numTensors).toBe(before);
      runner.close();
      return { ms, dispatches: dispatch.mock.calls.length / runs };
    };
    const fused = await measure(await openRunner('webgpu', network, WASM), 9);
    const layers = await measure(await openLayersRunner('webgpu', network, WASM), 3);
    dispatch.mockRestore();
    expect(fused.dispatches).toBe(1);
    expect(layers.dispatches).toBeGreaterThan(500);
    expect(layers.ms / fused.ms).toBeGreaterThan(10);
  });
});
