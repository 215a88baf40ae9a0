import { openTfjsTrainer } from '#adapters/tfjs/train-model.ts';
import type { NetworkJob, NetworkTrainer, TrainedNetwork } from '#core/models/training.ts';
import { TrainingFailed } from '#core/training/training-failed.ts';
import { serve } from '#protocol/serve-bridge.ts';
import {
  type PackedExamples,
  type TrainingOutcome,
  type TrainingProtocol,
  type TrainingRequest,
  unpackedRows,
} from '#protocol/training-protocol.ts';

const ABORTED = new Error('aborted');
const NO_ANSWER = new Error('no answer');

let trainer: NetworkTrainer | null = null;
let stops = { abort: new AbortController(), finish: new AbortController() };
let waiting: ((value: number | null) => void) | null = null;
const networks = new Map<number, TrainedNetwork>();
let lastNetwork = 0;

const bridge = serve<TrainingProtocol>(
  self,
  {
    async open({ backend, wasmUrl }) {
      trainer = await openTfjsTrainer(backend, wasmUrl);
      return null;
    },
    train,
    predict: ({ network, windows }) => trained(network).predict(unpackedRows(windows)),
    export: (network) => trained(network).export(),
    release(network) {
      networks.get(network)?.close();
      networks.delete(network);
      return null;
    },
  },
  (notice) => {
    switch (notice.kind) {
      case 'abort':
        stops.abort.abort(ABORTED);
        // What waits for an answer waits no longer.
        waiting?.(null);
        return;
      case 'finish':
        stops.finish.abort();
        return;
      case 'answer':
        waiting?.(notice.value);
    }
  },
);

function trained(network: number): TrainedNetwork {
  const found = networks.get(network);
  if (found === undefined) throw new RangeError('the trained network was closed');
  return found;
}

async function ask(
  question: Extract<TrainingProtocol['fromWorker'], { kind: 'judge' | 'keep' }>,
): Promise<number> {
  const answer = new Promise<number | null>((resolve) => {
    waiting = resolve;
  });
  bridge.notify(question);
  const value = await answer;
  waiting = null;
  stops.abort.signal.throwIfAborted();
  if (value === null) throw NO_ANSWER;
  return value;
}

const examples = ({ windows, targets, weights }: PackedExamples): NetworkJob['train'] => ({
  windows: unpackedRows(windows),
  targets,
  ...(weights === undefined ? {} : { weights }),
});

function jobOf({ checkpoints, train: given, validation, ...rest }: TrainingRequest): NetworkJob {
  return {
    ...rest,
    train: examples(given),
    validation: examples(validation),
    judge: (rows) => ask({ kind: 'judge', rows }),
    onCheckpoint: checkpoints
      ? async (checkpoint) => {
          await ask({ kind: 'keep', checkpoint });
        }
      : undefined,
    onCheckpointRefused: (why) => {
      bridge.notify({ kind: 'checkpoint_refused', why });
    },
    onEpoch: (epoch) => {
      bridge.notify({ kind: 'epoch', epoch });
    },
    onBatch: (done, all) => {
      bridge.notify({ kind: 'batch', done, all });
    },
    abort: stops.abort.signal,
    finish: stops.finish.signal,
  };
}

async function train(request: TrainingRequest): Promise<TrainingOutcome> {
  if (trainer === null) throw new Error('the trainer is not open');
  stops = { abort: new AbortController(), finish: new AbortController() };
  bridge.notify({ kind: 'started' });
  try {
    const network = await trainer.train(jobOf(request));
    networks.set(++lastNetwork, network);
    const { history, bestEpoch, bestScore } = network;
    return { kind: 'trained', network: lastNetwork, history, bestEpoch, bestScore };
  } catch (cause) {
    if (cause === ABORTED) return { kind: 'aborted' };
    if (cause === NO_ANSWER) return { kind: 'answer_failed' };
    if (!(cause instanceof TrainingFailed)) throw cause;
    const { fault, message, kept } = cause;
    return { kind: 'failed', fault, message, kept };
  }
}
