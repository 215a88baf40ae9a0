import * as tf from '@tensorflow/tfjs-core';

/** Of tfjs; `cpu` is the slowest, and the one that the others are held against. */
export type TfjsBackend = 'webgpu' | 'wasm' | 'cpu';

/** Where this machine has no such backend, or it did not start. */
export class BackendUnavailable extends Error {
  constructor(backend: TfjsBackend, why: string, cause?: unknown) {
    super(`The ${backend} backend is not available: ${why}`, { cause });
    this.name = 'BackendUnavailable';
  }
}

async function registerWasm(wasmUrl: string): Promise<void> {
  const wasm = await import('@tensorflow/tfjs-backend-wasm');
  wasm.setWasmPaths(wasmUrl);
  // Threads need cross-origin isolation, which would shut out lectures from elsewhere.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
}

interface Gpu {
  requestAdapter(): Promise<object | null>;
}

/** The backend's code is large, so it is loaded only where there is something to run it on. */
async function registerWebGpu(): Promise<void> {
  const registered: unknown = tf.findBackendFactory('webgpu');
  if (registered !== null) return;
  const scope = globalThis as unknown as { readonly navigator?: { readonly gpu?: Gpu } };
  const gpu = scope.navigator?.gpu;
  if (gpu === undefined) throw new BackendUnavailable('webgpu', 'the browser has no WebGPU');
  if ((await gpu.requestAdapter()) === null) {
    throw new BackendUnavailable('webgpu', 'the browser has no graphics card for it');
  }
  await import('@tensorflow/tfjs-backend-webgpu');
}

/**
 * Makes `backend` the current one. `wasmUrl` is the folder of its wasm files, ending in a slash.
 * @throws BackendUnavailable
 */
export async function useBackend(backend: TfjsBackend, wasmUrl: string): Promise<void> {
  // No advertisement on the console, and no check of every tensor.
  tf.enableProdMode();
  try {
    if (backend === 'webgpu') {
      await registerWebGpu();
    } else if (backend === 'wasm') {
      await registerWasm(wasmUrl);
    } else {
      await import('@tensorflow/tfjs-backend-cpu');
    }
    if (!(await tf.setBackend(backend))) throw new Error('it could not be started');
    await tf.ready();
  } catch (cause) {
    if (cause instanceof BackendUnavailable) throw cause;
    throw new BackendUnavailable(backend, cause instanceof Error ? cause.message : '', cause);
  }
}

/** Goes back to a backend that was the current one before. */
export async function becomeCurrent(backend: TfjsBackend): Promise<void> {
  if (tf.getBackend() !== backend) await tf.setBackend(backend);
}

/** Resolves with the reason once the current WebGPU device is gone; never for other backends. */
export function backendLoss(): Promise<string> {
  const current: unknown = tf.backend();
  if (typeof current !== 'object' || current === null || !('device' in current)) {
    return new Promise(() => undefined);
  }
  const { lost } = current.device as { lost: Promise<{ message: string }> };
  return lost.then((info) => info.message);
}
