import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Dataset, File, Group, ready } from 'h5wasm';
import { describe, expect, it } from 'vitest';
import { readKerasModel } from '#adapters/keras/read-keras-model.ts';
import { writeKerasModel } from '#adapters/keras/write-keras-model.ts';
import type { Network } from '#core/inference/network.ts';
import { bundleLayers } from '#core/models/keras-layers.ts';
import { type LayerInput, layerSpecs } from '#core/models/layer-spec.ts';
import { tensorSize, weightShapes } from '#core/models/weight-shapes.ts';
import { at } from '#core/numeric/at.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { madeUpNetwork } from '../../support/made-up-network.ts';

function networkOf(inputs: readonly LayerInput[], length = 6, featureCount = 3): Network {
  const random = seededRandom(3);
  const layers = layerSpecs(inputs);
  return {
    layers,
    length,
    featureCount,
    weights: weightShapes(layers, featureCount).map((spec) => ({
      spec,
      values: Float32Array.from({ length: tensorSize(spec) }, () => random() - 0.5),
    })),
  };
}

const softmax: LayerInput = { kind: 'dense', units: 2, activation: 'softmax' };
const LSTM = { kind: 'lstm', units: 4, returnSequences: false } as const;
const GRU = { kind: 'gru', units: 3, returnSequences: false } as const;

const CASES: readonly (readonly [string, readonly LayerInput[]])[] = [
  ['a masked LSTM', [{ kind: 'masking', maskValue: -1 }, LSTM, softmax]],
  [
    'two LSTMs and dropout',
    [{ ...LSTM, returnSequences: true }, { kind: 'dropout', rate: 0.3 }, LSTM, softmax, softmax],
  ],
  ['a backward LSTM without biases', [{ ...LSTM, goBackwards: true, useBias: false }, softmax]],
  ['GRUs of both kinds', [{ ...GRU, returnSequences: true, resetAfter: false }, GRU, softmax]],
  ['hard_sigmoid of Keras 2', [{ ...LSTM, recurrentActivation: 'hard_sigmoid_5' }, softmax]],
  ['hard_sigmoid of Keras 3', [{ ...GRU, recurrentActivation: 'hard_sigmoid_6' }, softmax]],
  [
    'other activations',
    [
      { ...LSTM, activation: 'relu', recurrentActivation: 'tanh' },
      { kind: 'dense', units: 3, activation: 'linear', useBias: false },
      { kind: 'dense', units: 1, activation: 'sigmoid' },
    ],
  ],
  ...(['concat', 'sum', 'mul', 'ave'] as const).map(
    (merge): readonly [string, readonly LayerInput[]] => [
      `bidirectional layers merged by ${merge}`,
      [
        { kind: 'bidirectional', merge, inner: { ...LSTM, returnSequences: true } },
        { kind: 'bidirectional', merge, inner: GRU },
        softmax,
      ],
    ],
  ),
];

/** As h5py 3.7 reads them of the file of the network below: path, sum of the numbers, the last. */
const BY_H5PY: readonly (readonly [string, string, number, number])[] = [
  ['bidirectional/forward_gru/gru_cell/kernel', '3x9', -0.382069468, -0.141534925],
  ['bidirectional/forward_gru/gru_cell/recurrent_kernel', '3x9', -4.800467562, 0.340491384],
  ['bidirectional/forward_gru/gru_cell/bias', '2x9', -2.731678179, -0.363859951],
  ['bidirectional/backward_gru/gru_cell/kernel', '3x9', 1.210517142, 0.503974199],
  ['bidirectional/backward_gru/gru_cell/recurrent_kernel', '3x9', -4.161765987, -0.586665571],
  ['bidirectional/backward_gru/gru_cell/bias', '2x9', -1.002421556, -0.004523473],
  ['lstm/lstm_cell/kernel', '6x8', -3.476662249, 0.042690516],
  ['lstm/lstm_cell/recurrent_kernel', '2x8', 0.883099331, 0.582057774],
  ['lstm/lstm_cell/bias', '8', 0.78366719, 0.472452223],
  ['dense/kernel', '2x2', -0.700781964, -0.24037458],
  ['dense/bias', '2', -0.276507407, -0.009480894],
];

