import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readKerasModel } from '#adapters/keras/read-keras-model.ts';
import { useBackend } from '#adapters/tfjs/backends.ts';
import { loadLayersModel } from '#adapters/tfjs/layers-model.ts';
import { runModel } from '#adapters/tfjs/run-model.ts';
import type { Network } from '#core/inference/network.ts';
import { openNetwork } from '#core/inference/open-network.ts';
import { bundleLayers } from '#core/models/keras-layers.ts';
import { ACTIVATIONS, type LayerInput, MERGE_MODES } from '#core/models/layer-spec.ts';
import { at } from '#core/numeric/at.ts';
import { ENGAGEMENT_LAYERS, madeUpNetwork, madeUpWindows } from '../../support/made-up-network.ts';
import expected from '../keras/fixtures/expected.json' with { type: 'json' };

const LENGTH = 7;
const FEATURES = 5;
const COUNT = 3;
/** Gaps in the middle, at the beginning, at the end, and a window with nothing in it. */
const masked = (row: number) => [2, 3, 7, 8, 13].includes(row) || row >= 14;
const last = { kind: 'dense', units: 3, activation: 'softmax' } as const;

const furthest = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Math.max(...Array.from(a, (value, index) => Math.abs(value - (b[index] ?? NaN))));

async function errorOf(network: Network, windows: Float32Array, count: number): Promise<number> {
  const model = loadLayersModel(network);
  const reference = await runModel(model, windows, count);
  model.dispose();
  const outputs = openNetwork(network).run(windows, count);
  expect(outputs).toHaveLength(reference.length);
  expect(new Set(outputs).size).toBeGreaterThan(1);
  return furthest(outputs, reference);
}

const recurrentKinds = [
  { kind: 'lstm' },
  { kind: 'gru', resetAfter: true },
  { kind: 'gru', resetAfter: false },
] as const;

/** Every cell with and without bias, in both directions, as a sequence and as its last row. */
const recurrentLayers: readonly LayerInput[] = recurrentKinds.flatMap((kind) =>
  [true, false].flatMap((useBias) =>
    [true, false].flatMap((goBackwards) =>
      [true, false].map((returnSequences) => ({
        ...kind,
        units: 6,
        useBias,
        goBackwards,
        returnSequences,
      })),
    ),
  ),
);
const named = (layer: LayerInput): string => JSON.stringify(layer).replaceAll('"', '');

beforeAll(() => useBackend('cpu', ''));

