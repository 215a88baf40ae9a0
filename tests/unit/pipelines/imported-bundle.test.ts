import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { KerasLayer, KerasModel } from '#core/models/keras-layers.ts';
import { type LayerInput, layerSpecs } from '#core/models/layer-spec.ts';
import { openBundle, parseManifest } from '#core/models/model-bundle.ts';
import { weightShapes } from '#core/models/weight-shapes.ts';
import {
  ATTENTION_MODEL_SIGNAL,
  FACE_MODEL_SIGNAL,
  MODEL_SIGNALS,
} from '#core/signals/model-signals.ts';
import { importedBundle, type ImportedBundleOptions } from '#pipelines/imported-bundle.ts';
import { madeUpNetwork } from '../../support/made-up-network.ts';

const LSTM = { kind: 'lstm', units: 4, returnSequences: false } as const;
const dense = (activation: 'softmax' | 'sigmoid' | 'linear'): LayerInput => ({
  kind: 'dense',
  units: 2,
  activation,
});
const sha256Of = (bytes: ArrayBuffer) =>
  createHash('sha256').update(new Uint8Array(bytes)).digest('hex');

function modelOf(inputs: readonly LayerInput[], featureCount = 22, length: number | null = 30) {
  const { weights } = madeUpNetwork(inputs, 30, featureCount, 2);
  const layers = layerSpecs(inputs).map((layer, index): KerasLayer => ({
    ...layer,
    name: `own_${index}`,
  }));
  return { kerasVersion: '3.11.3', length, featureCount, layers, weights } satisfies KerasModel;
}

const bundleOf = (model: KerasModel, more: Partial<ImportedBundleOptions> = {}) =>
  importedBundle({
    name: 'mine',
    sha256: '0'.repeat(64),
    model,
    scaler: null,
    labels: ['a', 'b'],
    signal: FACE_MODEL_SIGNAL,
    window: { length: null, rateHz: 30, maxGapMs: 500 },
    licence: 'unknown',
    createdAt: '2026-11-21T00:00:00.000Z',
    libraries: {},
    ports: {
      sha256: (bytes) => Promise.resolve(sha256Of(bytes)),
      topology: () => ({ topology: '{}' }),
    },
    ...more,
  });

describe('bundles of imported models', () => {
  it('[KER-13] are bundles that open, with the weights as they were', async () => {
    const model = modelOf([LSTM, dense('sigmoid')]);
    const { files } = await bundleOf(model);
    const manifest = parseManifest(files.get('manifest.json') as string, MODEL_SIGNALS);
    expect(manifest).toMatchObject({ output: 'independent', scaler: { std: Array(22).fill(1) } });
    const bytes = files.get('weights.bin') as ArrayBuffer;
    const bundle = openBundle(manifest, bytes, sha256Of(bytes));
    if (bundle.kind !== 'network') throw new TypeError(bundle.kind);
    expect(bundle.weights.map(({ values }) => values)).toEqual(
      model.weights.map(({ values }) => values),
    );
    expect(bundle.weights.map(({ spec }) => spec)).toEqual(weightShapes(bundle.layers, 22));
    expect([...files.keys()].at(-1)).toBe('manifest.json');
  });

  it('[KER-13] take the signal that they are told', async () => {
    const { length } = ATTENTION_MODEL_SIGNAL.features;
    const { manifest } = await bundleOf(modelOf([LSTM, dense('softmax')], length), {
      signal: ATTENTION_MODEL_SIGNAL,
    });
    expect(manifest.signal.name).toBe('attention');
  });

  it('[KER-13] have a model.json only where tfjs computes the same by it', async () => {
    const has = async (layer: LayerInput) =>
      (await bundleOf(modelOf([layer, dense('softmax')]))).files.has('model.json');
    const gru = { kind: 'gru', units: 3, returnSequences: false } as const;
    expect(await has(LSTM)).toBe(true);
    expect(await has({ ...gru, resetAfter: false })).toBe(true);
    expect(await has({ kind: 'bidirectional', inner: gru })).toBe(false);
    expect(await has({ ...LSTM, recurrentActivation: 'hard_sigmoid_6' })).toBe(false);
    expect(await has({ ...LSTM, recurrentActivation: 'hard_sigmoid_5' })).toBe(true);
  });

  it.each<readonly [string, KerasModel, Partial<ImportedBundleOptions>, string]>([
    ['no probabilities', modelOf([LSTM, dense('linear')]), {}, 'a Dense layer of linear'],
    ['no last Dense', modelOf([LSTM]), {}, 'ends in a layer of kind lstm'],
    [
      'an answer for each step',
      modelOf([{ ...LSTM, returnSequences: true }, dense('softmax')]),
      {},
      'for each step',
    ],
    ['nothing of time', modelOf([dense('softmax')]), {}, 'for each step'],
    ['no length', modelOf([LSTM, dense('softmax')], 22, null), {}, 'windows of any length'],
    ['six features', modelOf([LSTM, dense('softmax')], 6), {}, 'takes 6 features'],
    [
      'no names of its features in common',
      modelOf([LSTM, dense('softmax')]),
      {
        scaler: {
          featureCount: 22,
          mean: new Float64Array(22),
          scale: new Float64Array(22).fill(1),
          featureNames: Array.from({ length: 22 }, (_, index) => `x${index}`),
          version: null,
          samples: null,
        },
      },
      'x0 as feature 1',
    ],
  ])('[KER-13] are refused with %s', async (_, model, more, words) => {
    await expect(bundleOf(model, more)).rejects.toMatchObject({ name: 'ImportRefused' });
    await expect(bundleOf(model, more)).rejects.toThrow(words);
  });

  it('[KER-13] take any length that is given where the model takes any', async () => {
    const { manifest } = await bundleOf(modelOf([LSTM, dense('softmax')], 22, null), {
      window: { length: 45, rateHz: 15, maxGapMs: 500 },
    });
    expect(manifest.window).toMatchObject({ length: 45, rateHz: 15 });
  });
});
