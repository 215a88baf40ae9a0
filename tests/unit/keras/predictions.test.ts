import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import * as tf from '@tensorflow/tfjs-core';
import { readKerasModel } from '#adapters/keras/read-keras-model.ts';
import { useBackend } from '#adapters/tfjs/backends.ts';
import { loadKerasModel } from '#adapters/tfjs/layers-model.ts';
import { at } from '#core/numeric/at.ts';
import expected from './fixtures/expected.json' with { type: 'json' };

const FOLDER = join(import.meta.dirname, 'fixtures');
const STEPS = 6;
const FEATURES = 3;

interface Expected {
  readonly parameters: number;
  readonly shape: readonly number[];
  readonly values: readonly number[];
}
const models: Readonly<Record<string, Expected>> = expected.models;

async function predict(file: string) {
  const model = await readKerasModel(new Uint8Array(await readFile(join(FOLDER, file))));
  const network = loadKerasModel(model);
  const input = tf.tensor(expected.windows, [3, STEPS, FEATURES]);
  const output = network.predict(input) as tf.Tensor;
  const values = [...(await output.data())];
  const { shape } = output;
  tf.dispose([input, output]);
  network.dispose();
  return { model, shape, values };
}

describe('models that were saved in Keras’ layouts', () => {
  beforeAll(() => useBackend('cpu', ''));

  it('has a figure for each file', async () => {
    const files = (await readdir(FOLDER)).filter((name) => /\.(h5|keras)$/.test(name));
    expect(files.sort()).toEqual(Object.keys(models).sort());
  });

  it.each(Object.keys(models))('[KER-1] %s predicts what PyTorch or numpy does', async (file) => {
    const wanted = models[file] as Expected;
    const { model, shape, values } = await predict(file);
    expect(model).toMatchObject({ length: STEPS, featureCount: FEATURES });
    expect(model.weights.reduce((sum, { values: own }) => sum + own.length, 0)).toBe(
      wanted.parameters,
    );
    expect(shape).toEqual(wanted.shape);
    const worst = Math.max(...values.map((value, i) => Math.abs(value - at(wanted.values, i))));
    expect(worst).toBeLessThan(1e-5);
  });

  it('[KER-1] leaves no tensor behind', async () => {
    await predict('masked-lstm.h5');
    const before = tf.memory().numTensors;
    for (const file of Object.keys(models)) await predict(file);
    expect(tf.memory().numTensors).toBe(before);
  });
});
