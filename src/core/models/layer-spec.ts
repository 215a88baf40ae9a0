import * as v from 'valibot';

/** `hard_sigmoid` has slope 1/5 in Keras 1 and 2 and slope 1/6 since Keras 3: two activations. */
export const ACTIVATIONS = [
  'linear',
  'relu',
  'sigmoid',
  'softmax',
  'tanh',
  'hard_sigmoid_5',
  'hard_sigmoid_6',
] as const;
export type Activation = (typeof ACTIVATIONS)[number];

/** How the two directions of a bidirectional layer become one. */
export const MERGE_MODES = ['concat', 'sum', 'mul', 'ave'] as const;
export type MergeMode = (typeof MERGE_MODES)[number];

const units = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(8192));
const activation = v.picklist(ACTIVATIONS);

const recurrent = {
  units,
  returnSequences: v.boolean(),
  goBackwards: v.optional(v.boolean(), false),
  useBias: v.optional(v.boolean(), true),
  activation: v.optional(activation, 'tanh'),
  /** Keras' default; that of tfjs is another. */
  recurrentActivation: v.optional(activation, 'sigmoid'),
};
const LstmSchema = v.strictObject({ kind: v.literal('lstm'), ...recurrent });
/** With `resetAfter` the reset gate acts on U·h and there are two rows of biases (Keras' default). */
const GruSchema = v.strictObject({
  kind: v.literal('gru'),
  ...recurrent,
  resetAfter: v.optional(v.boolean(), true),
});

/** One layer of a sequential model over windows [length, features]; plain data with its defaults. */
export const LAYER_SPEC = v.variant('kind', [
  /** Rows in which every value is `maskValue` are passed over by what follows. */
  v.strictObject({
    kind: v.literal('masking'),
    maskValue: v.optional(v.pipe(v.number(), v.finite()), 0),
  }),
  LstmSchema,
  GruSchema,
  v.strictObject({
    kind: v.literal('bidirectional'),
    merge: v.optional(v.picklist(MERGE_MODES), 'concat'),
    inner: v.variant('kind', [LstmSchema, GruSchema]),
  }),
  v.strictObject({
    kind: v.literal('dropout'),
    rate: v.pipe(v.number(), v.minValue(0), v.ltValue(1)),
  }),
  v.strictObject({
    kind: v.literal('dense'),
    units,
    useBias: v.optional(v.boolean(), true),
    activation,
  }),
]);

/** Nothing of it is left out: what a manifest and an import hold. */
export type LayerSpec = Readonly<v.InferOutput<typeof LAYER_SPEC>>;
/** As it is written by hand: defaults may be left out. */
export type LayerInput = Readonly<v.InferInput<typeof LAYER_SPEC>>;
export type LstmSpec = Extract<LayerSpec, { kind: 'lstm' }>;
export type GruSpec = Extract<LayerSpec, { kind: 'gru' }>;
export type RecurrentSpec = LstmSpec | GruSpec;

/** With the defaults put in. */
export const layerSpecs = (layers: readonly LayerInput[]): readonly LayerSpec[] =>
  layers.map((layer) => v.parse(LAYER_SPEC, layer));

/** The recurrent cell of a layer, in whatever direction it runs; null for one that has none. */
export function cellOf(layer: LayerSpec): RecurrentSpec | null {
  if (layer.kind === 'bidirectional') return layer.inner;
  return layer.kind === 'lstm' || layer.kind === 'gru' ? layer : null;
}
