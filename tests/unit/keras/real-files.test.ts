import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { readKerasModel } from '#adapters/keras/read-keras-model.ts';
import { readScaler } from '#adapters/pickle/read-scaler.ts';
import { useBackend } from '#adapters/tfjs/backends.ts';
import { loadKerasModel } from '#adapters/tfjs/layers-model.ts';
import { bundleLayers } from '#core/models/keras-layers.ts';
import { layerSpecs } from '#core/models/layer-spec.ts';
import { at } from '#core/numeric/at.ts';

const FOLDER = join(import.meta.dirname, '../../../../shared/data/keras');
const absent = !existsSync(FOLDER);
const why = absent ? ' (no real files here)' : '';
const bytesOf = async (name: string) => new Uint8Array(await readFile(join(FOLDER, name)));

const STEPS = 60;
const FEATURES = 6;
/** PyTorch's LSTMCell in float64 with the checkpoint's weights, on the windows below. */
const PYTORCH = [0.49807450175216095, 0.48840071900920157, 0.5916302181025774];

/** Three windows of waves; steps of the second and third are masked. */
function windows(): Float32Array {
  const isMasked = (window: number, step: number): boolean =>
    (window === 1 && step < 20) || (window === 2 && (step >= 45 || step === 10));
  const values: number[] = [];
  for (let window = 0; window < 3; window += 1) {
    for (let step = 0; step < STEPS; step += 1) {
      for (let feature = 0; feature < FEATURES; feature += 1) {
        const wave = Math.sin(0.31 * step + 1.7 * feature + window) * (0.5 + window);
        values.push(isMasked(window, step) ? 0 : wave);
      }
    }
  }
  return Float32Array.from(values);
}

describe.skipIf(absent)(`files as Keras and scikit-learn wrote them${why}`, () => {
  beforeAll(() => useBackend('cpu', ''));

  it('[KER-1] the fall LSTM has 20,289 weights and predicts what PyTorch does', async () => {
    const model = await readKerasModel(await bytesOf('fall_lstm_best.h5'));
    expect(model).toMatchObject({ kerasVersion: '3.11.3', length: STEPS, featureCount: FEATURES });
    expect(model.layers.map(({ kind }) => kind)).toEqual([
      'masking',
      'lstm',
      'dropout',
      'dense',
      'dense',
    ]);
    expect(model.weights.reduce((sum, { values }) => sum + values.length, 0)).toBe(20_289);

    const network = loadKerasModel(model);
    expect(network.countParams()).toBe(20_289);
    const output = network.predict(tf.tensor(windows(), [3, STEPS, FEATURES])) as tf.Tensor;
    const values = [...(await output.data())];
    expect(values).toHaveLength(PYTORCH.length);
    values.forEach((value, index) => {
      expect(Math.abs(value - at(PYTORCH, index))).toBeLessThan(1e-5);
    });
    network.dispose();
  });

  it('[KER-8] its layers are those of a bundle, the mask among them', async () => {
    const model = await readKerasModel(await bytesOf('fall_lstm_best.h5'));
    expect(bundleLayers(model)).toEqual(
      layerSpecs([
        { kind: 'masking' },
        { kind: 'lstm', units: 64, returnSequences: false },
        { kind: 'dropout', rate: 0.3 },
        { kind: 'dense', units: 32, activation: 'relu' },
        { kind: 'dense', units: 1, activation: 'sigmoid' },
      ]),
    );
  });

  it('[KER-3] the scaler has the numbers that scikit-learn loads from it', async () => {
    const scaler = readScaler(await bytesOf('standard_scaler.pkl'));
    const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0);
    expect(scaler).toMatchObject({ featureCount: 714, version: '1.8.0', samples: 38_900 });
    expect(scaler.mean[713]).toBeCloseTo(0.107634961, 8);
    expect(scaler.scale[1]).toBe(1);
    expect(sum(scaler.mean)).toBeCloseTo(153759.30933000543, 6);
    expect(sum(scaler.scale)).toBeCloseTo(33112.47616441629, 6);
  });

  it('[KER-5] is refused wherever it is cut', async () => {
    const model = await bytesOf('fall_lstm_best.h5');
    for (const length of [9, 100, 2000, 100_000, model.length - 1]) {
      await expect(readKerasModel(model.slice(0, length))).rejects.toMatchObject({
        name: 'ImportRefused',
        kind: 'truncated',
      });
    }
    const scaler = await bytesOf('standard_scaler.pkl');
    for (let length = 0; length < scaler.length; length += 97) {
      expect(() => readScaler(scaler.slice(0, length))).toThrow(
        expect.objectContaining({ name: 'ImportRefused', kind: 'truncated' }) as Error,
      );
    }
  });
});
