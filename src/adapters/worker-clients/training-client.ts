import type { NetworkJob, NetworkTrainer, TrainedNetwork } from '#core/models/training.ts';
import { TrainingFailed } from '#core/training/training-failed.ts';
import { BridgeError } from '#protocol/bridge.ts';
import {
  packedRows,
  type TrainingBackend,
  type TrainingOutcome,
  type TrainingProtocol,
  trainingRequest,
} from '#protocol/training-protocol.ts';
import { bridgeTo } from '#protocol/worker-bridge.ts';

export interface TrainingClientOptions {
  /** Folder of the tfjs wasm files, absolute, ending in a slash. */
  readonly wasmUrl: string;
  readonly backend?: TrainingBackend;
  /** For tests. */
  readonly startWorker?: () => Worker;
}

/** A trainer in a worker of its own; one job at a time. */
export interface TrainingClient extends NetworkTrainer {
  /** Stops the worker at once: what runs or is asked for later rejects as `lost`. */
  close(): void;
}

type Notice = TrainingProtocol['fromWorker'];

const startTrainingWorker = () =>
  new Worker(new URL('../../workers/training.worker.ts', import.meta.url), {
    type: 'module',
    name: 'training',
  });

const lost = (cause: unknown): TrainingFailed =>
  new TrainingFailed(
    'lost',
    `Training stopped: ${cause instanceof Error ? cause.message : 'its worker is gone.'} Epochs with a checkpoint are kept: start the training again to go on after the last of them.`,
    { cause },
  );

/** What the worker tells and asks while a job runs. */
interface Running {
  readonly job: NetworkJob;
  /** What a question was answered by. */
  failure: { readonly cause: unknown } | null;
}

/** Starts the worker and resolves once it can train. @throws TrainingFailed `lost`. */
export async function openTrainingClient(options: TrainingClientOptions): Promise<TrainingClient> {
  const { wasmUrl, backend = 'wasm' } = options;
  let running: Running | null = null;
  const bridge = bridgeTo<TrainingProtocol>((options.startWorker ?? startTrainingWorker)(), {
    onNotice: (notice) => {
      if (running !== null) void hear(running, notice);
    },
    // Whoever waits is told by the call.
    onFailure: () => undefined,
  });

  const answer = async (own: Running, work: () => number | Promise<number>): Promise<void> => {
    let value: number | null = null;
    try {
      value = await work();
    } catch (cause) {
      own.failure = { cause };
    }
    // An answer that comes late belongs to nobody.
    if (running === own) bridge.notify({ kind: 'answer', value });
  };
  const hear = async (own: Running, notice: Notice): Promise<void> => {
    const { job } = own;
    switch (notice.kind) {
      case 'started':
        if (job.abort?.aborted === true) bridge.notify({ kind: 'abort' });
        if (job.finish?.aborted === true) bridge.notify({ kind: 'finish' });
        return;
      case 'batch':
        job.onBatch?.(notice.done, notice.all);
        return;
      case 'epoch':
        job.onEpoch?.(notice.epoch);
        return;
      case 'checkpoint_refused':
        job.onCheckpointRefused?.(notice.why);
        return;
      case 'judge':
        return answer(own, () => job.judge(notice.rows));
      case 'keep':
        return answer(own, async () => {
          await job.onCheckpoint?.(notice.checkpoint);
          return 0;
        });
    }
  };

  const call: typeof bridge.call = async (name, args, callOptions) => {
    try {
      return await bridge.call(name, args, callOptions);
    } catch (cause) {
      throw cause instanceof BridgeError && cause.code === 'worker_failed' ? lost(cause) : cause;
    }
  };

  const networkOf = ({
    network,
    history,
    bestEpoch,
    bestScore,
  }: Extract<TrainingOutcome, { kind: 'trained' }>): TrainedNetwork => ({
    history,
    bestEpoch,
    bestScore,
    predict: (windows) => {
      const packed = packedRows(windows);
      const transfer = [packed.values.buffer];
      return call('predict', { network, windows: packed }, { transfer });
    },
    export: () => call('export', network),
    close: () => {
      void bridge.call('release', network).catch(() => undefined);
    },
  });

  const settled = (outcome: TrainingOutcome, { job, failure }: Running): TrainedNetwork => {
    switch (outcome.kind) {
      case 'trained':
        return networkOf(outcome);
      case 'aborted':
        throw job.abort?.reason;
      case 'answer_failed':
        throw failure?.cause;
      case 'failed':
        throw new TrainingFailed(outcome.fault, outcome.message, { kept: outcome.kept });
    }
  };

  const train = async (job: NetworkJob): Promise<TrainedNetwork> => {
    if (running !== null) {
      throw new TrainingFailed('job', 'Nothing was trained: another training is running.');
    }
    job.abort?.throwIfAborted();
    const own: Running = { job, failure: null };
    running = own;
    const abort = () => {
      bridge.notify({ kind: 'abort' });
    };
    const finish = () => {
      bridge.notify({ kind: 'finish' });
    };
    const request = trainingRequest(job);
    const transfer = [request.train, request.validation].map(
      ({ windows }) => windows.values.buffer,
    );
    try {
      job.abort?.addEventListener('abort', abort);
      job.finish?.addEventListener('abort', finish);
      return settled(await call('train', request, { transfer }), own);
    } finally {
      running = null;
      job.abort?.removeEventListener('abort', abort);
      job.finish?.removeEventListener('abort', finish);
    }
  };

  try {
    await bridge.call('open', { backend, wasmUrl });
  } catch (cause) {
    bridge.terminate();
    throw lost(cause);
  }
  return {
    backend,
    train,
    close: () => {
      bridge.terminate();
    },
  };
}
