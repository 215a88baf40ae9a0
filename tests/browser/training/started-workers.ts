import {
  openTrainingClient,
  type TrainingClient,
} from '#adapters/worker-clients/training-client.ts';

export const WASM = new URL('/wasm/', location.href).href;
/** Of every worker that was started: whether it was ended. */
const ended = new Map<Worker, boolean>();
/** Trained networks that a worker holds. */
const networks = new Map<Worker, number>();
const clients: TrainingClient[] = [];

/** Watches whether a worker is ended, and what it holds. */
export const counted = (worker: Worker): Worker => {
  ended.set(worker, false);
  const terminate = worker.terminate.bind(worker);
  worker.terminate = () => {
    ended.set(worker, true);
    terminate();
  };
  networks.set(worker, 0);
  const add = (count: number) => networks.set(worker, (networks.get(worker) ?? 0) + count);
  worker.postMessage = (
    message: { name?: string },
    given?: Transferable[] | StructuredSerializeOptions,
  ) => {
    if (message.name === 'release') add(-1);
    Worker.prototype.postMessage.call(worker, message, given as StructuredSerializeOptions);
  };
  worker.addEventListener('message', ({ data }: MessageEvent<{ value?: { kind?: string } }>) => {
    if (data.value?.kind === 'trained') add(1);
  });
  return worker;
};

export async function trainer(): Promise<TrainingClient> {
  const client = await openTrainingClient({
    wasmUrl: WASM,
    startWorker: () =>
      counted(
        new Worker(new URL('../../../src/workers/training.worker.ts', import.meta.url), {
          type: 'module',
        }),
      ),
  });
  clients.push(client);
  return client;
}

export function closeTrainers(): void {
  for (const client of clients.splice(0)) client.close();
}

/** Workers that were started and not ended. */
export const runningWorkers = (): number => [...ended.values()].filter((gone) => !gone).length;

/** Trained networks that were not released. */
export const heldNetworks = (): number =>
  [...networks.values()].reduce((sum, count) => sum + count, 0);
