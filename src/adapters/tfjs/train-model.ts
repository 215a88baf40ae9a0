import { argMax } from '#core/evaluation/confusion-matrix.ts';
import type { TrainedNetwork, TrainingJob } from '#core/models/training.ts';
import { at } from '#core/numeric/at.ts';
import { seededRandom, shuffled } from '#core/numeric/seeded-random.ts';
import * as tf from '@tensorflow/tfjs-core';
import type * as tfl from '@tensorflow/tfjs-layers';
import { exportLayersModel } from './export-model.ts';
import { buildLayersModel } from './layers-model.ts';
import { runModel } from './run-model.ts';

const BATCH = 256;

/** Probabilities, one row per window. */
async function predictWindows(
  model: tfl.LayersModel,
  windows: readonly Float32Array[],
): Promise<number[][]> {
  const rows: number[][] = [];
  for (let start = 0; start < windows.length; start += BATCH) {
    const batch = windows.slice(start, start + BATCH);
    const output = await runModel(model, joined(batch), batch.length);
    const width = output.length / batch.length;
    batch.forEach((_, index) => {
      rows.push(Array.from(output.subarray(index * width, (index + 1) * width)));
    });
  }
  return rows;
}

function joined(windows: readonly Float32Array[]): Float32Array {
  const size = windows[0]?.length ?? 0;
  const values = new Float32Array(windows.length * size);
  windows.forEach((window, index) => {
    values.set(window, index * size);
  });
  return values;
}

/** As `model.apply`, but with dropout masks from a seed of their own per step. */
function applySeeded(model: tfl.Sequential, input: tf.Tensor, seed: string): tf.Tensor {
  return model.layers.reduce<tf.Tensor>((flow, layer, index) => {
    if (layer.getClassName() === 'Dropout') {
      const { rate } = layer.getConfig();
      return tf.dropout(flow, rate as number, undefined, `${seed}/${index}`);
    }
    return layer.apply(flow, { training: true }) as tf.Tensor;
  }, input);
}

/**
 * Trains from seeded first weights with Adam and class-weighted cross-entropy, and keeps the epoch
 * with the best score on the validation examples. The same seed on the same backend gives the same
 * weights. The caller closes the network.
 */
export async function trainModel(job: TrainingJob): Promise<TrainedNetwork> {
  const { settings, shape, seed } = job;
  const model = buildLayersModel(shape, { kind: 'seeded', seed });
  const optimizer = tf.train.adam(settings.learningRate);
  const random = seededRandom(seed);
  const order = job.train.windows.map((_, index) => index);
  let best = { epoch: 0, score: -Infinity, weights: [] as tf.Tensor[] };
  let epochs = 0;
  try {
    while (epochs < settings.maxEpochs && epochs - best.epoch < settings.patience) {
      epochs++;
      const loss = await runEpoch(model, optimizer, job, shuffled(order, random), epochs);
      const rows = await predictWindows(model, job.validation.windows);
      const score = job.judge(job.validation.labels, rows.map(argMax));
      const better = score > best.score;
      if (better) {
        tf.dispose(best.weights);
        best = {
          epoch: epochs,
          score,
          weights: model.getWeights().map((weight) => weight.clone()),
        };
      }
      job.onEpoch?.({ number: epochs, loss, score, best: better });
      job.abort?.throwIfAborted();
    }
    model.setWeights(best.weights);
    return {
      epochs,
      bestEpoch: best.epoch,
      bestScore: best.score,
      predict: (windows) => predictWindows(model, windows),
      export: () => exportLayersModel(model, shape),
      close: () => {
        model.dispose();
      },
    };
  } catch (cause) {
    model.dispose();
    throw cause;
  } finally {
    tf.dispose(best.weights);
    optimizer.dispose();
  }
}

async function runEpoch(
  model: tfl.Sequential,
  optimizer: tf.Optimizer,
  job: TrainingJob,
  order: readonly number[],
  epoch: number,
): Promise<number> {
  const { length, featureCount } = job.shape;
  const { batchSize } = job.settings;
  let total = 0;
  for (let start = 0; start < order.length; start += batchSize) {
    const batch = order.slice(start, start + batchSize);
    const labels = batch.map((index) => at(job.train.labels, index));
    const cost = tf.tidy(() => {
      const input = tf.tensor3d(joined(batch.map((index) => at(job.train.windows, index))), [
        batch.length,
        length,
        featureCount,
      ]);
      const truth = tf.oneHot(tf.tensor1d(labels, 'int32'), job.classWeights.length);
      const weights = tf.tensor1d(labels.map((label) => at(job.classWeights, label)));
      const loss = optimizer.minimize(() => {
        const probabilities = applySeeded(model, input, `${job.seed}/${epoch}/${start}`);
        const logs = tf.log(tf.clipByValue(probabilities, 1e-7, 1));
        const losses = tf.neg(tf.sum(tf.mul(tf.cast(truth, 'float32'), logs), -1));
        return tf.mean(tf.mul(losses, weights));
      }, true);
      if (loss === null) throw new Error('the optimizer returned no loss');
      return loss;
    });
    const [loss] = await cost.data();
    cost.dispose();
    if (loss === undefined || !Number.isFinite(loss)) throw new Error('the loss is not a number');
    total += loss * batch.length;
    job.abort?.throwIfAborted();
  }
  return total / order.length;
}
