import type { GruSpec, LstmSpec, RecurrentSpec } from '../models/layer-spec.ts';
import { activate } from './activate.ts';
import { addProduct, packPanels, type Panels, paddedRow } from './panels.ts';

/** A recurrent cell with its state. */
export interface Cell {
  /** What it says of the steps so far; `units` values. */
  readonly state: Float32Array;
  readonly kernel: Panels;
  /** Added to the kernel's products. */
  readonly bias: Float32Array;
  reset(): void;
  /** One step on, by the kernel's products with its input, which begin at `at`. */
  step(given: Float32Array, at: number): void;
}

/** Kernel, recurrent kernel and, where there is one, bias, as in `weightShapes`. */
type CellWeights = readonly Float32Array[];

/** Hochreiter and Schmidhuber 1997 with forget gates (Gers et al. 2000); gates in order i f c o. */
function openLstm(
  { units, activation, recurrentActivation }: LstmSpec,
  [kernel = new Float32Array(), recurrent = new Float32Array(), bias]: CellWeights,
  width: number,
): Cell {
  const gates = 4 * units;
  const held = packPanels(recurrent, units, gates);
  const sums = new Float32Array(held.stride);
  const memory = new Float32Array(units);
  const state = new Float32Array(units);
  return {
    state,
    kernel: packPanels(kernel, width, gates),
    bias: paddedRow(bias, 0, gates),
    reset: () => {
      memory.fill(0);
      state.fill(0);
    },
    step: (given, at) => {
      addProduct(held, state, 0, given, at, sums, 0);
      activate(recurrentActivation, sums, 0, units);
      activate(recurrentActivation, sums, units, units);
      activate(activation, sums, 2 * units, units);
      activate(recurrentActivation, sums, 3 * units, units);
      for (let j = 0; j < units; j++) {
        const input = (sums[j] as number) * (sums[2 * units + j] as number);
        const next = (sums[units + j] as number) * (memory[j] as number) + input;
        memory[j] = next;
        state[j] = next;
      }
      activate(activation, state, 0, units);
      for (let j = 0; j < units; j++) {
        state[j] = (state[j] as number) * (sums[3 * units + j] as number);
      }
    },
  };
}

/** Cho et al. 2014 as Keras has it with `reset_after`: r acts on U·h; gates in order z r h. */
function openGruResetAfter(
  { units, activation, recurrentActivation }: GruSpec,
  [kernel = new Float32Array(), recurrent = new Float32Array(), bias]: CellWeights,
  width: number,
): Cell {
  const gates = 3 * units;
  const held = packPanels(recurrent, units, gates);
  const heldBias = paddedRow(bias, gates, gates);
  const sums = new Float32Array(held.stride);
  const state = new Float32Array(units);
  return {
    state,
    kernel: packPanels(kernel, width, gates),
    bias: paddedRow(bias, 0, gates),
    reset: () => state.fill(0),
    step: (given, at) => {
      addProduct(held, state, 0, heldBias, 0, sums, 0);
      for (let j = 0; j < 2 * units; j++) sums[j] = (sums[j] as number) + (given[at + j] as number);
      activate(recurrentActivation, sums, 0, units);
      activate(recurrentActivation, sums, units, units);
      for (let j = 0, n = 2 * units; j < units; j++, n++) {
        sums[n] = (given[at + n] as number) + (sums[units + j] as number) * (sums[n] as number);
      }
      activate(activation, sums, 2 * units, units);
      update(state, sums, sums, 2 * units);
    },
  };
}

/** Cho et al. 2014 as first written: r acts on h before U. */
function openGruResetBefore(
  { units, activation, recurrentActivation }: GruSpec,
  [kernel = new Float32Array(), recurrent = new Float32Array(), bias]: CellWeights,
  width: number,
): Cell {
  const gates = 3 * units;
  const held = packPanels(recurrent, units, gates, 0, 2 * units);
  const heldCandidate = packPanels(recurrent, units, gates, 2 * units);
  const sums = new Float32Array(held.stride);
  const candidate = new Float32Array(heldCandidate.stride);
  const begun = new Float32Array(heldCandidate.stride);
  const kept = new Float32Array(units);
  const state = new Float32Array(units);
  return {
    state,
    kernel: packPanels(kernel, width, gates),
    bias: paddedRow(bias, 0, gates),
    reset: () => state.fill(0),
    step: (given, at) => {
      addProduct(held, state, 0, given, at, sums, 0);
      activate(recurrentActivation, sums, 0, units);
      activate(recurrentActivation, sums, units, units);
      for (let j = 0; j < units; j++) {
        kept[j] = (sums[units + j] as number) * (state[j] as number);
        begun[j] = given[at + 2 * units + j] as number;
      }
      addProduct(heldCandidate, kept, 0, begun, 0, candidate, 0);
      activate(activation, candidate, 0, units);
      update(state, sums, candidate, 0);
    },
  };
}

/** h' = z ∘ h + (1 - z) ∘ n, with n from `at`. */
function update(state: Float32Array, z: Float32Array, n: Float32Array, at: number): void {
  for (let j = 0; j < state.length; j++) {
    const share = z[j] as number;
    state[j] = share * (state[j] as number) + (1 - share) * (n[at + j] as number);
  }
}

/** A cell over inputs of `width` values. */
export function openCell(spec: RecurrentSpec, weights: CellWeights, width: number): Cell {
  if (spec.kind === 'lstm') return openLstm(spec, weights, width);
  return spec.resetAfter
    ? openGruResetAfter(spec, weights, width)
    : openGruResetBefore(spec, weights, width);
}
