/** Times one network on one path, as the model worker runs it but for its messages. */
import {
  type NetworkRunner,
  openLayersRunner,
  openRunner,
} from '../../src/adapters/tfjs/network-runner.ts';
import type { Network } from '../../src/core/inference/network.ts';
import { madeUpNetwork, madeUpWindows } from '../../tests/support/made-up-network.ts';
import {
  BENCH_NETWORKS,
  type NetworkPath,
  type NetworkRun,
  type NetworkTimes,
} from './networks.ts';

const WARM_UP_MS = 200;
/** A worker's clock is coarse: runs of less are timed several at once. */
const TIMED_AT_ONCE_MS = 5;

function openPath(path: NetworkPath, network: Network, wasmUrl: string): Promise<NetworkRunner> {
  switch (path) {
    case 'typed arrays':
      return openRunner('typed_arrays', network, wasmUrl);
    case 'tfjs wasm':
      return openLayersRunner('wasm', network, wasmUrl);
    case 'tfjs cpu':
      return openLayersRunner('cpu', network, wasmUrl);
    case 'fused webgpu':
      return openRunner('webgpu', network, wasmUrl);
    case 'unfused webgpu':
      return openLayersRunner('webgpu', network, wasmUrl);
  }
}

const furthest = (a: Float32Array, b: Float32Array): number =>
  Math.max(...a.map((value, index) => Math.abs(value - (b[index] ?? Number.NaN))));

async function time({ network: name, path, runs, wasmUrl }: NetworkRun): Promise<NetworkTimes> {
  const { layers, length, featureCount } = BENCH_NETWORKS[name];
  const network = madeUpNetwork(layers, length, featureCount, 1);
  const window = madeUpWindows(network, 1, 2);
  const layersOnCpu = await openLayersRunner('cpu', network, wasmUrl);
  const reference = await layersOnCpu.run(window, 1);
  layersOnCpu.close();
  const runner = await openPath(path, network, wasmUrl);
  const error = furthest(await runner.run(window, 1), reference);
  const startedAt = performance.now();
  let warmUps = 0;
  do {
    await runner.run(window, 1);
    warmUps++;
  } while (performance.now() - startedAt < WARM_UP_MS);
  const each = (performance.now() - startedAt) / warmUps;
  const together = Math.max(1, Math.ceil(TIMED_AT_ONCE_MS / each));
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const before = performance.now();
    for (let i = 0; i < together; i++) await runner.run(window, 1);
    times.push((performance.now() - before) / together);
  }
  runner.close();
  return { times, error };
}

self.onmessage = ({ data }: MessageEvent<NetworkRun>) => {
  void time(data).then(
    (times) => {
      self.postMessage(times);
    },
    (cause: unknown) => {
      self.postMessage(cause instanceof Error ? cause.message : 'it failed');
    },
  );
};
