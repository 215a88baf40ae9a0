import type { LabNotice, LabProtocol } from '#protocol/lab/lab-protocol.ts';
import { bridgeTo, type WorkerBridge } from '#protocol/worker-bridge.ts';

export interface LabClientOptions {
  /** Folder of the wasm files, absolute, ending in a slash. */
  readonly wasmUrl: string;
  readonly onNotice?: (notice: LabNotice) => void;
  /** For tests. */
  readonly startWorker?: () => Worker;
}

/** A worker of the lab. */
export interface LabClient {
  /** Rejects with BridgeError: `worker_failed` where the worker died or was closed. */
  readonly call: WorkerBridge<LabProtocol>['call'];
  /** A training ends after the running epoch. */
  finish(): void;
  /** Ends the worker at once, whatever it does. */
  close(): void;
}

const startLabWorker = () =>
  new Worker(new URL('../../workers/lab.worker.ts', import.meta.url), {
    type: 'module',
    name: 'lab',
  });

/** Starts a worker of the lab and resolves once it can be asked. Rejects with BridgeError. */
export async function openLabClient(options: LabClientOptions): Promise<LabClient> {
  const bridge = bridgeTo<LabProtocol>((options.startWorker ?? startLabWorker)(), {
    onNotice: (notice) => options.onNotice?.(notice),
    // Whoever waits is told by the call.
    onFailure: () => undefined,
  });
  try {
    await bridge.call('open', { wasmUrl: options.wasmUrl });
  } catch (cause) {
    bridge.terminate();
    throw cause;
  }
  return {
    call: (...asked) => bridge.call(...asked),
    finish: () => {
      bridge.notify({ kind: 'finish' });
    },
    close: () => {
      bridge.terminate();
    },
  };
}