interface Node {
  readonly attributes: Readonly<Record<string, unknown>>;
  /** `"<f" 64x32` of a dataset, null of a group. */
  readonly data: string | null;
}

/** Everything in an HDF5 file by its path. */
async function structureOf(bytes: Uint8Array): Promise<ReadonlyMap<string, Node>> {
  const library = await ready;
  library.FS.writeFile('/structure.h5', bytes);
  const file = new File('/structure.h5', 'r');
  const nodes = new Map<string, Node>();
  const visit = (path: string, entity: unknown): void => {
    if (!(entity instanceof Group) && !(entity instanceof Dataset)) throw new TypeError(path);
    const attributes = Object.fromEntries(
      Object.entries(entity.attrs).map(([name, { dtype, shape, value, metadata }]) => [
        name,
        { dtype, shape, vlen: metadata.vlen, value: metadata.total_size === 0 ? [] : value },
      ]),
    );
    const isData = entity instanceof Dataset;
    const data = isData ? `${JSON.stringify(entity.dtype)} ${entity.shape?.join('x') ?? ''}` : null;
    nodes.set(path, { attributes, data });
    if (!isData) for (const key of entity.keys()) visit(`${path}/${key}`, entity.get(key));
  };
  visit('', file);
  file.close();
  library.FS.unlink('/structure.h5');
  return nodes;
}

const FIXTURES = join(import.meta.dirname, 'fixtures');
const REAL = join(import.meta.dirname, '../../../../shared/data/keras/fall_lstm_best.h5');
const absent = !existsSync(REAL);

