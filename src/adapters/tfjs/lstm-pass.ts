import type { LstmSpec } from '#core/models/layer-spec.ts';
import { at } from '#core/numeric/at.ts';
import * as tf from '@tensorflow/tfjs-core';
import { activated, backActivated } from './activations.ts';
import {
  type CellRun,
  type CellSlopes,
  givenSums,
  kernelSlopes,
  parted,
  plus,
  rows,
  type Sequence,
  stepOrder,
  where,
} from './cell-pass.ts';

interface Step {
  readonly seen: tf.Tensor2D | undefined;
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
  readonly x: tf.Tensor3D;
  /** By the step's place in the window. */
  readonly steps: readonly Step[];
}

type Gates = [tf.Tensor2D, tf.Tensor2D, tf.Tensor2D, tf.Tensor2D];

/**
 * Hochreiter & Schmidhuber 1997 with forget gates, as Keras has it: gates i f c o. Masked steps
 * hold state and cell.
 */
export function lstmForward(
  spec: LstmSpec,
  backwards: boolean,
  weights: readonly tf.Tensor[],
  { x, mask }: Sequence,
): CellRun<LstmSaved> {
  const [kernel, recurrent, bias = null] = weights as [tf.Tensor2D, tf.Tensor2D, tf.Tensor1D?];
  const { activation, recurrentActivation: gate, units } = spec;
  const [length, batch] = x.shape;
  const given = givenSums(x, kernel, bias);
  const seen = mask === null ? [] : tf.unstack(mask);
  const states: tf.Tensor2D[] = [];
  const steps: Step[] = [];
  let h: tf.Tensor2D = tf.zeros([batch, units]);
  let c: tf.Tensor2D = tf.zeros([batch, units]);
  for (const time of stepOrder(length, backwards)) {
    const sums = tf.add(at(given, time), tf.matMul(h, recurrent));
    const [zi, zf, zg, zo] = tf.split(sums, 4, 1) as Gates;
    const i = activated(zi, gate);
    const f = activated(zf, gate);
    const g = activated(zg, activation);
    const o = activated(zo, gate);
    const fresh: tf.Tensor2D = tf.add(tf.mul(f, c), tf.mul(i, g));
    const out = activated(fresh, activation);
    const step = { seen: seen[time] as tf.Tensor2D | undefined, hBefore: h, cBefore: c };
    steps[time] = { ...step, i, f, g, o, out };
    h = where(step.seen, tf.mul(o, out), h);
    c = where(step.seen, fresh, c);
    states[time] = h;
  }
  return { states, saved: { x, steps } };
}

/** `slopes`: of the loss by each step's state, by place; undefined where the step's is unused. */
export function lstmBackward(
  spec: LstmSpec,
  backwards: boolean,
  weights: readonly tf.Tensor[],
  { x, steps }: LstmSaved,
  slopes: readonly (tf.Tensor2D | undefined)[],
  wantsInput: boolean,
): CellSlopes {
  const [kernel, recurrent, bias] = weights as [tf.Tensor2D, tf.Tensor2D, tf.Tensor1D?];
  const { activation, recurrentActivation: gate, units } = spec;
  const [length, batch] = x.shape;
  const turned = tf.transpose(recurrent);
  const sums: tf.Tensor2D[] = [];
  let dh: tf.Tensor2D = tf.zeros([batch, units]);
  let dc: tf.Tensor2D = tf.zeros([batch, units]);
  for (const time of stepOrder(length, !backwards)) {
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
  const all: tf.Tensor2D = tf.concat(sums, 0);
  const before: tf.Tensor2D = tf.concat(
    steps.map((step) => step.hBefore),
    0,
  );
  return {
    weights: [
      kernelSlopes(rows(x), all),
      kernelSlopes(before, all),
      ...(bias === undefined ? [] : [tf.sum(all, 0)]),
    ],
    x: wantsInput ? tf.reshape(tf.matMul(all, tf.transpose(kernel)), x.shape) : null,
  };
}
