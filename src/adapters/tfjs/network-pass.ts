import type { LayerSpec, RecurrentSpec } from '#core/models/layer-spec.ts';
import type { ModelShape } from '#core/models/training.ts';
import { at } from '#core/numeric/at.ts';
import { dropoutMask } from '#core/training/dropout-mask.ts';
import { type WeightPlace, weightPlaces } from '#core/training/weight-places.ts';
import * as tf from '@tensorflow/tfjs-core';
import { activated, backActivated } from './activations.ts';
import { biasSlopes, type CellSlopes, kernelSlopes, type Sequence, withBias } from './cell-pass.ts';
import {
  bidirectionalBackward,
  bidirectionalForward,
  type BidirectionalSaved,
  recurrentBackward,
  recurrentForward,
  type RecurrentSaved,
} from './recurrent-pass.ts';

type Steps = readonly tf.Tensor2D[];
type DenseSpec = Extract<LayerSpec, { kind: 'dense' }>;
type Bidirectional = Extract<LayerSpec, { kind: 'bidirectional' }>;

type Saved =
  | { readonly kind: 'factor'; readonly factors: Steps | null }
  | { readonly kind: 'dense'; readonly inputs: Steps; readonly outputs: Steps }
  | RecurrentSaved
  | BidirectionalSaved;

/** Everything the way back needs; plain data, so that `tf.tidy` and `tf.dispose` find its tensors. */
export interface ForwardPass {
  /** Sums before the last layer's activation, [batch, outputs]. */
  readonly sums: tf.Tensor2D;
  readonly saved: readonly Saved[];
}

/** A seed for each layer's dropout. */
export type DropoutSeeds = (layer: number) => number;

interface Handed {
  /** All steps of a sequence, or one after a layer that returns none. */
  readonly flow: Sequence;
  readonly saved: Saved;
}

function maskedForward(maskValue: number, { steps }: Sequence): Handed {
  const masks = steps.map((x) =>
    tf.cast<tf.Tensor2D>(tf.any(tf.notEqual(x, maskValue), -1, true), 'float32'),
  );
  return {
    flow: { steps: steps.map((x, index): tf.Tensor2D => tf.mul(x, at(masks, index))), masks },
    saved: { kind: 'factor', factors: masks },
  };
}

function dropoutForward(rate: number, flow: Sequence, seed: number | null): Handed {
  if (seed === null || rate === 0) return { flow, saved: { kind: 'factor', factors: null } };
  const { size, shape } = at(flow.steps, 0);
  const all = dropoutMask(size * flow.steps.length, rate, seed);
  const factors = flow.steps.map((_, index) =>
    tf.tensor2d(all.slice(index * size, (index + 1) * size), shape),
  );
  const steps = flow.steps.map((x, index): tf.Tensor2D => tf.mul(x, at(factors, index)));
  return { flow: { ...flow, steps }, saved: { kind: 'factor', factors } };
}

function denseForward(layer: DenseSpec, weights: readonly tf.Tensor[], flow: Sequence): Handed {
  const [kernel, bias] = weights as [tf.Tensor2D, tf.Tensor1D?];
  const outputs = flow.steps.map((x) =>
    activated(withBias(tf.matMul(x, kernel), bias), layer.activation),
  );
  return {
    flow: { ...flow, steps: outputs },
    saved: { kind: 'dense', inputs: flow.steps, outputs },
  };
}

function forwardLayer(
  layer: LayerSpec,
  weights: readonly tf.Tensor[],
  flow: Sequence,
  seed: number | null,
): Handed {
  switch (layer.kind) {
    case 'masking':
      return maskedForward(layer.maskValue, flow);
    case 'dropout':
      return dropoutForward(layer.rate, flow, seed);
    case 'dense':
      return denseForward(layer, weights, flow);
    case 'lstm':
    case 'gru': {
      const { steps, saved } = recurrentForward(layer, weights, flow);
      return { flow: { ...flow, steps }, saved };
    }
    case 'bidirectional': {
      const { steps, saved } = bidirectionalForward(layer, weights, flow);
      return { flow: { ...flow, steps }, saved };
    }
  }
}

