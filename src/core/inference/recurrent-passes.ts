import type { LayerSpec, MergeMode, RecurrentSpec } from '../models/layer-spec.ts';
import { openCell } from './cells.ts';
import { addProduct } from './panels.ts';
import type { Pass, Stage } from './pass.ts';

/**
 * A recurrent layer over all steps, or over all from the last to the first: a sequence then comes in
 * the order in which it was made. Masked steps keep the state. The products of the kernel with every
 * step are made before the first.
 */
export function openRecurrent(
  spec: RecurrentSpec,
  weights: readonly Float32Array[],
  input: Stage,
): Pass {
  const { values, steps, width, seen } = input;
  const { units, goBackwards, returnSequences } = spec;
  const cell = openCell(spec, weights, width);
  const { kernel, state, bias } = cell;
  const given = new Float32Array(steps * kernel.stride);
  const out = returnSequences ? new Float32Array(steps * units) : state;
  return {
    output: {
      values: out,
      steps: returnSequences ? steps : 1,
      width: units,
      isSequence: returnSequences,
      seen: returnSequences ? seen : null,
    },
    run: () => {
      for (let step = 0; step < steps; step++) {
        addProduct(kernel, values, step * width, bias, 0, given, step * kernel.stride);
      }
      cell.reset();
      for (let turn = 0; turn < steps; turn++) {
        const step = goBackwards ? steps - 1 - turn : turn;
        if (seen === null || seen[step] === 1) cell.step(given, step * kernel.stride);
        if (returnSequences) {
          const to = turn * units;
          for (let j = 0; j < units; j++) out[to + j] = state[j] as number;
        }
      }
    },
  };
}

function merged(merge: Exclude<MergeMode, 'concat'>, a: number, b: number): number {
  if (merge === 'mul') return a * b;
  return merge === 'sum' ? a + b : (a + b) / 2;
}

/** Both directions of a layer (Schuster and Paliwal 1997), the second turned round before they meet. */
export function openBidirectional(
  { inner, merge }: Extract<LayerSpec, { kind: 'bidirectional' }>,
  weights: readonly Float32Array[],
  input: Stage,
): Pass {
  const half = weights.length / 2;
  const there = openRecurrent(inner, weights.slice(0, half), input);
  const opposite = { ...inner, goBackwards: !inner.goBackwards };
  const back = openRecurrent(opposite, weights.slice(half), input);
  const { steps, width: units, values: first } = there.output;
  const second = back.output.values;
  const width = merge === 'concat' ? 2 * units : units;
  const out = new Float32Array(steps * width);
  return {
    output: { ...there.output, values: out, width },
    run: () => {
      there.run();
      back.run();
      for (let step = 0; step < steps; step++) {
        const a = step * units;
        const b = (steps - 1 - step) * units;
        const to = step * width;
        for (let j = 0; j < units; j++) {
          const one = first[a + j] as number;
          const other = second[b + j] as number;
          if (merge === 'concat') {
            out[to + j] = one;
            out[to + units + j] = other;
          } else {
            out[to + j] = merged(merge, one, other);
          }
        }
      }
    },
  };
}
