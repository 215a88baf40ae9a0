import type { Network } from '#core/inference/network.ts';
import type { LayerSpec, LstmSpec } from '#core/models/layer-spec.ts';
import { FLOAT_BYTES } from '#core/models/weight-shapes.ts';

type DenseSpec = Extract<LayerSpec, { kind: 'dense' }>;

/** A layer's part of the kernel; `inputs` values enter it, its weights begin at `at`. */
export interface FusedLstm {
  readonly spec: LstmSpec;
  readonly inputs: number;
  readonly at: number;
}
export interface FusedDense {
  readonly spec: DenseSpec;
  readonly inputs: number;
  readonly at: number;
}

/** What one dispatch computes, and the weights as it reads them. */
export interface FusedPlan {
  readonly featureCount: number;
  /** Null where no step is passed over. */
  readonly maskValue: number | null;
  readonly lstms: readonly FusedLstm[];
  readonly denses: readonly FusedDense[];
  /** Of each LSTM: [inputs + units + 1, units, 4]: kernel, recurrent kernel, bias; i f c o together. */
  readonly cells: Float32Array;
  /** Of each dense layer: [inputs + 1, units]: kernel, bias; null where there is none. */
  readonly kernels: Float32Array | null;
}

/** Invocations that every WebGPU device lets work together; each computes one unit. */
const MOST_UNITS = 256;
/** Bytes that every device gives them in common. */
const MOST_MEMORY = 16_384;
/** Gates of a softmax need all units before one is known. */
const isOfOneUnit = ({ activation, recurrentActivation }: LstmSpec): boolean =>
  activation !== 'softmax' && recurrentActivation !== 'softmax';

interface FusableLayers {
  readonly maskValue: number | null;
  readonly lstms: readonly LstmSpec[];
  readonly denses: readonly DenseSpec[];
}

/** Masking or none, forward LSTMs, dense layers; null for anything else. */
function fusable(layers: readonly LayerSpec[]): FusableLayers | null {
  const working = layers.filter(({ kind }) => kind !== 'dropout');
  const [first] = working;
  const maskValue = first?.kind === 'masking' ? first.maskValue : null;
  const rest = maskValue === null ? working : working.slice(1);
  const lstms = rest.filter((layer) => layer.kind === 'lstm');
  const denses = rest.slice(lstms.length).filter((layer) => layer.kind === 'dense');
  const inOrder = rest.slice(0, lstms.length).every(({ kind }) => kind === 'lstm');
  const whole = lstms.length + denses.length === rest.length && lstms.length > 0;
  const fits = [...lstms, ...denses].every(({ units }) => units <= MOST_UNITS);
  const forward = lstms.every(
    (layer, index) =>
      !layer.goBackwards &&
      isOfOneUnit(layer) &&
      layer.returnSequences === index < lstms.length - 1,
  );
  const widest = Math.max(0, ...lstms.map(({ units }) => units));
  const rows = denses.reduce((sum, { units }) => sum + units, 0);
  const inMemory = FLOAT_BYTES * (2 * widest * lstms.length + rows) <= MOST_MEMORY;
  return inOrder && whole && fits && inMemory && forward ? { maskValue, lstms, denses } : null;
}

/** [rows, 4 x units] with gates apart to [rows, units, 4]. */
function interleaved(matrix: Float32Array, units: number): Float32Array {
  const gates = 4 * units;
  return matrix.map((_, index) => {
    const row = Math.floor(index / gates);
    const unit = Math.floor((index % gates) / 4);
    return matrix[row * gates + (index % 4) * units + unit] as number;
  });
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** How to run a network in one dispatch for each window; null where the kernel cannot. */
export function planFused(network: Network): FusedPlan | null {
  const layers = fusable(network.layers);
  if (layers === null) return null;
  const weights = network.weights.map(({ values }) => values);
  let taken = 0;
  const next = (size: number): Float32Array => weights[taken++] ?? new Float32Array(size);
  const biasOf = (useBias: boolean, size: number) =>
    useBias ? next(size) : new Float32Array(size);

  let inputs = network.featureCount;
  let at = 0;
  const cells: Float32Array[] = [];
  const lstms = layers.lstms.map((spec): FusedLstm => {
    const { units } = spec;
    const parts = [next(0), next(0), biasOf(spec.useBias, 4 * units)];
    cells.push(...parts.map((part) => interleaved(part, units)));
    const lstm = { spec, inputs, at };
    at += (inputs + units + 1) * units;
    inputs = units;
    return lstm;
  });
  at = 0;
  const kernels: Float32Array[] = [];
  const denses = layers.denses.map((spec): FusedDense => {
    const { units } = spec;
    kernels.push(next(0), biasOf(spec.useBias, units));
    const dense = { spec, inputs, at };
    at += (inputs + 1) * units;
    inputs = units;
    return dense;
  });
  return {
    featureCount: network.featureCount,
    maskValue: layers.maskValue,
    lstms,
    denses,
    cells: joined(cells),
    kernels: kernels.length === 0 ? null : joined(kernels),
  };
}