describe('a network on typed arrays', () => {
  it.each(recurrentLayers.map((layer) => [named(layer), layer] as const))(
    '[INF-1] says what tfjs layers do: %s',
    async (_, layer) => {
      for (const layers of [
        [layer, last],
        [{ kind: 'masking' }, layer, last],
      ] as const) {
        const network = madeUpNetwork(layers, LENGTH, FEATURES, 1);
        const windows = madeUpWindows(network, COUNT, 2, masked);
        expect(await errorOf(network, windows, COUNT)).toBeLessThan(1e-5);
      }
    },
  );

  it.each(
    MERGE_MODES.flatMap((merge) =>
      recurrentKinds.flatMap((kind) =>
        [true, false].flatMap((returnSequences) =>
          [true, false].map((goBackwards) => {
            const inner = { ...kind, units: 5, returnSequences, goBackwards };
            const layer = { kind: 'bidirectional', merge, inner } as const;
            return [named(layer), layer] as const;
          }),
        ),
      ),
    ),
  )('[INF-1] says what tfjs layers do: %s', async (_, layer) => {
    for (const layers of [
      [layer, last],
      [{ kind: 'masking' }, layer, last],
    ] as const) {
      const network = madeUpNetwork(layers, LENGTH, FEATURES, 3);
      const windows = madeUpWindows(network, COUNT, 4, masked);
      expect(await errorOf(network, windows, COUNT)).toBeLessThan(1e-5);
    }
  });

  it.each(
    recurrentKinds
      .flatMap((kind) =>
        ACTIVATIONS.flatMap((recurrentActivation) =>
          ACTIVATIONS.map((activation) => ({ ...kind, activation, recurrentActivation })),
        ),
      )
      // tfjs has one slope of hard_sigmoid, and the other cannot be folded into an LSTM's state.
      .filter(({ kind, activation }) => kind === 'gru' || activation !== 'hard_sigmoid_6')
      // Products of unbounded gates grow beyond what singles hold to 1e-5.
      .filter(
        ({ activation, recurrentActivation: gate }) =>
          !['linear', 'relu'].includes(gate) || !['linear', 'relu'].includes(activation),
      )
      .map((cell) => [named({ ...cell, units: 4, returnSequences: false }), cell] as const),
  )('[INF-1] says what tfjs layers do: %s', async (_, cell) => {
    const layers = [{ ...cell, units: 4, returnSequences: false }, last];
    const network = madeUpNetwork(layers, LENGTH, FEATURES, 5);
    expect(await errorOf(network, madeUpWindows(network, COUNT, 6), COUNT)).toBeLessThan(1e-5);
  });

  it.each(ACTIVATIONS.flatMap((one) => [true, false].map((useBias) => [one, useBias] as const)))(
    '[INF-1] says what tfjs layers do of dense layers: %s, bias %s',
    async (activation, useBias) => {
      const network = madeUpNetwork(
        [
          { kind: 'dense', units: 11, activation, useBias },
          { kind: 'lstm', units: 4, returnSequences: true },
          { kind: 'dense', units: 9, activation, useBias },
        ],
        LENGTH,
        FEATURES,
        7,
      );
      expect(await errorOf(network, madeUpWindows(network, COUNT, 8), COUNT)).toBeLessThan(1e-5);
    },
  );

  it('[INF-1] masks by another value, and passes the mask on through layers', async () => {
    const network = madeUpNetwork(
      [
        { kind: 'masking', maskValue: -0.1 },
        { kind: 'dropout', rate: 0.5 },
        { kind: 'lstm', units: 6, returnSequences: true },
        { kind: 'bidirectional', inner: { kind: 'gru', units: 5, returnSequences: true } },
        { kind: 'dense', units: 4, activation: 'tanh' },
        { kind: 'lstm', units: 4, returnSequences: false },
        last,
      ],
      LENGTH,
      FEATURES,
      9,
    );
    const windows = madeUpWindows(network, COUNT, 10, masked).map((value) =>
      value === 0 ? -0.1 : value,
    );
    expect(await errorOf(network, windows, COUNT)).toBeLessThan(1e-5);
  });

  it('[INF-1] says what tfjs layers do of the engagement model and of the masked one', async () => {
    const engagement = madeUpNetwork(ENGAGEMENT_LAYERS, 30, 22, 11);
    expect(await errorOf(engagement, madeUpWindows(engagement, 2, 12), 2)).toBeLessThan(1e-5);
    const fall = madeUpNetwork(
      [
        { kind: 'masking' },
        { kind: 'lstm', units: 64, returnSequences: false },
        { kind: 'dense', units: 32, activation: 'relu' },
        { kind: 'dense', units: 1, activation: 'sigmoid' },
      ],
      60,
      6,
      13,
    );
    const windows = madeUpWindows(fall, 2, 14, (row) => row > 40 && row < 80);
    expect(await errorOf(fall, windows, 2)).toBeLessThan(1e-5);
  });

  it('answers the same again, whatever it was asked between', () => {
    const network = madeUpNetwork(ENGAGEMENT_LAYERS, 30, 22, 11);
    const open = openNetwork(network);
    const windows = madeUpWindows(network, 3, 15);
    const together = open.run(windows, 3);
    expect(open.run(windows.slice(660, 1320), 1)).toEqual(together.slice(4, 8));
    expect(open.run(windows, 3)).toEqual(together);
  });

  it('refuses windows, weights and orders of layers that do not fit', () => {
    const network = madeUpNetwork(ENGAGEMENT_LAYERS, 30, 22, 11);
    expect(() => openNetwork(network).run(new Float32Array(22), 1)).toThrow(/22 values, not 660/);
    const { weights } = network;
    expect(() => openNetwork({ ...network, weights: weights.slice(1) })).toThrow('lstm_0/kernel');
    expect(() => openNetwork({ ...network, weights: [...weights, at(weights, 0)] })).toThrow(
      'more',
    );
    const twice = madeUpNetwork(
      [
        { kind: 'lstm', units: 4, returnSequences: false },
        { kind: 'lstm', units: 4, returnSequences: false },
      ],
      LENGTH,
      FEATURES,
      1,
    );
    expect(() => openNetwork(twice)).toThrow(/lstm_1 needs a sequence/);
  });
});

const FIXTURES = join(import.meta.dirname, '../keras/fixtures');
const figures: Readonly<Record<string, { readonly values: readonly number[] }>> = expected.models;

describe('models of Keras on typed arrays', () => {
  it('has a figure for each file', async () => {
    const files = (await readdir(FIXTURES)).filter((name) => /\.(h5|keras)$/.test(name));
    expect(files.sort()).toEqual(Object.keys(figures).sort());
  });

  it.each(Object.keys(figures))('[INF-1] %s predicts what PyTorch or numpy does', async (file) => {
    const model = await readKerasModel(new Uint8Array(await readFile(join(FIXTURES, file))));
    const { length, featureCount, weights } = model;
    const layers = bundleLayers(model);
    const open = openNetwork({ layers, length: length ?? 0, featureCount, weights });
    const outputs = open.run(Float32Array.from(expected.windows), 3);
    expect(furthest(outputs, figures[file]?.values ?? [])).toBeLessThan(1e-5);
  });
});
