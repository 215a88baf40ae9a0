import type { LayerSpec, RecurrentSpec } from '#core/models/layer-spec.ts';
import { at } from '#core/numeric/at.ts';
import * as tf from '@tensorflow/tfjs-core';
import { type CellRun, type CellSlopes, type Sequence, stepOrder } from './cell-pass.ts';
import { gruBackward, gruForward, type GruSaved } from './gru-pass.ts';
import { lstmBackward, lstmForward, type LstmSaved } from './lstm-pass.ts';

type CellSaved = LstmSaved | GruSaved;
type Bidirectional = Extract<LayerSpec, { kind: 'bidirectional' }>;
type Weights = readonly tf.Tensor[];

/** Slopes by the layer's weights, in their order, and by its input where it was asked for. */
export interface LayerSlopes {
  readonly weights: Weights;
  readonly x: tf.Tensor | null;
}

/** One direction of a recurrent layer. */
interface Way {
  readonly spec: RecurrentSpec;
  readonly backwards: boolean;
  readonly weights: Weights;
  /** Places of the steps in the order in which the layer hands them on. */
  readonly handed: readonly number[];
}

function forward(way: Way, sequence: Sequence): CellRun<CellSaved> {
  const { spec, backwards, weights } = way;
  return spec.kind === 'lstm'
    ? lstmForward(spec, backwards, weights, sequence)
    : gruForward(spec, backwards, weights, sequence);
}

const lastPlace = ({ backwards, handed }: Way): number => (backwards ? 0 : handed.length - 1);

/** What a direction hands on: all states, or the state after its last step. */
function handOn(way: Way, states: readonly tf.Tensor2D[]): tf.Tensor {
  if (!way.spec.returnSequences) return at(states, lastPlace(way));
  return tf.stack(way.handed.map((time) => at(states, time)));
}

function backward(way: Way, saved: CellSaved, slope: tf.Tensor, wantsInput: boolean): CellSlopes {
  const { spec, backwards, weights, handed } = way;
  const slopes: (tf.Tensor2D | undefined)[] = handed.map(() => undefined);
  if (spec.returnSequences) {
    tf.unstack(slope).forEach((part, index) => {
      slopes[at(handed, index)] = part as tf.Tensor2D;
    });
  } else {
    slopes[lastPlace(way)] = slope as tf.Tensor2D;
  }
  return spec.kind === 'lstm'
    ? lstmBackward(spec, backwards, weights, saved as LstmSaved, slopes, wantsInput)
    : gruBackward(spec, backwards, weights, saved as GruSaved, slopes, wantsInput);
}

const wayOf = (spec: RecurrentSpec, weights: Weights, length: number): Way => ({
  spec,
  backwards: spec.goBackwards,
  weights,
  handed: stepOrder(length, spec.goBackwards),
});

export interface RecurrentSaved {
  readonly kind: 'recurrent';
  readonly run: CellSaved;
}

export function recurrentForward(
  spec: RecurrentSpec,
  weights: Weights,
  sequence: Sequence,
): { readonly x: tf.Tensor; readonly saved: RecurrentSaved } {
  const way = wayOf(spec, weights, sequence.x.shape[0]);
  const { states, saved } = forward(way, sequence);
  return { x: handOn(way, states), saved: { kind: 'recurrent', run: saved } };
}

export const recurrentBackward = (
  spec: RecurrentSpec,
  weights: Weights,
  { run }: RecurrentSaved,
  slope: tf.Tensor,
  wantsInput: boolean,
): LayerSlopes => backward(wayOf(spec, weights, run.x.shape[0]), run, slope, wantsInput);

export interface BidirectionalSaved {
  readonly kind: 'bidirectional';
  readonly runs: readonly [CellSaved, CellSaved];
  readonly outputs: readonly [tf.Tensor, tf.Tensor];
}

/** Both hand their steps on in the first one's order, as Keras has it. */
function bothWays({ inner }: Bidirectional, weights: Weights, length: number): readonly [Way, Way] {
  const half = weights.length / 2;
  const one = wayOf(inner, weights.slice(0, half), length);
  return [one, { ...one, backwards: !one.backwards, weights: weights.slice(half) }];
}

function merged({ merge }: Bidirectional, a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  switch (merge) {
    case 'concat':
      return tf.concat([a, b], -1);
    case 'sum':
      return tf.add(a, b);
    case 'mul':
      return tf.mul(a, b);
    case 'ave':
      return tf.mul(tf.add(a, b), 0.5);
  }
}

function parted(
  { merge }: Bidirectional,
  [a, b]: readonly [tf.Tensor, tf.Tensor],
  slope: tf.Tensor,
): readonly [tf.Tensor, tf.Tensor] {
  switch (merge) {
    case 'concat':
      return tf.split(slope, 2, -1) as [tf.Tensor, tf.Tensor];
    case 'sum':
      return [slope, slope];
    case 'mul':
      return [tf.mul(slope, b), tf.mul(slope, a)];
    case 'ave': {
      const half = tf.mul(slope, 0.5);
      return [half, half];
    }
  }
}

export function bidirectionalForward(
  layer: Bidirectional,
  weights: Weights,
  sequence: Sequence,
): { readonly x: tf.Tensor; readonly saved: BidirectionalSaved } {
  const [one, other] = bothWays(layer, weights, sequence.x.shape[0]);
  const runs = [forward(one, sequence), forward(other, sequence)] as const;
  const outputs = [handOn(one, runs[0].states), handOn(other, runs[1].states)] as const;
  return {
    x: merged(layer, ...outputs),
    saved: { kind: 'bidirectional', runs: [runs[0].saved, runs[1].saved], outputs },
  };
}

export function bidirectionalBackward(
  layer: Bidirectional,
  weights: Weights,
  { runs, outputs }: BidirectionalSaved,
  slope: tf.Tensor,
  wantsInput: boolean,
): LayerSlopes {
  const [one, other] = bothWays(layer, weights, runs[0].x.shape[0]);
  const [a, b] = parted(layer, outputs, slope);
  const first = backward(one, runs[0], a, wantsInput);
  const second = backward(other, runs[1], b, wantsInput);
  return {
    weights: [...first.weights, ...second.weights],
    x: first.x === null || second.x === null ? null : tf.add(first.x, second.x),
  };
}
