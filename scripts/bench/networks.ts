import type { LayerInput } from '../../src/core/models/layer-spec.ts';
import { ENGAGEMENT_LAYERS } from '../../tests/support/made-up-network.ts';

/** The paths side by side: those that the self-test chooses from, and two that it does not. */
export const NETWORK_PATHS = [
  'typed arrays',
  'tfjs wasm',
  'tfjs cpu',
  'fused webgpu',
  'unfused webgpu',
] as const;
export type NetworkPath = (typeof NETWORK_PATHS)[number];

interface BenchNetwork {
  readonly layers: readonly LayerInput[];
  readonly length: number;
  readonly featureCount: number;
}

/** Weights are made up: they do not change how long it takes. */
export const BENCH_NETWORKS = {
  'engagement LSTM': { layers: ENGAGEMENT_LAYERS, length: 30, featureCount: 22 },
  'small attention LSTM': {
    layers: [
      { kind: 'lstm', units: 32, returnSequences: false },
      { kind: 'dense', units: 3, activation: 'softmax' },
    ],
    length: 30,
    featureCount: 7,
  },
  'masked LSTM': {
    layers: [
      { kind: 'masking' },
      { kind: 'lstm', units: 64, returnSequences: false },
      { kind: 'dense', units: 32, activation: 'relu' },
      { kind: 'dense', units: 1, activation: 'sigmoid' },
    ],
    length: 60,
    featureCount: 6,
  },
} as const satisfies Record<string, BenchNetwork>;
export type BenchNetworkName = keyof typeof BENCH_NETWORKS;

/** To the worker. */
export interface NetworkRun {
  readonly network: BenchNetworkName;
  readonly path: NetworkPath;
  readonly runs: number;
  /** Folder of the tfjs wasm files, ending in a slash. */
  readonly wasmUrl: string;
}

/** From the worker; a string says why there is none. */
export interface NetworkTimes {
  /** Milliseconds per prediction. */
  readonly times: readonly number[];
  /** Furthest an output lay from that of tfjs' layers on its cpu backend. */
  readonly error: number;
}
