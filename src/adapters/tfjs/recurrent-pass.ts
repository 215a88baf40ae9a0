import type { LayerSpec, RecurrentSpec } from '#core/models/layer-spec.ts';
import { at } from '#core/numeric/at.ts';
import * as tf from '@tensorflow/tfjs-core';
import { type CellRun, type CellSlopes, type Sequence, stepOrder } from './cell-pass.ts';
import { gruBackward, gruForward, type GruSaved } from './gru-pass.ts';
import { lstmBackward, lstmForward, type LstmSaved } from './lstm-pass.ts';

type CellSaved = LstmSaved | GruSaved;
type Bidirectional = Extract<LayerSpec, { kind: 'bidirectional' }>;
type Weights = readonly tf.Tensor[];
type Steps = readonly tf.Tensor2D[];

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

/** What a direction hands on: all states, or the state after its last step alone. */
function handOn(way: Way, states: Steps): Steps {
  if (!way.spec.returnSequences) return [at(states, lastPlace(way))];
  return way.handed.map((time) => at(states, time));
}

function backward(way: Way, saved: CellSaved, handed: Steps, wantsInput: boolean): CellSlopes {
  const { spec, backwards, weights } = way;
  const slopes: (tf.Tensor2D | undefined)[] = way.handed.map(() => undefined);
  handed.forEach((slope, index) => {
    slopes[spec.returnSequences ? at(way.handed, index) : lastPlace(way)] = slope;
  });
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
): { readonly steps: Steps; readonly saved: RecurrentSaved } {
  const way = wayOf(spec, weights, sequence.steps.length);
  const { states, saved } = forward(way, sequence);
  return { steps: handOn(way, states), saved: { kind: 'recurrent', run: saved } };
}

export const recurrentBackward = (
  spec: RecurrentSpec,
  weights: Weights,
  { run }: RecurrentSaved,
  slopes: Steps,
  wantsInput: boolean,
): CellSlopes => backward(wayOf(spec, weights, run.steps.length), run, slopes, wantsInput);

export interface BidirectionalSaved {
  readonly kind: 'bidirectional';
  readonly runs: readonly [CellSaved, CellSaved];
  readonly outputs: readonly [Steps, Steps];
}

/** Both hand their steps on in the first one's order, as Keras has it. */
function bothWays({ inner }: Bidirectional, weights: Weights, length: number): readonly [Way, Way] {
  const half = weights.length / 2;
  const one = wayOf(inner, weights.slice(0, half), length);
  return [one, { ...one, backwards: !one.backwards, weights: weights.slice(half) }];
}

function merged({ merge }: Bidirectional, a: tf.Tensor2D, b: tf.Tensor2D): tf.Tensor2D {
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
  a: tf.Tensor2D,
  b: tf.Tensor2D,
  slope: tf.Tensor2D,
): readonly [tf.Tensor2D, tf.Tensor2D] {
  switch (merge) {
    case 'concat':
      return tf.split(slope, 2, -1) as [tf.Tensor2D, tf.Tensor2D];
    case 'sum':
      return [slope, slope];
    case 'mul':
      return [tf.mul(slope, b), tf.mul(slope, a)];
    case 'ave': {
      const half: tf.Tensor2D = tf.mul(slope, 0.5);
      return [half, half];
    }
  }
}

export function bidirectionalForward(
  layer: Bidirectional,
  weights: Weights,
  sequence: Sequence,
): { readonly steps: Steps; readonly saved: BidirectionalSaved } {
  const [one, other] = bothWays(layer, weights, sequence.steps.length);
  const runs = [forward(one, sequence), forward(other, sequence)] as const;
  const outputs = [handOn(one, runs[0].states), handOn(other, runs[1].states)] as const;
  return {
    steps: outputs[0].map((step, index) => merged(layer, step, at(outputs[1], index))),
    saved: { kind: 'bidirectional', runs: [runs[0].saved, runs[1].saved], outputs },
  };
}

export function bidirectionalBackward(
  layer: Bidirectional,
  weights: Weights,
  { runs, outputs }: BidirectionalSaved,
  slopes: Steps,
  wantsInput: boolean,
): CellSlopes {
  const [one, other] = bothWays(layer, weights, runs[0].steps.length);
  const pairs = slopes.map((slope, index) =>
    parted(layer, at(outputs[0], index), at(outputs[1], index), slope),
  );
  const first = backward(
    one,
    runs[0],
    pairs.map(([a]) => a),
    wantsInput,
  );
  const second = backward(
    other,
    runs[1],
    pairs.map(([, b]) => b),
    wantsInput,
  );
  const behind = second.steps;
  return {
    weights: [...first.weights, ...second.weights],
    steps:
      first.steps === null || behind === null
        ? null
        : first.steps.map((slope, index) => tf.add(slope, at(behind, index))),
  };
}
