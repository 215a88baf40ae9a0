import type { LstmSpec } from '#core/models/layer-spec.ts';
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
  readonly cBefore: tf.Tensor2D;
  /** Gates after their activation. */
  readonly i: tf.Tensor2D;
  readonly f: tf.Tensor2D;
  readonly g: tf.Tensor2D;
  readonly o: tf.Tensor2D;
  /** The activation of the new cell. */
  readonly out: tf.Tensor2D;
}

export interface LstmSaved {
  /** By the step's place in the window. */
  readonly steps: readonly Step[];
}

const GATES = 4;
const [I, F, G, O] = [0, 1, 2, 3];

/**
 * Hochreiter & Schmidhuber 1997 with forget gates, as Keras has it: gates i f c o. Masked steps
 * hold state and cell.
 */
export function lstmForward(
  spec: LstmSpec,
  backwards: boolean,
  weights: readonly tf.Tensor[],
  { steps: inputs, masks }: Sequence,
): CellRun<LstmSaved> {
  const [kernel, recurrent, bias] = weights as [tf.Tensor2D, tf.Tensor2D, tf.Tensor1D?];
  const { activation, recurrentActivation: gate, units } = spec;
  const kernels = gatesOf(kernel, GATES);
  const recurrents = gatesOf(recurrent, GATES);
  const biases = bias === undefined ? [] : biasesOf(bias, GATES);
  const states: tf.Tensor2D[] = [];
  const steps: Step[] = [];
  const batch = at(inputs, 0).shape[0];
  let h: tf.Tensor2D = tf.zeros([batch, units]);
  let c: tf.Tensor2D = tf.zeros([batch, units]);
  for (const time of stepOrder(inputs.length, backwards)) {
    const x = at(inputs, time);
    const before = { seen: masks?.[time], x, hBefore: h, cBefore: c };
    const sums = (index: number): tf.Tensor2D =>
      tf.add(
        withBias(tf.matMul(x, at(kernels, index)), biases[index]),
        tf.matMul(before.hBefore, at(recurrents, index)),
      );
    const i = activated(sums(I), gate);
    const f = activated(sums(F), gate);
    const g = activated(sums(G), activation);
    const o = activated(sums(O), gate);
    const fresh: tf.Tensor2D = tf.add(tf.mul(f, c), tf.mul(i, g));
    const out = activated(fresh, activation);
    steps[time] = { ...before, i, f, g, o, out };
    h = where(before.seen, tf.mul(o, out), h);
    c = where(before.seen, fresh, c);
    states[time] = h;
  }
  return { states, saved: { steps } };
}

/** `slopes`: of the loss by each step's state, by place; undefined where the step's is unused. */
export function lstmBackward(
  spec: LstmSpec,
  backwards: boolean,
  weights: readonly tf.Tensor[],
  { steps }: LstmSaved,
  slopes: readonly (tf.Tensor2D | undefined)[],
  wantsInput: boolean,
): CellSlopes {
  const [kernel, recurrent, bias] = weights as [tf.Tensor2D, tf.Tensor2D, tf.Tensor1D?];
  const { activation, recurrentActivation: gate } = spec;
  const turned = tf.transpose(recurrent);
  const sums: tf.Tensor2D[] = [];
  const state = at(steps, 0).hBefore.shape;
  let dh: tf.Tensor2D = tf.zeros(state);
  let dc: tf.Tensor2D = tf.zeros(state);
  for (const time of stepOrder(steps.length, !backwards)) {
    const { seen, cBefore, i, f, g, o, out } = at(steps, time);
    const [dhFresh, dhPast] = parted(seen, plus(dh, slopes[time]));
    const [dcFresh, dcPast] = parted(seen, dc);
    const dCell = tf.add(dcFresh, backActivated(out, tf.mul(dhFresh, o), activation));
    const dSums: tf.Tensor2D = tf.concat(
      [
        backActivated(i, tf.mul(dCell, g), gate),
        backActivated(f, tf.mul(dCell, cBefore), gate),
        backActivated(g, tf.mul(dCell, i), activation),
        backActivated(o, tf.mul(dhFresh, out), gate),
      ],
      1,
    );
    sums[time] = dSums;
    dh = plus(tf.matMul(dSums, turned), dhPast);
    dc = plus(tf.mul(dCell, f), dcPast);
  }
  const inwards = wantsInput ? tf.transpose(kernel) : null;
  return {
    weights: [
      kernelSlopes(
        steps.map(({ x }) => x),
        sums,
      ),
      kernelSlopes(
        steps.map(({ hBefore }) => hBefore),
        sums,
      ),
      ...(bias === undefined ? [] : [biasSlopes(sums)]),
    ],
    steps: inwards === null ? null : sums.map((d) => tf.matMul(d, inwards)),
  };
}