describe('networks as .h5', () => {
  it.each(CASES)('[KER-10] %s comes back as it went, bit by bit', async (_, inputs) => {
    const network = networkOf(inputs);
    const model = await readKerasModel(await writeKerasModel(network));
    expect(bundleLayers(model)).toEqual(network.layers);
    expect(model).toMatchObject({ length: 6, featureCount: 3 });
    expect(model.weights.map(({ values }) => values)).toEqual(
      network.weights.map(({ values }) => values),
    );
  });

  it('[KER-10] every file that is read can be written and read again', async () => {
    const files = (await readdir(FIXTURES)).filter((name) => /\.(h5|keras)$/.test(name));
    expect(files.length).toBeGreaterThan(15);
    for (const name of files) {
      const model = await readKerasModel(new Uint8Array(await readFile(join(FIXTURES, name))));
      const { length, featureCount, weights } = model;
      const network = { layers: bundleLayers(model), length: length ?? 6, featureCount, weights };
      const again = await readKerasModel(await writeKerasModel(network));
      expect(bundleLayers(again), name).toEqual(network.layers);
      expect(again.weights.map(({ values }) => values)).toEqual(
        weights.map(({ values }) => values),
      );
    }
  });

  it('[KER-11] says by its version which hard_sigmoid is meant, and refuses both in one model', async () => {
    const versionOf = async (inputs: readonly LayerInput[]) =>
      (await readKerasModel(await writeKerasModel(networkOf(inputs)))).kerasVersion;
    const five = { ...LSTM, recurrentActivation: 'hard_sigmoid_5' } as const;
    expect(await versionOf([five, softmax])).toMatch(/^2\./);
    expect(await versionOf([LSTM, softmax])).toMatch(/^3\./);
    await expect(
      writeKerasModel(networkOf([five, { kind: 'dense', units: 1, activation: 'hard_sigmoid_6' }])),
    ).rejects.toMatchObject({ name: 'ImportRefused', kind: 'unsupported' });
  });

  it('[KER-10] refuses weights that do not fit', async () => {
    const network = networkOf([LSTM, softmax]);
    const [first, ...rest] = network.weights;
    await expect(writeKerasModel({ ...network, weights: rest })).rejects.toThrow(RangeError);
    await expect(writeKerasModel({ ...network, weights: first ? [first] : [] })).rejects.toThrow(
      RangeError,
    );
    await expect(writeKerasModel(network)).resolves.toBeInstanceOf(Uint8Array);
  });

  it('[KER-12] names the weights of a bidirectional GRU as Keras does', async () => {
    const inner = { ...GRU, units: 5 };
    const bytes = await writeKerasModel(
      networkOf([{ kind: 'bidirectional', merge: 'concat', inner }, softmax]),
    );
    const nodes = await structureOf(bytes);
    const layer = '/model_weights/bidirectional';
    expect(
      [...nodes].filter(([path, { data }]) => path.startsWith(layer) && data !== null),
    ).toEqual(
      ['forward', 'backward']
        .flatMap((side) => [
          [`${side}_gru/gru_cell/bias`, '"<f" 2x15'],
          [`${side}_gru/gru_cell/kernel`, '"<f" 3x15'],
          [`${side}_gru/gru_cell/recurrent_kernel`, '"<f" 5x15'],
        ])
        .sort()
        .map(([path, data]) => [
          `${layer}/sequential/bidirectional/${path ?? ''}`,
          { attributes: {}, data },
        ]),
    );
    // Keras sets weights by their order: forward first, kernel, recurrent kernel, bias.
    expect(nodes.get(layer)?.attributes['weight_names']).toMatchObject({
      value: ['forward', 'backward'].flatMap((side) =>
        ['kernel', 'recurrent_kernel', 'bias'].map(
          (role) => `sequential/bidirectional/${side}_gru/gru_cell/${role}`,
        ),
      ),
    });
  });

  it('[KER-12] h5py finds in the file what the network has', async () => {
    const network = madeUpNetwork(
      [
        { kind: 'masking' },
        { kind: 'bidirectional', inner: { ...GRU, returnSequences: true } },
        { ...LSTM, units: 2, recurrentActivation: 'hard_sigmoid_5' },
        softmax,
      ],
      6,
      3,
      12,
    );
    const nodes = await structureOf(await writeKerasModel(network));
    expect(nodes.get('')?.attributes['keras_version']).toMatchObject({ value: '2.15.0' });
    expect(network.weights).toHaveLength(BY_H5PY.length);
    BY_H5PY.forEach(([path, shape, sum, last], index) => {
      const layer = path.split('/')[0] ?? '';
      expect(nodes.get(`/model_weights/${layer}/sequential/${path}`)?.data).toBe(`"<f" ${shape}`);
      const { values } = at(network.weights, index);
      expect(values.reduce((total, value) => total + value, 0)).toBeCloseTo(sum, 5);
      expect(values.at(-1)).toBeCloseTo(last, 8);
    });
  });

  it.skipIf(absent)(
    `[KER-12] a model of Keras 3.11 has the same groups, attributes and types when written here${absent ? ' (no real file here)' : ''}`,
    async () => {
      const bytes = new Uint8Array(await readFile(REAL));
      const model = await readKerasModel(bytes);
      const network = { ...model, layers: bundleLayers(model), length: model.length ?? 0 };
      const real = new Map(
        [...(await structureOf(bytes))].filter(([path]) => !path.startsWith('/optimizer_weights')),
      );
      const own = await structureOf(await writeKerasModel(network));
      expect([...own.keys()]).toEqual([...real.keys()]);
      for (const [path, { attributes, data }] of real) {
        expect(own.get(path)?.data, path).toBe(data);
        for (const [name, attribute] of Object.entries(attributes)) {
          // Those of training are not there, and the versions are each file's own.
          if (name === 'training_config') continue;
          const written = own.get(path)?.attributes[name];
          const { dtype } = attribute as { readonly dtype: unknown };
          const free = name === 'model_config' || name === 'keras_version';
          expect(written, `${path} ${name}`).toMatchObject(
            free ? { dtype, shape: [], vlen: true } : (attribute as object),
          );
        }
      }
    },
  );
});
