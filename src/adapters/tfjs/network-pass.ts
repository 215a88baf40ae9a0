import type { LayerSpec, RecurrentSpec } from '#core/models/layer-spec.ts';
import type { ModelShape } from '#core/models/training.ts';
import { at } from '#core/numeric/at.ts';
import { dropoutMask } from '#core/training/dropout-mask.ts';
import { type WeightPlace, weightPlaces } from '#core/training/weight-places.ts';
import * as tf from '@tensorflow/tfjs-core';
import { activated, backActivated } from './activations.ts';
import type { Sequence } from './cell-pass.ts';
import {
  bidirectionalBackward,
  bidirectionalForward,
  type BidirectionalSaved,
  type LayerSlopes,
  recurrentBackward,
  recurrentForward,
  type RecurrentSaved,
} from './recurrent-pass.ts';

/** Between layers: [length, batch, width] while there are steps, then [batch, width]. */
interface Flow {
  readonly x: tf.Tensor;
  readonly mask: tf.Tensor3D | null;
}

type Bidirectional = Extract<LayerSpec, { kind: 'bidirectional' }>;

type Saved =
  | { readonly kind: 'masking' | 'dropout'; readonly factor: tf.Tensor | null }
  | { readonly kind: 'dense'; readonly x: tf.Tensor2D; readonly y: tf.Tensor2D }
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

const flat = (x: tf.Tensor): tf.Tensor2D => tf.reshape(x, [-1, x.shape.at(-1) ?? 1]);

const sequenceOf = ({ x, mask }: Flow): Sequence => ({ x: x as tf.Tensor3D, mask });

function forwardLayer(
  layer: LayerSpec,
  weights: readonly tf.Tensor[],
  flow: Flow,
  seed: number | null,
): { readonly flow: Flow; readonly saved: Saved } {
  switch (layer.kind) {
    case 'masking': {
      const mask = tf.cast<tf.Tensor3D>(
        tf.any(tf.notEqual(flow.x, layer.maskValue), -1, true),
        'float32',
      );
      return { flow: { x: tf.mul(flow.x, mask), mask }, saved: { kind: 'masking', factor: mask } };
    }
    case 'dropout': {
      if (seed === null || layer.rate === 0) {
        return { flow, saved: { kind: 'dropout', factor: null } };
      }
      const factor = tf.tensor(dropoutMask(flow.x.size, layer.rate, seed), flow.x.shape);
      return { flow: { ...flow, x: tf.mul(flow.x, factor) }, saved: { kind: 'dropout', factor } };
    }
    case 'dense': {
      const [kernel, bias] = weights as [tf.Tensor2D, tf.Tensor1D | undefined];
      const x = flat(flow.x);
      const sums: tf.Tensor2D = tf.matMul(x, kernel);
      const all: tf.Tensor2D = bias === undefined ? sums : tf.add(sums, bias);
      const y = activated(all, layer.activation);
      const shape = [...flow.x.shape.slice(0, -1), layer.units];
      return { flow: { ...flow, x: tf.reshape(y, shape) }, saved: { kind: 'dense', x, y } };
    }
    case 'lstm':
    case 'gru': {
      const { x, saved } = recurrentForward(layer, weights, sequenceOf(flow));
      return { flow: { ...flow, x }, saved };
    }
    case 'bidirectional': {
      const { x, saved } = bidirectionalForward(layer, weights, sequenceOf(flow));
      return { flow: { ...flow, x }, saved };
    }
  }
}

function backwardLayer(
  layer: LayerSpec,
  weights: readonly tf.Tensor[],
  saved: Saved,
  slope: tf.Tensor,
  wantsInput: boolean,
): LayerSlopes {
  switch (saved.kind) {
    case 'masking':
    case 'dropout':
      return { weights: [], x: saved.factor === null ? slope : tf.mul(slope, saved.factor) };
    case 'dense': {
      const { activation } = layer as Extract<LayerSpec, { kind: 'dense' }>;
      const [kernel, bias] = weights as [tf.Tensor2D, tf.Tensor1D | undefined];
      const d = backActivated(saved.y, flat(slope), activation);
      const x = wantsInput
        ? tf.reshape(tf.matMul(d, tf.transpose(kernel)), [
            ...slope.shape.slice(0, -1),
            kernel.shape[0],
          ])
        : null;
      const ofKernel = tf.matMul(tf.transpose(saved.x), d);
      return { weights: [ofKernel, ...(bias === undefined ? [] : [tf.sum(d, 0)])], x };
    }
    case 'recurrent':
      return recurrentBackward(layer as RecurrentSpec, weights, saved, slope, wantsInput);
    case 'bidirectional':
      return bidirectionalBackward(layer as Bidirectional, weights, saved, slope, wantsInput);
  }
}

export interface NetworkPass {
  readonly places: readonly WeightPlace[];
  /** `x` is [length, batch, features]; without seeds there is no dropout. */
  forward(weights: readonly tf.Tensor[], x: tf.Tensor3D, seeds: DropoutSeeds | null): ForwardPass;
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
    forward(weights, x, seeds) {
      let flow: Flow = { x, mask: null };
      const saved = layers.map((layer, index) => {
        const seed = seeds === null ? null : seeds(index);
        const done = forwardLayer(layer, ofLayer(weights, index), flow, seed);
        flow = done.flow;
        return done.saved;
      });
      return { sums: flow.x as tf.Tensor2D, saved };
    },
    backward(weights, pass, slopes, trained) {
      const first = Math.min(...trained.map(({ layer }) => layer));
      const found: tf.Tensor[][] = layers.map(() => []);
      let slope: tf.Tensor = slopes;
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
        if (done.x !== null) slope = done.x;
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
