import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';

export type GruActivation = 'linear' | 'relu' | 'sigmoid' | 'softmax' | 'tanh' | 'hardSigmoid';

export interface ResetAfterGruConfig {
  readonly name: string;
  /** Steps and features, where it is the first layer. */
  readonly inputShape?: [number | null, number];
  readonly units: number;
  readonly activation: GruActivation;
  readonly recurrentActivation: GruActivation;
  readonly useBias: boolean;
  readonly returnSequences: boolean;
  readonly goBackwards: boolean;
  /** Names of first weights' makers have no place in a finished model's description. */
  readonly kernelInitializer?: Initializer;
  readonly recurrentInitializer?: Initializer;
}

type Weight = ReturnType<tfl.layers.Layer['addWeight']>;
type Initializer = ReturnType<typeof tfl.initializers.zeros>;

function activate(x: tf.Tensor2D, activation: GruActivation): tf.Tensor2D {
  switch (activation) {
    case 'linear':
      return x;
    case 'hardSigmoid':
      return tf.clipByValue(tf.add(tf.mul(x, 0.2), 0.5), 0, 1);
    default:
      return tf[activation](x);
  }
}

/**
 * Keras' GRU with `reset_after`, which tfjs lacks (Cho et al. 2014, variant 1; keras.io, GRU):
 * z = σ(xW_z + b_z + hU_z + c_z), r alike, n = tanh(xW_n + b_n + r ∘ (hU_n + c_n)),
 * h' = z ∘ h + (1 - z) ∘ n. Gates in order z r n, biases [2, 3u]: b, then c. Masked steps keep h.
 */
export class ResetAfterGru extends tfl.layers.Layer {
  static readonly className = 'HeedResetAfterGru';
  readonly returnSequences: boolean;
  readonly returnState = false;
  readonly #config: ResetAfterGruConfig;
  #kernel: Weight | undefined;
  #recurrentKernel: Weight | undefined;
  #bias: Weight | undefined;

  constructor(config: ResetAfterGruConfig) {
    const { name, inputShape } = config;
    super({ name, ...(inputShape === undefined ? {} : { inputShape }) });
    // Bidirectional turns the same object round for its backward layer.
    this.#config = { ...config };
    this.returnSequences = config.returnSequences;
    this.supportsMasking = true;
  }

  override build(inputShape: tfl.Shape): void {
    const width = inputShape.at(-1) ?? 1;
    const { units, useBias } = this.#config;
    const zeros = tfl.initializers.zeros();
    const { kernelInitializer = zeros, recurrentInitializer = zeros } = this.#config;
    this.#kernel = this.addWeight('kernel', [width, 3 * units], 'float32', kernelInitializer);
    this.#recurrentKernel = this.addWeight(
      'recurrent_kernel',
      [units, 3 * units],
      'float32',
      recurrentInitializer,
    );
    if (useBias) this.#bias = this.addWeight('bias', [2, 3 * units], 'float32', zeros);
    this.built = true;
  }

  override computeOutputShape(inputShape: tfl.Shape): tfl.Shape {
    const [batch = null, steps = null] = inputShape;
    const { units } = this.#config;
    return this.returnSequences ? [batch, steps, units] : [batch, units];
  }

  override computeMask(_: tf.Tensor | tf.Tensor[], mask?: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const own = Array.isArray(mask) ? mask[0] : mask;
    // Keras and tfjs say "no mask" by null, which the library's type leaves out.
    return (this.returnSequences ? own : null) as tf.Tensor;
  }

  #biases(): readonly [tf.Tensor, tf.Tensor] {
    if (this.#bias === undefined) return [tf.scalar(0), tf.scalar(0)];
    const [input, state] = tf.unstack(this.#bias.read());
    return [input as tf.Tensor, state as tf.Tensor];
  }

  override call(
    inputs: tf.Tensor | tf.Tensor[],
    kwargs: Readonly<Record<string, unknown>>,
  ): tf.Tensor {
    return tf.tidy(() => {
      const x = (Array.isArray(inputs) ? inputs[0] : inputs) as tf.Tensor3D;
      const mask = kwargs['mask'] as tf.Tensor2D | null | undefined;
      const steps = tf.unstack(x, 1) as tf.Tensor2D[];
      const masks = mask === null || mask === undefined ? [] : tf.unstack(mask, 1);
      const order = steps.map((_, index) => index);
      if (this.#config.goBackwards) order.reverse();
      let h: tf.Tensor2D = tf.zeros([x.shape[0], this.#config.units]);
      const outputs = order.map((index) => {
        const next = this.#step(steps[index] as tf.Tensor2D, h);
        const seen = masks[index];
        h = seen === undefined ? next : tf.where(tf.cast(tf.expandDims(seen, 1), 'bool'), next, h);
        return h;
      });
      return this.returnSequences ? tf.stack(outputs, 1) : h;
    });
  }

  #step(x: tf.Tensor2D, h: tf.Tensor2D): tf.Tensor2D {
    const { activation, recurrentActivation } = this.#config;
    const [inputBias, stateBias] = this.#biases();
    const given = tf.add(tf.matMul(x, this.#kernel?.read() as tf.Tensor2D), inputBias);
    const held = tf.add(tf.matMul(h, this.#recurrentKernel?.read() as tf.Tensor2D), stateBias);
    const [xz, xr, xn] = tf.split(given, 3, 1) as [tf.Tensor2D, tf.Tensor2D, tf.Tensor2D];
    const [hz, hr, hn] = tf.split(held, 3, 1) as [tf.Tensor2D, tf.Tensor2D, tf.Tensor2D];
    const z = activate(tf.add(xz, hz), recurrentActivation);
    const r = activate(tf.add(xr, hr), recurrentActivation);
    const n = activate(tf.add(xn, tf.mul(r, hn)), activation);
    return tf.add(tf.mul(z, h), tf.mul(tf.sub(1, z), n));
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { kernelInitializer: _, recurrentInitializer: __, ...config } = this.#config;
    return { ...super.getConfig(), ...config };
  }
}
tf.serialization.registerClass(ResetAfterGru);