function denseBackward(
  { activation }: DenseSpec,
  [kernel, bias]: readonly tf.Tensor[],
  { inputs, outputs }: Extract<Saved, { kind: 'dense' }>,
  slopes: Steps,
  wantsInput: boolean,
): CellSlopes {
  const sums = slopes.map((slope, index) => backActivated(at(outputs, index), slope, activation));
  const inwards = wantsInput ? tf.transpose(kernel as tf.Tensor2D) : null;
  return {
    weights: [kernelSlopes(inputs, sums), ...(bias === undefined ? [] : [biasSlopes(sums)])],
    steps: inwards === null ? null : sums.map((d) => tf.matMul(d, inwards)),
  };
}

function backwardLayer(
  layer: LayerSpec,
  weights: readonly tf.Tensor[],
  saved: Saved,
  slopes: Steps,
  wantsInput: boolean,
): CellSlopes {
  switch (saved.kind) {
    case 'factor': {
      const { factors } = saved;
      if (factors === null) return { weights: [], steps: slopes };
      return { weights: [], steps: slopes.map((d, index) => tf.mul(d, at(factors, index))) };
    }
    case 'dense':
      return denseBackward(layer as DenseSpec, weights, saved, slopes, wantsInput);
    case 'recurrent':
      return recurrentBackward(layer as RecurrentSpec, weights, saved, slopes, wantsInput);
    case 'bidirectional':
      return bidirectionalBackward(layer as Bidirectional, weights, saved, slopes, wantsInput);
  }
}

export interface NetworkPass {
  readonly places: readonly WeightPlace[];
  /** `steps` are [batch, features], one a step; without seeds there is no dropout. */
  forward(weights: readonly tf.Tensor[], steps: Steps, seeds: DropoutSeeds | null): ForwardPass;
  /** One row of slopes by the trained weights, place after place, from slopes by the sums. */
  backward(
    weights: readonly tf.Tensor[],
    pass: ForwardPass,
    slopes: tf.Tensor2D,
    trained: readonly WeightPlace[],
  ): tf.Tensor1D;
}

/** A sequential network there and back. Neither way tidies up: the caller does. */
export function networkPass(shape: ModelShape): NetworkPass {
  const places = weightPlaces(shape);
  // The loss takes the sums: log of a softmax loses what log-softmax keeps.
  const layers = shape.layers.map((layer, index): LayerSpec => {
    const isLast = index === shape.layers.length - 1;
    return isLast && layer.kind === 'dense' ? { ...layer, activation: 'linear' } : layer;
  });
  const ofLayer = (weights: readonly tf.Tensor[], layer: number): readonly tf.Tensor[] =>
    weights.filter((_, index) => at(places, index).layer === layer);

  return {
    places,
    forward(weights, steps, seeds) {
      let flow: Sequence = { steps, masks: null };
      const saved = layers.map((layer, index) => {
        const seed = seeds === null ? null : seeds(index);
        const done = forwardLayer(layer, ofLayer(weights, index), flow, seed);
        flow = done.flow;
        return done.saved;
      });
      return { sums: at(flow.steps, 0), saved };
    },
    backward(weights, pass, slopes, trained) {
      const first = Math.min(...trained.map(({ layer }) => layer));
      const found: tf.Tensor[][] = layers.map(() => []);
      let slope: Steps = [slopes];
      for (let index = layers.length - 1; index >= first; index--) {
        const own = ofLayer(weights, index);
        const done = backwardLayer(
          at(layers, index),
          own,
          at(pass.saved, index),
          slope,
          index > first,
        );
        found[index] = [...done.weights];
        if (done.steps !== null) slope = done.steps;
      }
      const wanted = new Set(trained.map(({ layer }) => layer));
      return tf.concat(
        found.flatMap((tensors, layer) =>
          wanted.has(layer) ? tensors.map((t): tf.Tensor1D => tf.reshape(t, [-1])) : [],
        ),
        0,
      );
    },
  };
}
