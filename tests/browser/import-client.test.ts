import { describe, expect, it } from 'vitest';
import { readKerasModel } from '#adapters/keras/read-keras-model.ts';
import { writeKerasModel } from '#adapters/keras/write-keras-model.ts';
import { readKerasModelApart } from '#adapters/worker-clients/import-client.ts';
import { madeUpNetwork } from '../support/made-up-network.ts';

async function fixture(name: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(new URL(`../unit/keras/fixtures/${name}`, import.meta.url));
  expect(response.ok).toBe(true);
  return new Uint8Array(await response.arrayBuffer());
}

const refusal = (kind: string) => ({ name: 'ImportRefused', kind });

/** Workers that were started and those of them that were ended. */
function counted() {
  const workers: Worker[] = [];
  const ended = new Set<Worker>();
  const startWorker = (): Worker => {
    const worker = new Worker(new URL('../../src/workers/import.worker.ts', import.meta.url), {
      type: 'module',
    });
    const terminate = worker.terminate.bind(worker);
    worker.terminate = () => {
      ended.add(worker);
      terminate();
    };
    workers.push(worker);
    return worker;
  };
  return { startWorker, workers, ended };
}

describe('Keras files in the browser', () => {
  it('[KER-9] are read in a worker, as here, which is then ended', async () => {
    const { startWorker, workers, ended } = counted();
    for (const name of ['masked-lstm.h5', 'functional-3.keras']) {
      const bytes = await fixture(name);
      const model = await readKerasModelApart(bytes, { startWorker });
      expect(model).toEqual(await readKerasModel(bytes));
    }
    expect(workers).toHaveLength(2);
    expect(ended.size).toBe(2);
  });

  it('[KER-9] are given up after their time, and the worker with them', async () => {
    const { startWorker, ended } = counted();
    const bytes = await fixture('masked-lstm.h5');
    // With this byte HDF5 does not come back, not within a minute.
    bytes[3720] = 24;
    const begun = performance.now();
    await expect(readKerasModelApart(bytes, { startWorker, limitMs: 4_000 })).rejects.toMatchObject(
      refusal('took_too_long'),
    );
    expect(performance.now() - begun).toBeLessThan(40_000);
    expect(ended.size).toBe(1);
    await expect(readKerasModelApart(await fixture('masked-lstm.h5'))).resolves.toBeTruthy();
  });

  it('[KER-5] are refused with their sentence across the worker', async () => {
    await expect(readKerasModelApart(new Uint8Array(100))).rejects.toMatchObject(
      refusal('foreign'),
    );
    await expect(
      readKerasModelApart((await fixture('masked-lstm.h5')).slice(0, 9_000)),
    ).rejects.toMatchObject(refusal('truncated'));
    const broken = () => new Worker(URL.createObjectURL(new Blob(['throw new Error("no")'])));
    await expect(
      readKerasModelApart(new Uint8Array(1), { startWorker: broken }),
    ).rejects.toMatchObject(refusal('foreign'));
  });

  it('[KER-10] are written in the browser as well', async () => {
    const network = madeUpNetwork(
      [
        { kind: 'bidirectional', inner: { kind: 'gru', units: 3, returnSequences: false } },
        { kind: 'dense', units: 2, activation: 'softmax' },
      ],
      6,
      3,
      1,
    );
    const model = await readKerasModelApart(await writeKerasModel(network));
    expect(model.weights.map(({ values }) => values)).toEqual(
      network.weights.map(({ values }) => values),
    );
  });
});
