import { afterEach, describe, expect, it } from 'vitest';
import {
  openTrainingClient,
  type TrainingClient,
} from '#adapters/worker-clients/training-client.ts';
import type { Epoch, TrainingCheckpoint } from '#core/models/training.ts';
import { TrainingFailed } from '#core/training/training-failed.ts';
import {
  drifting,
  job,
  SETTINGS,
  shapeOf,
  SMALL_LSTM,
  TRAINED_SHA256,
  weightHash,
} from '../../support/training-jobs.ts';

let client: TrainingClient | null = null;
let worker: Worker | null = null;

async function open(): Promise<TrainingClient> {
  client = await openTrainingClient({
    wasmUrl: new URL('/wasm/', location.href).href,
    startWorker: () => {
      worker = new Worker(new URL('../../../src/workers/training.worker.ts', import.meta.url), {
        type: 'module',
      });
      return worker;
    },
  });
  return client;
}
afterEach(() => client?.close());

const ENDLESS = {
  ...SETTINGS,
  maxEpochs: 100_000,
  earlyStopping: { score: 'macro_f1', patience: 100_000 },
} as const;

/** Longest time between two turns of a timer of 16 ms, less those 16 ms. */
function watchTimer() {
  let last = performance.now();
  let longest = 0;
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last - 16);
    last = now;
  }, 16);
  return () => {
    clearInterval(timer);
    return longest;
  };
}

describe('the training worker', () => {
  it('[TRN-16] trains the weights that Node trains, tells each epoch and leaves the data be', async () => {
    const trainer = await open();
    const epochs: Epoch[] = [];
    const batches: string[] = [];
    const given = job({
      onEpoch: (epoch) => epochs.push(epoch),
      onBatch: (done, all) => batches.push(`${done}/${all}`),
    });
    const network = await trainer.train(given);
    expect(await weightHash(network)).toBe(TRAINED_SHA256);
    expect(epochs).toEqual(network.history);
    expect(batches.slice(0, 5)).toEqual(['1/4', '2/4', '3/4', '4/4', '1/4']);
    expect(given.train.windows[0]).toHaveLength(15);
    const rows = await network.predict(given.validation.windows);
    expect(await given.judge(rows)).toBe(network.bestScore);
    network.close();
    await expect(network.export()).rejects.toThrow('closed');
  });

  it('[TRN-17] leaves the page free while it trains', async () => {
    const trainer = await open();
    const layers = [
      { kind: 'lstm', units: 64, returnSequences: false },
      { kind: 'dense', units: 2, activation: 'softmax' },
    ] as const;
    const shape = shapeOf(layers, 30, 22);
    const stop = watchTimer();
    await trainer.train(
      job({ shape, train: drifting(512, 1, shape), settings: { ...SETTINGS, batchSize: 64 } }),
    );
    const longest = stop();
    console.log(`Longest wait of a timer on the page while training: ${Math.round(longest)} ms.`);
    expect(longest).toBeLessThan(500);
  });

  it.each([0, 1, 3, 7])(
    '[TRN-8] is aborted after batch %i with the reason, and trains again',
    async (after) => {
      const trainer = await open();
      const stop = new AbortController();
      const reason = new Error('enough');
      let batches = 0;
      const trained = trainer.train(
        job({
          settings: ENDLESS,
          abort: stop.signal,
          onBatch: () => {
            if (++batches === after) stop.abort(reason);
          },
        }),
      );
      if (after === 0) stop.abort(reason);
      await expect(trained).rejects.toBe(reason);
      expect(await weightHash(await trainer.train(job()))).toBe(TRAINED_SHA256);
    },
  );

  it('[TRN-8] is aborted while it waits for the score or for a checkpoint to be kept', async () => {
    const trainer = await open();
    for (const question of ['judge', 'onCheckpoint'] as const) {
      const stop = new AbortController();
      const reason = new Error(question);
      const never = () => {
        stop.abort(reason);
        return new Promise<never>(() => undefined);
      };
      const trained = trainer.train(job({ abort: stop.signal, [question]: never }));
      await expect(trained).rejects.toBe(reason);
    }
  });

  it('[TRN-8] finishes after the running epoch with the best so far', async () => {
    const trainer = await open();
    const stop = new AbortController();
    const network = await trainer.train(
      job({
        settings: ENDLESS,
        finish: stop.signal,
        onEpoch: ({ number }) => {
          if (number === 2) stop.abort();
        },
      }),
    );
    expect(network.history.length).toBeGreaterThanOrEqual(2);
    expect(network.history.length).toBeLessThan(100);
  });

  it('[TRN-4] killed mid-training, another goes on from the checkpoint to the same weights', async () => {
    const first = await open();
    let kept: TrainingCheckpoint | undefined;
    const trained = first.train(
      job({
        onCheckpoint: (checkpoint) => {
          kept = checkpoint;
          return Promise.resolve();
        },
        onBatch: () => {
          if (kept?.history.length === 2) first.close();
        },
      }),
    );
    const error: unknown = await trained.catch((cause: unknown) => cause);
    expect(error).toMatchObject({ name: 'TrainingFailed', fault: 'lost' });
    expect((error as Error).message).toMatch(/checkpoint.*go on/);
    const again: number[] = [];
    const second = await open();
    const resumed = await second.train(
      job({ resumeFrom: kept, onEpoch: ({ number }) => again.push(number) }),
    );
    expect(again).toEqual([3, 4]);
    expect(await weightHash(resumed)).toBe(TRAINED_SHA256);
  });

  it('[TRN-18] a worker that breaks ends the training as lost', async () => {
    const trainer = await open();
    const trained = trainer.train(
      job({
        settings: ENDLESS,
        onEpoch: () => worker?.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' })),
      }),
    );
    await expect(trained).rejects.toMatchObject({ fault: 'lost' });
    await expect(trained).rejects.toThrow('out of memory');
    await expect(trainer.train(job())).rejects.toMatchObject({ fault: 'lost' });
  });

  it('[TRN-9] hands on why a training failed, with what was kept', async () => {
    const trainer = await open();
    const train = drifting(30, 1, shapeOf(SMALL_LSTM));
    const settings = { ...SETTINGS, learningRate: 1e38, weightDecay: 1 };
    const error: unknown = await trainer.train(job({ train, settings })).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(TrainingFailed);
    expect((error as TrainingFailed).fault).toBe('diverged');
    const wrong = trainer.train(job({ frozen: [1, 3, 5] }));
    await expect(wrong).rejects.toMatchObject({ fault: 'job' });
  });

  it("[TRN-18] hands on what the page's own judge or store threw", async () => {
    const trainer = await open();
    const full = new Error('the disk is full');
    const trained = trainer.train(job({ onCheckpoint: () => Promise.reject(full) }));
    await expect(trained).rejects.toBe(full);
    expect(await weightHash(await trainer.train(job()))).toBe(TRAINED_SHA256);
  });
});
