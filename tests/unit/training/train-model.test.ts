import * as tf from '@tensorflow/tfjs-core';
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { openTfjsTrainer } from '#adapters/tfjs/train-model.ts';
import type { Epoch, NetworkTrainer, TrainingCheckpoint } from '#core/models/training.ts';
import { weightPlaces } from '#core/training/weight-places.ts';
import { TrainingFailed } from '#core/training/training-failed.ts';
import { nodeWasmUrl } from '../../../scripts/model/node-tfjs.ts';
import {
  drifting,
  job,
  SETTINGS,
  shapeOf,
  SMALL_LSTM,
  TRAINED_SHA256,
  weightHash,
} from '../../support/training-jobs.ts';

const hashOf = (bytes: ArrayBuffer): string =>
  createHash('sha256').update(new Uint8Array(bytes)).digest('hex');

describe('training a network', { timeout: 60_000 }, () => {
  let trainer: NetworkTrainer;
  beforeAll(async () => {
    trainer = await openTfjsTrainer('wasm', nodeWasmUrl());
  });

  it('learns what is there to learn', async () => {
    const shape = shapeOf(SMALL_LSTM);
    const { bestScore, history } = await trainer.train(
      job({
        train: drifting(150, 1, shape),
        settings: { ...SETTINGS, batchSize: 16, learningRate: 0.02, maxEpochs: 12 },
      }),
    );
    expect(bestScore).toBeGreaterThanOrEqual(0.9);
    expect(history.at(-1)?.loss).toBeLessThan((history[0]?.loss ?? 0) / 2);
  });

  it('[TRN-3] gives the same weights for the same seed, and others for another', async () => {
    const [a, b] = [await trainer.train(job()), await trainer.train(job())];
    expect(await weightHash(a)).toBe(await weightHash(b));
    expect(a.history).toEqual(b.history);
    expect(await weightHash(await trainer.train(job({ seed: 8 })))).not.toBe(await weightHash(a));
  });

  it('[TRN-16] trains the weights that the browser trains', async () => {
    expect(await weightHash(await trainer.train(job()))).toBe(TRAINED_SHA256);
  });

  it.each([1, 2, 3])('[TRN-4] ends alike when resumed after epoch %i', async (stop) => {
    const settings = {
      ...SETTINGS,
      maxEpochs: 5,
      weightDecay: 0.01,
      clipNorm: 1,
      schedule: { kind: 'plateau', patience: 1, factor: 0.5 },
    } as const;
    const checkpoints: TrainingCheckpoint[] = [];
    const keep = (checkpoint: TrainingCheckpoint) => {
      checkpoints.push(checkpoint);
      return Promise.resolve();
    };
    const whole = await trainer.train(job({ settings, onCheckpoint: keep, frozen: [1] }));
    const again: Epoch[] = [];
    const resumeFrom = structuredClone(checkpoints[stop - 1]);
    const resumed = await trainer.train(
      job({ settings, frozen: [1], resumeFrom, onEpoch: (epoch) => again.push(epoch) }),
    );
    expect(again[0]?.number).toBe(stop + 1);
    expect(resumed.history).toEqual(whole.history);
    expect(await weightHash(resumed)).toBe(await weightHash(whole));
  });

  it('[TRN-5] restores the best epoch and stops once patience is used up', async () => {
    const scores = [0.5, 0.7, 0.6, 0.7, 0.6];
    const kept: string[] = [];
    let call = 0;
    const network = await trainer.train(
      job({
        settings: { ...SETTINGS, maxEpochs: 20, earlyStopping: { score: 'macro_f1', patience: 3 } },
        judge: () => scores[call++] ?? 0,
        onCheckpoint: ({ weights }) => {
          kept.push(hashOf(weights));
          return Promise.resolve();
        },
      }),
    );
    expect(network.history.map(({ best }) => best)).toEqual([true, true, false, false, false]);
    expect([network.bestEpoch, network.bestScore]).toEqual([2, 0.7]);
    expect(await weightHash(network)).toBe(kept[1]);
    expect(new Set(kept).size).toBe(5);
  });

  it('[TRN-5] without early stopping runs all epochs and gives the last, resumed as well', async () => {
    const settings = { ...SETTINGS, earlyStopping: null };
    const checkpoints: TrainingCheckpoint[] = [];
    const scores = [0.9, 0.8, 0.7, 0.6];
    const network = await trainer.train(
      job({
        settings,
        judge: () => scores[checkpoints.length] ?? 0,
        onCheckpoint: (checkpoint) => {
          checkpoints.push(checkpoint);
          return Promise.resolve();
        },
      }),
    );
    expect([network.history.length, network.bestEpoch]).toEqual([4, 4]);
    const last = checkpoints.at(-1)?.weights ?? new ArrayBuffer(0);
    expect(await weightHash(network)).toBe(hashOf(last));
    const said: string[] = [];
    const resumed = await trainer.train(
      job({
        settings,
        resumeFrom: checkpoints[1],
        onCheckpointRefused: (why) => said.push(why),
      }),
    );
    expect(said).toEqual([]);
    expect(await weightHash(resumed)).toBe(hashOf(last));
  });

  it('[TRN-6] leaves the weights of frozen layers as they are', async () => {
    const shape = shapeOf(SMALL_LSTM);
    const { weights: initial } = await (await trainer.train(job())).export();
    const tuned = await (await trainer.train(job({ initial, frozen: [1] }))).export();
    const [before, after] = [new Float32Array(initial), new Float32Array(tuned.weights)];
    for (const { layer, start, size, spec } of weightPlaces(shape)) {
      const same = before
        .slice(start, start + size)
        .every((value, index) => value === after[start + index]);
      expect(same, spec.name).toBe(layer === 1);
    }
  });

  it('[TRN-7] holds as many tensors after each epoch as before, and none once it is over', async () => {
    const before = tf.memory().numTensors;
    const bytes = tf.memory().numBytes;
    const held: number[] = [];
    const network = await trainer.train(
      job({ onEpoch: () => held.push(tf.memory().numTensors - before) }),
    );
    await network.predict(drifting(3, 5, shapeOf(SMALL_LSTM)).windows);
    await network.export();
    network.close();
    expect(held).toEqual([0, 0, 0, 0]);
    expect([tf.memory().numTensors, tf.memory().numBytes]).toEqual([before, bytes]);
    await expect(network.predict([])).rejects.toThrow('closed');
  });

  it('[TRN-8] stops at the next batch when it is aborted, with the reason', async () => {
    const before = tf.memory().numTensors;
    const stop = new AbortController();
    const batches: number[] = [];
    const reason = new Error('enough');
    const trained = trainer.train(
      job({
        abort: stop.signal,
        onBatch: (done) => {
          batches.push(done);
          if (done === 2) stop.abort(reason);
        },
      }),
    );
    await expect(trained).rejects.toBe(reason);
    expect(batches).toEqual([1, 2]);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('[TRN-8] is aborted by a message that comes while it trains', async () => {
    const stop = new AbortController();
    setTimeout(() => {
      stop.abort();
    }, 30);
    const settings = {
      ...SETTINGS,
      maxEpochs: 10_000,
      earlyStopping: { score: 'macro_f1', patience: 10_000 } as const,
    };
    await expect(trainer.train(job({ settings, abort: stop.signal }))).rejects.toThrow('abort');
  });

  it('[TRN-8] ends after the running epoch when asked to finish, with the best so far', async () => {
    const stop = new AbortController();
    const network = await trainer.train(
      job({
        finish: stop.signal,
        onBatch: (done) => {
          if (done === 2) stop.abort();
        },
      }),
    );
    expect(network.history).toHaveLength(1);
    expect(network.bestEpoch).toBe(1);
  });

  it('[TRN-9] says what to do when the loss is no number, and keeps the best so far', async () => {
    const before = tf.memory().numTensors;
    const train = drifting(30, 1, shapeOf(SMALL_LSTM));
    const error: unknown = await trainer
      .train(
        job({
          train,
          onEpoch: ({ number }) => {
            if (number === 2) train.windows[0]?.fill(NaN);
          },
        }),
      )
      .catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(TrainingFailed);
    const { fault, kept, message } = error as TrainingFailed;
    expect(fault).toBe('diverged');
    expect(kept?.epoch).toBeGreaterThan(0);
    expect(message).toMatch(/epoch 3.*smaller learning rate.*epoch \d are kept/);
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each([
    ['of another job', (c: TrainingCheckpoint) => ({ ...c, fingerprint: 'another' }), 'another'],
    [
      'of a cut file',
      (c: TrainingCheckpoint) => ({ ...c, weights: c.weights.slice(4) }),
      'damaged',
    ],
    [
      'with a hole in its history',
      (c: TrainingCheckpoint) => ({ ...c, history: c.history.slice(1) }),
      'damaged',
    ],
    [
      'with values that are none',
      (c: TrainingCheckpoint) => {
        const weights = c.weights.slice();
        new Float32Array(weights)[3] = NaN;
        return { ...c, weights };
      },
      'no number',
    ],
  ])('[TRN-10] starts anew from a checkpoint %s, and says so', async (_, spoil, word) => {
    const checkpoints: TrainingCheckpoint[] = [];
    const whole = await trainer.train(
      job({
        onCheckpoint: (checkpoint) => {
          checkpoints.push(checkpoint);
          return Promise.resolve();
        },
      }),
    );
    const good = checkpoints[1] as TrainingCheckpoint;
    const said: string[] = [];
    const network = await trainer.train(
      job({ resumeFrom: spoil(good), onCheckpointRefused: (why) => said.push(why) }),
    );
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(word);
    expect(await weightHash(network)).toBe(await weightHash(whole));
  });

  it.each([
    ['sigmoid', { output: 'independent' }, 'sigmoid'],
    ['no validation windows', { validation: { windows: [], targets: [] } }, 'validation'],
    ['all frozen', { frozen: [1, 3, 5] }, 'frozen'],
    ['first weights of another model', { initial: new ArrayBuffer(8) }, '8 bytes'],
    [
      'a loss for other labels',
      { settings: { ...SETTINGS, loss: { kind: 'binary_cross_entropy' } } },
      'cross_entropy',
    ],
    ['windows of another length', { train: drifting(9, 1, shapeOf([], 4)) }, '15 values'],
  ] as const)('[TRN-11] refuses a job that does not fit: %s', async (_, over, word) => {
    const validation = drifting(20, 2, shapeOf(SMALL_LSTM));
    await expect(trainer.train(job({ validation, ...over }))).rejects.toMatchObject({
      fault: 'job',
      message: expect.stringContaining(word) as string,
    });
  });
});
