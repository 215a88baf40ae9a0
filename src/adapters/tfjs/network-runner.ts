import type { Network } from '#core/inference/network.ts';
import { openNetwork } from '#core/inference/open-network.ts';
import type { BackendName } from '#core/models/model-status.ts';
import {
  backendLoss,
  BackendUnavailable,
  becomeCurrent,
  type TfjsBackend,
  useBackend,
} from './backends.ts';
import { openFusedNetwork } from './fused-lstm/fused-kernel.ts';
import { planFused } from './fused-lstm/fused-plan.ts';
import { loadLayersModel } from './layers-model.ts';
import { runModel } from './run-model.ts';

/** A network that is ready to run in one way; others may be open beside it, one call at a time. */
export interface NetworkRunner {
  /** Outputs of `count` scaled windows, row by row. */
  run(windows: Float32Array, count: number): Promise<Float32Array>;
  /** Resolves once the device that it runs on is gone; never for those that have none. */
  readonly lost: Promise<unknown>;
  close(): void;
}

const never = new Promise<never>(() => undefined);

/** By the layers of tfjs; what all other ways are held against, on its cpu backend. */
export async function openLayersRunner(
  backend: TfjsBackend,
  network: Network,
  wasmUrl: string,
): Promise<NetworkRunner> {
  await useBackend(backend, wasmUrl);
  const model = loadLayersModel(network);
  return {
    run: async (windows, count) => {
      await becomeCurrent(backend);
      return runModel(model, windows, count);
    },
    lost: backendLoss(),
    close: () => {
      model.dispose();
    },
  };
}

async function openFusedRunner(network: Network, wasmUrl: string): Promise<NetworkRunner> {
  const plan = planFused(network);
  if (plan === null) throw new BackendUnavailable('webgpu', 'its kernel does not run such layers');
  await useBackend('webgpu', wasmUrl);
  const fused = openFusedNetwork(plan, network.length);
  return {
    run: async (windows, count) => {
      await becomeCurrent('webgpu');
      return fused.run(windows, count);
    },
    lost: backendLoss(),
    close: () => {
      fused.dispose();
    },
  };
}

function openTypedRunner(network: Network): NetworkRunner {
  const open = openNetwork(network);
  return {
    run: (windows, count) => Promise.resolve(open.run(windows, count)),
    lost: never,
    close: () => undefined,
  };
}

/**
 * Makes a network ready on one backend.
 * @throws BackendUnavailable
 */
export function openRunner(
  backend: BackendName,
  network: Network,
  wasmUrl: string,
): Promise<NetworkRunner> {
  switch (backend) {
    case 'typed_arrays':
      return Promise.resolve(openTypedRunner(network));
    case 'wasm':
      return openLayersRunner('wasm', network, wasmUrl);
    case 'webgpu':
      return openFusedRunner(network, wasmUrl);
  }
}
