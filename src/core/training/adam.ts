import type { WeightPlace } from './weight-places.ts';

const BETA_1 = 0.9;
const BETA_2 = 0.999;
/** Keras' and tfjs' own; the paper has 1e-8. */
const EPSILON = 1e-7;

/** Moments of the trained weights, place after place. */
export interface AdamState {
  steps: number;
  readonly first: Float32Array<ArrayBuffer>;
  readonly second: Float32Array<ArrayBuffer>;
}

export const freshAdam = (size: number): AdamState => ({
  steps: 0,
  first: new Float32Array(size),
  second: new Float32Array(size),
});

export interface AdamSettings {
  readonly learningRate: number;
  /** Largest norm of all gradients together; null: as they come. */
  readonly clipNorm: number | null;
  /** A step takes this share of the learning rate off each weight. */
  readonly weightDecay: number;
}

function shrinkage(gradients: Float32Array, clipNorm: number | null): number {
  if (clipNorm === null) return 1;
  let squares = 0;
  for (let i = 0; i < gradients.length; i++) squares += (gradients[i] as number) ** 2;
  return Math.min(1, clipNorm / Math.sqrt(squares));
}

/**
 * One step, in place: Adam (Kingma & Ba, ICLR 2015, algorithm 1) with decoupled decay (Loshchilov &
 * Hutter, ICLR 2019, algorithm 2). `gradients` are those of `trained`, place after place; other
 * weights stay. Arithmetic is the same on every machine.
 */
export function adamStep(
  weights: Float32Array,
  gradients: Float32Array,
  trained: readonly WeightPlace[],
  state: AdamState,
  { learningRate, clipNorm, weightDecay }: AdamSettings,
): void {
  const { first, second } = state;
  state.steps++;
  const scale = shrinkage(gradients, clipNorm);
  const firstBias = 1 - BETA_1 ** state.steps;
  const secondBias = 1 - BETA_2 ** state.steps;
  const keep = 1 - learningRate * weightDecay;
  let from = 0;
  for (const { start, size } of trained) {
    for (let i = 0; i < size; i++) {
      const gradient = (gradients[from + i] as number) * scale;
      const m = BETA_1 * (first[from + i] as number) + (1 - BETA_1) * gradient;
      const v = BETA_2 * (second[from + i] as number) + (1 - BETA_2) * gradient * gradient;
      first[from + i] = m;
      second[from + i] = v;
      const move = m / firstBias / (Math.sqrt(v / secondBias) + EPSILON);
      weights[start + i] = (weights[start + i] as number) * keep - learningRate * move;
    }
    from += size;
  }
}
