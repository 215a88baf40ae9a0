import * as v from 'valibot';
import type { KerasLayer } from './keras-layers.ts';
import { ImportRefused } from './keras-refusal.ts';
import { type Activation, MERGE_MODES, type RecurrentSpec } from './layer-spec.ts';

/** A layer as `model_config` lists it. */
export const LayerEntry = v.looseObject({
  class_name: v.string(),
  config: v.looseObject({
    name: v.optional(v.string()),
    batch_shape: v.optional(v.unknown()),
    batch_input_shape: v.optional(v.unknown()),
  }),
});
export type KerasLayerEntry = v.InferOutput<typeof LayerEntry>;

/** Names of Keras' configurations; `keras` tells the slope of its hard_sigmoid apart. */
const ACTIVATIONS: Readonly<Record<string, (keras: number) => Activation>> = {
  linear: () => 'linear',
  relu: () => 'relu',
  sigmoid: () => 'sigmoid',
  softmax: () => 'softmax',
  tanh: () => 'tanh',
  hard_sigmoid: (keras) => (keras >= 3 ? 'hard_sigmoid_6' : 'hard_sigmoid_5'),
};

const MAX_UNITS = 8192;
const units = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_UNITS));
const flag = v.optional(v.boolean(), false);
/** Only false is read: what the setting would change is not imported. */
const off = v.optional(v.nullable(v.literal(false)), false);
const share = v.pipe(v.number(), v.minValue(0), v.ltValue(1));

const recurrentEntries = {
  units,
  activation: v.unknown(),
  recurrent_activation: v.unknown(),
  use_bias: v.optional(v.boolean(), true),
  return_sequences: flag,
  go_backwards: flag,
  return_state: off,
  stateful: off,
  time_major: off,
  zero_output_for_mask: off,
};
const RecurrentConfig = v.object(recurrentEntries);
const GruConfig = v.object({ ...recurrentEntries, reset_after: flag });
const MaskingConfig = v.object({ mask_value: v.optional(v.pipe(v.number(), v.finite()), 0) });
const DropoutConfig = v.object({ rate: share });
const DenseConfig = v.object({
  units,
  activation: v.unknown(),
  use_bias: v.optional(v.boolean(), true),
  lora_rank: v.optional(v.null()),
  quantization_config: v.optional(v.null()),
});
const InnerEntry = v.looseObject({ class_name: v.string(), config: v.looseObject({}) });
const BidirectionalConfig = v.object({
  layer: InnerEntry,
  backward_layer: v.optional(v.nullable(InnerEntry)),
  merge_mode: v.optional(v.picklist(MERGE_MODES), 'concat'),
});
const DtypeConfig = v.object({
  dtype: v.optional(
    v.union([v.literal('float32'), v.object({ config: v.object({ name: v.literal('float32') }) })]),
  ),
});

function checkDtype(config: unknown, label: string): void {
  if (v.is(DtypeConfig, config)) return;
  throw new ImportRefused('unsupported', `${label} does not compute in float32.`);
}

function read<Schema extends v.GenericSchema>(
  schema: Schema,
  config: unknown,
  label: string,
): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, config);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const setting = v.getDotPath(issue) ?? 'its configuration';
  throw new ImportRefused(
    'unsupported',
    `${label} has ${setting} = ${issue.received.slice(0, 40)}, which is not imported (wanted: ${issue.expected ?? 'another'}).`,
  );
}

function activation(value: unknown, label: string, keras: number): Activation {
  // Keras 3 may write a built-in function as {class_name: 'function', config: its name}.
  const built = v.safeParse(
    v.object({ class_name: v.literal('function'), config: v.string() }),
    value,
  );
  const name = built.success ? built.output.config : value;
  const known = typeof name === 'string' && Object.hasOwn(ACTIVATIONS, name);
  const made = known ? ACTIVATIONS[name]?.(keras) : undefined;
  if (made !== undefined) return made;
  const shown = typeof name === 'string' ? name.slice(0, 40) : 'of its own';
  throw new ImportRefused(
    'unsupported',
    `${label} has the activation ${shown}; imported are ${Object.keys(ACTIVATIONS).join(', ')}.`,
  );
}

function recurrent(
  className: string,
  given: unknown,
  label: string,
  keras: number,
): RecurrentSpec | null {
  if (className !== 'LSTM' && className !== 'GRU') return null;
  checkDtype(given, label);
  const config = read(RecurrentConfig, given, label);
  const common = {
    units: config.units,
    returnSequences: config.return_sequences,
    goBackwards: config.go_backwards,
    useBias: config.use_bias,
    activation: activation(config.activation, label, keras),
    recurrentActivation: activation(config.recurrent_activation, label, keras),
  };
  if (className === 'LSTM') return { kind: 'lstm', ...common };
  return { kind: 'gru', ...common, resetAfter: read(GruConfig, given, label).reset_after };
}

function bidirectional(given: unknown, name: string, label: string, keras: number): KerasLayer {
  const config = read(BidirectionalConfig, given, label);
  const inner = recurrent(config.layer.class_name, config.layer.config, label, keras);
  if (inner === null) {
    throw new ImportRefused(
      'unsupported',
      `${label} wraps a layer of class ${config.layer.class_name}; LSTM and GRU are imported.`,
    );
  }
  if (inner.goBackwards) {
    throw new ImportRefused('unsupported', `${label} wraps a layer that goes backwards itself.`);
  }
  const other = config.backward_layer;
  if (other !== undefined && other !== null) {
    const back = recurrent(other.class_name, other.config, label, keras);
    if (JSON.stringify(back) !== JSON.stringify({ ...inner, goBackwards: true })) {
      throw new ImportRefused(
        'unsupported',
        `${label} has a backward layer that is not its forward layer reversed.`,
      );
    }
  }
  return { kind: 'bidirectional', name, merge: config.merge_mode, inner };
}

/**
 * One layer of a Keras configuration. `keras` is the major version that wrote it. Dropout within a
 * cell, regularisers and initialisers act in training alone and are left.
 * @throws ImportRefused unsupported, naming the layer and what of it is not imported.
 */
export function parseKerasLayer(entry: KerasLayerEntry, keras: number): KerasLayer {
  const { class_name: className, config } = entry;
  const name = config.name ?? '';
  const label = `Layer ${name} (${className})`;
  if (!/^[\w.-]{1,100}$/.test(name)) {
    throw new ImportRefused('foreign', `A layer of class ${className} has no proper name.`);
  }
  checkDtype(config, label);
  switch (className) {
    case 'Masking':
      return { kind: 'masking', name, maskValue: read(MaskingConfig, config, label).mask_value };
    case 'Dropout':
      return { kind: 'dropout', name, rate: read(DropoutConfig, config, label).rate };
    case 'Dense': {
      const dense = read(DenseConfig, config, label);
      return {
        kind: 'dense',
        name,
        units: dense.units,
        useBias: dense.use_bias,
        activation: activation(dense.activation, label, keras),
      };
    }
    case 'Bidirectional':
      return bidirectional(config, name, label, keras);
    default: {
      const layer = recurrent(className, config, label, keras);
      if (layer !== null) return { ...layer, name };
      throw new ImportRefused(
        'unsupported',
        `${label} is not imported; Masking, LSTM, GRU, Bidirectional, Dense and Dropout are.`,
      );
    }
  }
}
