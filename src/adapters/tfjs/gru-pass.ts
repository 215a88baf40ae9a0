import type { GruSpec } from '#core/models/layer-spec.ts';
import { at } from '#core/numeric/at.ts';
import * as tf from '@tensorflow/tfjs-core';
import { activated, backActivated } from './activations.ts';
import {
  biasesOf,
  biasSlopes,
  type CellRun,
  type CellSlopes,
  gatesOf,
  kernelSlopes,
  parted,
  plus,
  type Sequence,
  stepOrder,
  where,
  withBias,
} from './cell-pass.ts';

interface Step {
  readonly seen: tf.Tensor2D | undefined;
  readonly x: tf.Tensor2D;
  readonly hBefore: tf.Tensor2D;
  /** Gates after their activation. */
  readonly z: tf.Tensor2D;
  readonly r: tf.Tensor2D;
  readonly n: tf.Tensor2D;
  /** What the state gives to the candidate: reset after, h·U_n + c_n; before, r ∘ h. */
  readonly held: tf.Tensor2D;
}

export interface GruSaved {
  /** By the step's place in the window. */
  readonly steps: readonly Step[];
}

const GATES = 3;
const [Z, R, N] = [0, 1, 2];

/** Of the input and of the state: one row of biases, or two where the reset comes after. */
function biasRows({ resetAfter }: GruSpec, bias: tf.Tensor | undefined) {
  if (bias === undefined) return { input: [], state: [] };
  if (!resetAfter) return { input: biasesOf(bias, GATES), state: [] };
  const [input, state] = tf.unstack(bias) as [tf.Tensor1D, tf.Tensor1D];
  return { input: biasesOf(input, GATES), state: biasesOf(state, GATES) };
}

/**
 * Cho et al. 2014 in Keras' two ways; gates z r n, h' = z ∘ h + (1 − z) ∘ n. Masked steps hold h.
 */
export function gruForward(
  spec: GruSpec,
  backwards: boolean,
  weights: readonly tf.Tensor[],
  { steps: inputs, masks }: Sequence,
): CellRun<GruSaved> {
  const [kernel, recurrent, bias] = weights as [tf.Tensor2D, tf.Tensor2D, tf.Tensor?];
  const { activation, recurrentActivation: gate, units, resetAfter } = spec;
  const kernels = gatesOf(kernel, GATES);
  const recurrents = gatesOf(recurrent, GATES);
  const biases = biasRows(spec, bias);
  const states: tf.Tensor2D[] = [];
  const steps: Step[] = [];
  let h: tf.Tensor2D = tf.zeros([at(inputs, 0).shape[0], units]);
  for (const time of stepOrder(inputs.length, backwards)) {
    const x = at(inputs, time);
    const before = { seen: masks?.[time], x, hBefore: h };
    const given = (index: number): tf.Tensor2D =>
      withBias(tf.matMul(x, at(kernels, index)), biases.input[index]);
    const ofState = (state: tf.Tensor2D, index: number): tf.Tensor2D =>
      withBias(tf.matMul(state, at(recurrents, index)), biases.state[index]);
    const z: tf.Tensor2D = activated(tf.add(given(Z), ofState(h, Z)), gate);
    const r: tf.Tensor2D = activated(tf.add(given(R), ofState(h, R)), gate);
    const held: tf.Tensor2D = resetAfter ? ofState(h, N) : tf.mul(r, h);
    const heldSums: tf.Tensor2D = resetAfter ? tf.mul(r, held) : ofState(held, N);
    const n: tf.Tensor2D = activated(tf.add(given(N), heldSums), activation);
    steps[time] = { ...before, z, r, n, held };
    h = where(before.seen, tf.add(n, tf.mul(z, tf.sub(h, n))), h);
    states[time] = h;
  }
  return { states, saved: { steps } };
}

/** `slopes`: of the loss by each step's state, by place; undefined where the step's is unused. */
export function gruBackward(
  spec: GruSpec,
  backwards: boolean,
  weights: readonly tf.Tensor[],
  { steps }: GruSaved,
  slopes: readonly (tf.Tensor2D | undefined)[],
  wantsInput: boolean,
): CellSlopes {
  const [kernel, recurrent, bias] = weights as [tf.Tensor2D, tf.Tensor2D, tf.Tensor?];
  const { activation, recurrentActivation: gate, resetAfter } = spec;
  const turned = gatesOf(recurrent, GATES).map((part): tf.Tensor2D => tf.transpose(part));
  /** By the sums that enter the gates; where the reset comes after, the state's own of N. */
  const given: tf.Tensor2D[][] = [[], [], []];
  const ofState: tf.Tensor2D[] = [];
  let dh: tf.Tensor2D = tf.zeros(at(steps, 0).hBefore.shape);
  for (const time of stepOrder(steps.length, !backwards)) {
    const { seen, hBefore, z, r, n, held } = at(steps, time);
    const [fresh, past] = parted(seen, plus(dh, slopes[time]));
    const dz = backActivated(z, tf.mul(fresh, tf.sub(hBefore, n)), gate);
    const dn = backActivated(n, tf.sub(fresh, tf.mul(fresh, z)), activation);
    const dHeld: tf.Tensor2D = resetAfter ? tf.mul(dn, r) : tf.matMul(dn, at(turned, N));
    const dr = backActivated(r, resetAfter ? tf.mul(dn, held) : tf.mul(dHeld, hBefore), gate);
    [dz, dr, dn].forEach((slope, index) => {
      at(given, index)[time] = slope;
    });
    ofState[time] = resetAfter ? dHeld : dn;
    const byCandidate: tf.Tensor2D = resetAfter
      ? tf.matMul(dHeld, at(turned, N))
      : tf.mul(dHeld, r);
    const byGates = tf.add(tf.matMul(dz, at(turned, Z)), tf.matMul(dr, at(turned, R)));
    dh = plus(tf.add(tf.add(byGates, byCandidate), tf.mul(fresh, z)), past);
  }
  const before = steps.map(({ hBefore }) => hBefore);
  const inputs = steps.map(({ x }) => x);
  const candidates = resetAfter ? before : steps.map(({ held }) => held);
  const [dz, dr] = [at(given, Z), at(given, R)];
  const inputBias = tf.concat1d(given.map(biasSlopes));
  const stateBias = tf.concat1d([dz, dr, ofState].map(biasSlopes));
  const inwards = wantsInput ? tf.transpose(kernel) : null;
  return {
    weights: [
      tf.concat(
        given.map((d) => kernelSlopes(inputs, d)),
        1,
      ),
      tf.concat(
        [kernelSlopes(before, dz), kernelSlopes(before, dr), kernelSlopes(candidates, ofState)],
        1,
      ),
      ...(bias === undefined ? [] : [resetAfter ? tf.stack([inputBias, stateBias]) : inputBias]),
    ],
    steps:
      inwards === null
        ? null
        : steps.map((_, time) =>
            tf.matMul(
              tf.concat(
                given.map((d) => at(d, time)),
                1,
              ),
              inwards,
            ),
          ),
  };
}
