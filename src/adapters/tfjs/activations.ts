import type { Activation } from '#core/models/layer-spec.ts';
import * as tf from '@tensorflow/tfjs-core';

const SLOPE = { hard_sigmoid_5: 1 / 5, hard_sigmoid_6: 1 / 6 } as const;

export function activated<T extends tf.Tensor>(x: T, activation: Activation): T {
  switch (activation) {
    case 'linear':
      return x;
    case 'hard_sigmoid_5':
    case 'hard_sigmoid_6':
      return tf.clipByValue(tf.add(tf.mul(x, SLOPE[activation]), 0.5), 0, 1);
    default:
      return tf[activation](x);
  }
}

const between = (y: tf.Tensor): tf.Tensor =>
  tf.cast(tf.logicalAnd(tf.greater(y, 0), tf.less(y, 1)), 'float32');

/** The slope by what went into the activation, from the slope `dy` by its outcome `y`. */
export function backActivated<T extends tf.Tensor>(y: T, dy: T, activation: Activation): T {
  switch (activation) {
    case 'linear':
      return dy;
    case 'relu':
      return tf.mul(dy, tf.step(y));
    case 'tanh':
      return tf.mul(dy, tf.sub(1, tf.square(y)));
    case 'sigmoid':
      return tf.mul(dy, tf.mul(y, tf.sub(1, y)));
    case 'softmax':
      return tf.mul(y, tf.sub(dy, tf.sum(tf.mul(y, dy), -1, true)));
    case 'hard_sigmoid_5':
    case 'hard_sigmoid_6':
      return tf.mul(dy, tf.mul(between(y), SLOPE[activation]));
  }
}
