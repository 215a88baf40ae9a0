import type { GruSpec } from '#core/models/layer-spec.ts';
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
  /** Gates after their activation. */
  readonly z: tf.Tensor2D;
  readonly r: tf.Tensor2D;
  readonly n: tf.Tensor2D;
  /** What the state gives to the candidate: reset after, h·U_n + c_n; before, r ∘ h. */
  readonly held: tf.Tensor2D;
}

export interface GruSaved {
  readonly x: tf.Tensor3D;
  /** By the step's place in the window. */
  readonly steps: readonly Step[];
}

interface Parts {
  readonly kernel: tf.Tensor2D;
  /** Of z and r, and of the candidate. */
  readonly gates: tf.Tensor2D;
  readonly candidate: tf.Tensor2D;
  readonly recurrent: tf.Tensor2D;
  readonly inputBias: tf.Tensor1D | null;
  readonly stateBias: tf.Tensor1D | null;
}

function partsOf({ units, resetAfter }: GruSpec, weights: readonly tf.Tensor[]): Parts {
  const [kernel, recurrent, bias] = weights as [tf.Tensor2D, tf.Tensor2D, tf.Tensor?];
  const [gates, candidate] = tf.split(recurrent, [2 * units, units], 1) as [
    tf.Tensor2D,
    tf.Tensor2D,
  ];
  const [inputBias = null, stateBias = null] =
    bias === undefined
      ? []
      : resetAfter
        ? (tf.unstack(bias) as tf.Tensor1D[])
        : [bias as tf.Tensor1D];
  return { kernel, recurrent, gates, candidate, inputBias, stateBias };
}

type Pair = [tf.Tensor2D, tf.Tensor2D];
type Triple = [tf.Tensor2D, tf.Tensor2D, tf.Tensor2D];

/**
 * Cho et al. 2014 in Keras' two ways; gates z r n, h' = z ∘ h + (1 − z) ∘ n. Masked steps hold h.
 */
export function gruForward(
  spec: GruSpec,
  backwards: boolean,
  weights: readonly tf.Tensor[],
  { x, mask }: Sequence,
): CellRun<GruSaved> {
  const { activation, recurrentActivation: gate, units, resetAfter } = spec;
  const { kernel, recurrent, gates, candidate, inputBias, stateBias } = partsOf(spec, weights);
  const [length, batch] = x.shape;
  const given = givenSums(x, kernel, inputBias);
  const seen = mask === null ? [] : tf.unstack(mask);
  const states: tf.Tensor2D[] = [];
  const steps: Step[] = [];
  let h: tf.Tensor2D = tf.zeros([batch, units]);
  for (const time of stepOrder(length, backwards)) {
    const [xz, xr, xn] = tf.split(at(given, time), 3, 1) as Triple;
    let z: tf.Tensor2D, r: tf.Tensor2D, n: tf.Tensor2D, held: tf.Tensor2D;
    if (resetAfter) {
      const own = tf.matMul(h, recurrent);
      const sums = stateBias === null ? own : tf.add(own, stateBias);
      const [hz, hr, hn] = tf.split(sums, 3, 1) as Triple;
      z = activated(tf.add(xz, hz), gate);
      r = activated(tf.add(xr, hr), gate);
      held = hn;
      n = activated(tf.add(xn, tf.mul(r, held)), activation);
    } else {
      const [hz, hr] = tf.split(tf.matMul(h, gates), 2, 1) as Pair;
      z = activated(tf.add(xz, hz), gate);
      r = activated(tf.add(xr, hr), gate);
      held = tf.mul(r, h);
      n = activated(tf.add(xn, tf.matMul(held, candidate)), activation);
    }
    const own = seen[time] as tf.Tensor2D | undefined;
    steps[time] = { seen: own, hBefore: h, z, r, n, held };
    h = where(own, tf.add(n, tf.mul(z, tf.sub(h, n))), h);
    states[time] = h;
  }
  return { states, saved: { x, steps } };
}

/** `slopes`: of the loss by each step's state, by place; undefined where the step's is unused. */
export function gruBackward(
  spec: GruSpec,
  backwards: boolean,
  weights: readonly tf.Tensor[],
  { x, steps }: GruSaved,
  slopes: readonly (tf.Tensor2D | undefined)[],
  wantsInput: boolean,
): CellSlopes {
  const { activation, recurrentActivation: gate, units, resetAfter } = spec;
  const { kernel, recurrent, gates, candidate, inputBias } = partsOf(spec, weights);
  const turned = {
    all: tf.transpose(recurrent),
    gates: tf.transpose(gates),
    candidate: tf.transpose(candidate),
  };
  const [length, batch] = x.shape;
  const given: tf.Tensor2D[] = [];
  const own: tf.Tensor2D[] = [];
  let dh: tf.Tensor2D = tf.zeros([batch, units]);
  for (const time of stepOrder(length, !backwards)) {
    const { seen, hBefore, z, r, n, held } = at(steps, time);
    const [fresh, past] = parted(seen, plus(dh, slopes[time]));
    const dz = backActivated(z, tf.mul(fresh, tf.sub(hBefore, n)), gate);
    const dn = backActivated(n, tf.sub(fresh, tf.mul(fresh, z)), activation);
    const direct = plus(tf.mul(fresh, z), past);
    if (resetAfter) {
      const dr = backActivated(r, tf.mul(dn, held), gate);
      const sums: tf.Tensor2D = tf.concat([dz, dr, tf.mul(dn, r)], 1);
      given[time] = tf.concat([dz, dr, dn], 1);
      own[time] = sums;
      dh = plus(tf.matMul(sums, turned.all), direct);
    } else {
      const dHeld: tf.Tensor2D = tf.matMul(dn, turned.candidate);
      const dr = backActivated(r, tf.mul(dHeld, hBefore), gate);
      const dGates: tf.Tensor2D = tf.concat([dz, dr], 1);
      given[time] = tf.concat([dz, dr, dn], 1);
      dh = plus(tf.add(tf.matMul(dGates, turned.gates), tf.mul(dHeld, r)), direct);
    }
  }
  const all: tf.Tensor2D = tf.concat(given, 0);
  const joined = (of: (step: Step) => tf.Tensor2D): tf.Tensor2D => tf.concat(steps.map(of), 0);
  const before = joined((step) => step.hBefore);
  const input = kernelSlopes(rows(x), all);
  const wanted: tf.Tensor3D | null = wantsInput
    ? tf.reshape(tf.matMul(all, tf.transpose(kernel)), x.shape)
    : null;
  if (resetAfter) {
    const state: tf.Tensor2D = tf.concat(own, 0);
    const bias = inputBias === null ? [] : [tf.stack([tf.sum(all, 0), tf.sum(state, 0)])];
    return { weights: [input, kernelSlopes(before, state), ...bias], x: wanted };
  }
  const [dGates, dn] = tf.split(all, [2 * units, units], 1) as Pair;
  const ofState = tf.concat(
    [
      kernelSlopes(before, dGates),
      kernelSlopes(
        joined((step) => step.held),
        dn,
      ),
    ],
    1,
  );
  const bias = inputBias === null ? [] : [tf.sum(all, 0)];
  return { weights: [input, ofState, ...bias], x: wanted };
}
