import {
  BridgeError,
  type CrossedError,
  type FromWorker,
  type ToWorker,
  type WorkerProtocol,
} from './bridge.ts';

export interface CallOptions {
  readonly transfer?: readonly Transferable[];
  readonly signal?: AbortSignal;
}

/** The page's end of a worker: commands one at a time, notices as they come. */
export interface WorkerBridge<Protocol extends WorkerProtocol> {
  /** Rejects with BridgeError; code `aborted` where the signal fired, `worker_failed` where it died. */
  call<Name extends keyof Protocol['commands'] & string>(
    name: Name,
    args: Protocol['commands'][Name]['args'],
    options?: CallOptions,
  ): Promise<Protocol['commands'][Name]['result']>;
  notify(notice: Protocol['toWorker'], transfer?: readonly Transferable[]): void;
  /** Stops the worker at once; calls that wait are rejected. */
  terminate(): void;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: BridgeError) => void;
}

export interface BridgeListeners<Protocol extends WorkerProtocol> {
  readonly onNotice: (notice: Protocol['fromWorker']) => void;
  /** The worker died; nothing more will come. */
  readonly onFailure: (error: BridgeError) => void;
}

const received = (error: CrossedError): BridgeError =>
  new BridgeError(error.code, error.message, { cause: error.stack ?? undefined });

export function bridgeTo<Protocol extends WorkerProtocol>(
  worker: Worker,
  listeners: BridgeListeners<Protocol>,
): WorkerBridge<Protocol> {
  let lastId = 0;
  let dead: BridgeError | null = null;
  let queue: Promise<unknown> = Promise.resolve();
  const waiting = new Map<number, Waiting>();

  const die = (error: BridgeError): void => {
    if (dead !== null) return;
    dead = error;
    worker.terminate();
    for (const call of waiting.values()) call.reject(error);
    waiting.clear();
  };
  const fail = (message: string, cause: unknown): void => {
    const first = dead === null;
    const error = new BridgeError('worker_failed', message, { cause });
    die(error);
    if (first) listeners.onFailure(error);
  };
  worker.addEventListener('message', (event: MessageEvent<FromWorker<Protocol>>) => {
    if (dead !== null) return;
    const message = event.data;
    if (message.kind === 'notice') {
      listeners.onNotice(message.notice);
      return;
    }
    const call = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.kind === 'result') call?.resolve(message.value);
    else call?.reject(received(message.error));
  });
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    fail(`The worker stopped: ${event.message || 'it could not be loaded'}.`, event.error);
  });
  worker.addEventListener('messageerror', (event) => {
    fail('A message of the worker could not be read.', event);
  });

  const send = (name: keyof Protocol['commands'] & string, args: unknown, options: CallOptions) =>
    new Promise<unknown>((resolve, reject) => {
      const signal = options.signal;
      if (dead !== null) {
        reject(dead);
        return;
      }
      if (signal?.aborted === true) {
        reject(new BridgeError('aborted', `${name} was given up.`, { cause: signal.reason }));
        return;
      }
      const id = ++lastId;
      const giveUp = (): void => {
        waiting.delete(id);
        reject(new BridgeError('aborted', `${name} was given up.`, { cause: signal?.reason }));
      };
      const settle = <Value>(act: (value: Value) => void) => {
        return (value: Value): void => {
          signal?.removeEventListener('abort', giveUp);
          act(value);
        };
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      waiting.set(id, { resolve: settle(resolve), reject: settle(reject) });
      const message: ToWorker<Protocol> = { kind: 'command', id, name, args };
      worker.postMessage(message, [...(options.transfer ?? [])]);
    });

  return {
    call(name, args, options = {}) {
      const result = queue.then(() => send(name, args, options));
      queue = result.catch(() => undefined);
      return result;
    },
    notify(notice, transfer = []) {
      if (dead !== null) return;
      const message: ToWorker<Protocol> = { kind: 'notice', notice };
      worker.postMessage(message, [...transfer]);
    },
    terminate() {
      die(new BridgeError('worker_failed', 'The worker was stopped.'));
    },
  };
}
