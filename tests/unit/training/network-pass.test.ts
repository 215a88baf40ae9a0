import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '#adapters/tfjs/backends.ts';
import { buildLayersModel } from '#adapters/tfjs/layers-model.ts';
import { networkPass } from '#adapters/tfjs/network-pass.ts';
import { gradientsOf, sumsOf } from '#adapters/tfjs/network-run.ts';
import { layerSpecs, type LayerInput } from '#core/models/layer-spec.ts';
import type { ModelShape } from '#core/models/training.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { firstWeights } from '#core/training/first-weights.ts';
import { batchLoss } from '#core/training/loss.ts';
import { trainedPlaces, weightPlaces } from '#core/training/weight-places.ts';

const LENGTH = 4;
const FEATURES = 3;
const TARGETS = [
  [1, 0],
  [0, 1],
  [0.25, 0.75],
];
const CROSS_ENTROPY = { loss: { kind: 'cross_entropy' }, output: 'exclusive' } as const;
const END: LayerInput = { kind: 'dense', units: 2, activation: 'softmax' };
const lstm = { kind: 'lstm', units: 5, returnSequences: false } as const;
const gru = { kind: 'gru', units: 5, returnSequences: false } as const;

const shapeOf = (layers: readonly LayerInput[], length = LENGTH): ModelShape => ({
  layers: layerSpecs(layers),
  length,
  featureCount: FEATURES,
});

/** Of three windows the second has two masked rows at its end, the third one within. */
function windows(): readonly Float32Array[] {
  const random = seededRandom(3);
  const made = TARGETS.map(() =>
    Float32Array.from({ length: LENGTH * FEATURES }, () => random() * 2 - 1),
  );
  made[1]?.fill(0, 2 * FEATURES);
  made[2]?.fill(0, FEATURES, 2 * FEATURES);
  return made;
}

/** First weights, with the biases moved off their round values. */
function weightsOf(shape: ModelShape): Float32Array {
  const random = seededRandom(11);
  return firstWeights(shape, 5).map((value) => value + 0.2 * (random() - 0.5));
}

async function own(
  shape: ModelShape,
  given = windows(),
  weights = weightsOf(shape),
  frozen: readonly number[] = [],
) {
  const pass = networkPass(shape);
  const trained = trainedPlaces(pass.places, frozen);
  const lossOf = (sums: Float32Array) => batchLoss(CROSS_ENTROPY, sums, TARGETS);
  const job = { shape, weights, windows: given, trained, seeds: () => 1, lossOf };
  const { loss, gradients } = await gradientsOf(pass, job);
  const sums = await sumsOf(pass, job, () => Promise.resolve());
  return { loss: loss / given.length, gradients: [...gradients], sums: [...sums] };
}

/** What tfjs layers says of the same weights: its own forward way and its own gradients. */
function theirs(shape: ModelShape) {
  const model = buildLayersModel(shape, { kind: 'zeros' });
  const weights = weightsOf(shape);
  model.setWeights(
    weightPlaces(shape).map(({ spec, start, size }) =>
      tf.tensor(weights.slice(start, start + size), [...spec.shape]),
    ),
  );
  const x = tf.tensor3d(
    windows().flatMap((window) => [...window]),
    [TARGETS.length, LENGTH, FEATURES],
  );
  const truth = tf.tensor2d(TARGETS);
  const variables = model.weights.map((weight): tf.Variable => weight.read() as never);
  const { value, grads } = tf.variableGrads(() => {
    const p = model.apply(x) as tf.Tensor2D;
    return tf.mean(tf.neg(tf.sum(tf.mul(truth, tf.log(p)), 1)));
  }, variables);
  return {
    loss: value.dataSync()[0] ?? NaN,
    gradients: variables.flatMap((variable) => [...(grads[variable.name]?.dataSync() ?? [])]),
    outputs: [...(model.predict(x) as tf.Tensor).dataSync()],
  };
}

function expectClose(found: readonly number[], wanted: readonly number[], within: number): void {
  expect(found).toHaveLength(wanted.length);
  const furthest = Math.max(...found.map((value, i) => Math.abs(value - (wanted[i] ?? NaN))));
  expect(furthest).toBeLessThan(within);
}

