import type { BackendName, ModelStatus, Showing } from '#core/models/model-status.ts';
import type { AbstentionReason, Prediction } from '#core/models/prediction.ts';
import type { LiveClassifier } from '#core/ports.ts';
import { probability, type TimestampMs } from '#core/units.ts';
import type { WindowState } from '#core/windows/window.ts';
import type { BundlePlace, ModelReply, ModelRequest } from '#protocol/model.ts';

export interface ModelClientOptions {
  readonly bundle: BundlePlace;
  /** Folder of the tfjs wasm files, absolute, ending in a slash. */
  readonly wasmUrl: string;
  /** Those to try; all where it is not given. */
  readonly backends?: readonly BackendName[];
  /** Told of every change: ready, another backend, unavailable. */
  readonly onStatus?: (status: ModelStatus) => void;
  /** Told of each prediction's time inside the worker. */
  readonly onTiming?: (tookMs: number) => void;
  /** For tests. */
  readonly startWorker?: () => Worker;
  readonly abort?: AbortSignal;
}

export interface ModelClient extends LiveClassifier {
  readonly status: ModelStatus;
}

type Unavailable = Extract<ModelStatus, { kind: 'unavailable' }>;
type ReadyWindow = Extract<WindowState, { kind: 'ready' }>;

/** A window that waits for its answer. */
interface Waiting {
  readonly window: ReadyWindow;
  readonly answer: (prediction: Prediction) => void;
}

const startModelWorker = () =>
  new Worker(new URL('../../workers/model.worker.ts', import.meta.url), {
    type: 'module',
    name: 'model',
  });

const abstained = (at: TimestampMs, reason: AbstentionReason): Prediction => ({
  kind: 'abstained',
  at,
  reason,
});

/**
 * Starts the model worker and resolves once it can classify, or once it is known that it cannot:
 * then every answer is an abstention as `model_unavailable`, and `status` says why. Never rejects.
 * One window is with the worker, at most one waits, and a newer one takes its place.
 */
export function openModelClient(options: ModelClientOptions): Promise<ModelClient> {
  let settle: (client: ModelClient) => void;
  const opened = new Promise<ModelClient>((resolve) => {
    settle = resolve;
  });
  let status: ModelStatus = { kind: 'loading' };
  let showing: Showing = { labels: [], output: 'exclusive', abstention: null };
  let modelId = '';
  let call = 0;
  let running: Waiting | null = null;
  let next: Waiting | null = null;
  const worker = (options.startWorker ?? startModelWorker)();

  const setStatus = (changed: ModelStatus) => {
    status = changed;
    options.onStatus?.(changed);
  };
  const send = (request: ModelRequest, transfer: Transferable[] = []) => {
    worker.postMessage(request, transfer);
  };

  const dispatch = () => {
    if (running !== null || next === null) return;
    running = next;
    next = null;
    // A copy: the caller's window stays its own.
    const values = new Float32Array(running.window.values);
    send({ kind: 'classify', call: ++call, values }, [values.buffer]);
  };

  const finish = (prediction: (at: TimestampMs) => Prediction) => {
    const finished = running;
    running = null;
    if (finished !== null) finished.answer(prediction(finished.window.endsAt));
    dispatch();
  };

  /** Answers whoever waits, with an abstention, and lets nothing more through. */
  const stop = (stopped: Unavailable) => {
    if (status.kind === 'unavailable') return;
    status = stopped;
    worker.terminate();
    for (const left of [running, next]) {
      left?.answer(abstained(left.window.endsAt, 'model_unavailable'));
    }
    running = next = null;
    settle(client);
  };
  const fail = (reason: Unavailable['reason'], message: string) => {
    const stopped: Unavailable = { kind: 'unavailable', reason, message };
    stop(stopped);
    options.onStatus?.(stopped);
  };
  const close = () => {
    stop({ kind: 'unavailable', reason: 'closed', message: 'The model was closed.' });
  };

  worker.onmessage = ({ data }: MessageEvent<ModelReply>) => {
    switch (data.kind) {
      case 'ready':
        ({ showing, modelId } = data);
        setStatus({ kind: 'ready', modelId, backend: data.backend, showing });
        settle(client);
        return;
      case 'refused':
        fail(data.reason, data.message);
        return;
      case 'backend_changed':
        setStatus({ kind: 'ready', modelId, backend: data.backend, showing });
        return;
      case 'predicted':
        if (data.call !== call) return;
        options.onTiming?.(data.tookMs);
        finish((at) => ({
          kind: 'predicted',
          at,
          probabilities: data.probabilities.map(probability),
        }));
        return;
      case 'failed':
        if (data.call === call) finish((at) => abstained(at, 'model_unavailable'));
    }
  };
  worker.onerror = (event) => {
    fail('worker_failed', `The model's worker stopped: ${event.message}`);
  };

  const client: ModelClient = {
    get labels() {
      return showing.labels;
    },
    get modelId() {
      return modelId;
    },
    get status() {
      return status;
    },
    classify: (window) => {
      if (window.kind === 'not_ready') {
        return Promise.resolve(abstained(window.at, window.reason));
      }
      if (status.kind !== 'ready') {
        return Promise.resolve(abstained(window.endsAt, 'model_unavailable'));
      }
      return new Promise((answer) => {
        next?.answer(abstained(next.window.endsAt, 'skipped'));
        next = { window, answer };
        dispatch();
      });
    },
    close,
  };
  options.abort?.addEventListener('abort', close, { once: true });
  send({
    kind: 'load',
    bundle: options.bundle,
    wasmUrl: options.wasmUrl,
    ...(options.backends === undefined ? {} : { backends: options.backends }),
  });
  return opened;
}