const CASES: readonly (readonly [string, readonly LayerInput[]])[] = [
  ['an LSTM', [lstm]],
  ['an LSTM behind a mask', [{ kind: 'masking' }, lstm]],
  ['an LSTM that runs backwards', [{ kind: 'masking' }, { ...lstm, goBackwards: true }]],
  ['LSTMs on each other', [{ kind: 'masking' }, { ...lstm, returnSequences: true }, lstm]],
  [
    'sequences turned round on the way',
    [
      { ...lstm, goBackwards: true, returnSequences: true },
      { ...gru, units: 3 },
    ],
  ],
  ['an LSTM without biases', [{ ...lstm, useBias: false }]],
  [
    'an LSTM of other activations',
    [{ ...lstm, activation: 'relu', recurrentActivation: 'hard_sigmoid_5' }],
  ],
  ['a softmax for its gates', [{ ...lstm, recurrentActivation: 'softmax' }]],
  ['a GRU that resets after', [{ kind: 'masking' }, gru]],
  ['a GRU that resets before', [{ kind: 'masking' }, { ...gru, resetAfter: false }]],
  ['a GRU that resets before, backwards', [{ ...gru, resetAfter: false, goBackwards: true }]],
  ['a GRU without biases', [{ ...gru, useBias: false }]],
  ['a GRU that resets before, without biases', [{ ...gru, resetAfter: false, useBias: false }]],
  ...(['concat', 'sum', 'mul', 'ave'] as const).map(
    (merge) =>
      [
        `both directions by ${merge}`,
        [{ kind: 'masking' }, { kind: 'bidirectional', merge, inner: lstm }],
      ] as const,
  ),
  [
    'sequences of both directions',
    [
      { kind: 'masking' },
      { kind: 'bidirectional', inner: { ...lstm, returnSequences: true } },
      { kind: 'bidirectional', inner: gru },
    ],
  ],
  [
    'dense layers on steps and after them',
    [
      { kind: 'dense', units: 4, activation: 'tanh' },
      lstm,
      { kind: 'dense', units: 6, activation: 'relu' },
      { kind: 'dense', units: 5, activation: 'sigmoid', useBias: false },
    ],
  ],
];

describe('the way through a network and back', () => {
  beforeAll(() => useBackend('cpu', ''));

  it.each(CASES)('[TRN-1] has the outputs and gradients of tfjs layers: %s', async (_, layers) => {
    const shape = shapeOf([...layers, END]);
    const [found, wanted] = [await own(shape), theirs(shape)];
    expect(Math.max(...wanted.gradients.map(Math.abs))).toBeGreaterThan(0.01);
    expect(found.loss).toBeCloseTo(wanted.loss, 5);
    expectClose(found.gradients, wanted.gradients, 2e-6);
    const outputs = [0, 2, 4].flatMap((from) => {
      const [a = 0, b = 0] = found.sums.slice(from, from + 2).map(Math.exp);
      return [a / (a + b), b / (a + b)];
    });
    expectClose(outputs, wanted.outputs, 1e-6);
  });

  it.each([[[0]], [[2]], [[0, 1]], [[1, 2]]])(
    '[TRN-6] has the same gradients for the others where layers %j are frozen',
    async (frozen) => {
      const shape = shapeOf([{ ...lstm, returnSequences: true }, gru, END]);
      const all = await own(shape);
      const wanted = trainedPlaces(weightPlaces(shape), frozen).flatMap(({ start, size }) =>
        all.gradients.slice(start, start + size),
      );
      const found = await own(shape, windows(), weightsOf(shape), frozen);
      expect(found.gradients).toEqual(wanted);
    },
  );

  it('[TRN-1] has the slopes of differences where the library has no such activation', async () => {
    const shape = shapeOf([{ ...lstm, units: 2, recurrentActivation: 'hard_sigmoid_6' }, END]);
    const weights = weightsOf(shape);
    const { gradients } = await own(shape, windows(), weights);
    const step = 2 ** -8;
    for (let index = 0; index < weights.length; index += 3) {
      const at = async (move: number) => {
        const moved = weights.map((value, i) => (i === index ? value + move : value));
        return (await own(shape, windows(), moved)).loss;
      };
      const slope = ((await at(step)) - (await at(-step))) / (2 * step);
      expect(gradients[index]).toBeCloseTo(slope, 3);
    }
  });

  it.each([
    ['LSTMs', [{ ...lstm, returnSequences: true }, lstm]],
    ['both directions', [{ kind: 'bidirectional', inner: lstm }]],
    ['a GRU', [gru]],
    ['a GRU that resets before', [{ ...gru, resetAfter: false }]],
  ] as const)(
    '[TRN-2] takes no notice of padded rows in loss, gradients and predictions: %s',
    async (_, layers) => {
      const all: readonly LayerInput[] = [{ kind: 'masking' }, ...layers, END];
      const plain = await own(shapeOf(all));
      const padded = windows().map((window) => {
        const longer = new Float32Array((LENGTH + 3) * FEATURES);
        longer.set(window, FEATURES);
        return longer;
      });
      const found = await own(shapeOf(all, LENGTH + 3), padded);
      expect(found.loss).toBeCloseTo(plain.loss, 6);
      expectClose(found.gradients, plain.gradients, 1e-6);
      expectClose(found.sums, plain.sums, 1e-6);
    },
  );

  it('[TRN-2] without a mask, padded rows would count', async () => {
    const plain = await own(shapeOf([lstm, END]));
    const padded = windows().map((window) => {
      const longer = new Float32Array((LENGTH + 3) * FEATURES);
      longer.set(window, FEATURES);
      return longer;
    });
    const found = await own(shapeOf([lstm, END], LENGTH + 3), padded);
    expect(Math.abs(found.loss - plain.loss)).toBeGreaterThan(1e-3);
  });

  it('leaves no tensor behind', async () => {
    const before = tf.memory().numTensors;
    await own(shapeOf([{ kind: 'masking' }, { kind: 'dropout', rate: 0.5 }, lstm, END]));
    expect(tf.memory().numTensors).toBe(before);
  });
});
