import * as v from 'valibot';
import { type KerasArchitecture, type KerasLayer, kerasWeightShapes } from './keras-layers.ts';
import { LayerEntry, parseKerasLayer } from './keras-layer-config.ts';
import { linearOrder } from './keras-order.ts';
import { ImportRefused } from './keras-refusal.ts';
import { cellOf } from './layer-spec.ts';
import { outputWidth, parameterCount } from './weight-shapes.ts';

const MAX_LAYERS = 64;
/** Numbers in a model; 64 MiB of them. */
export const MAX_PARAMETERS = 16 * 2 ** 20;

const side = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1)));
const InputShape = v.pipe(v.array(side), v.length(3));
const ModelConfig = v.looseObject({
  class_name: v.string(),
  config: v.looseObject({
    layers: v.array(LayerEntry),
    build_input_shape: v.optional(v.unknown()),
  }),
});

/** The major number of a `keras_version`, such as 2 of `2.2.4-tf`. */
function kerasMajor(version: string): number {
  const major = Number(/^\d+/.exec(version)?.[0] ?? Number.NaN);
  if (major === 2 || major === 3) return major;
  throw new ImportRefused(
    'unsupported',
    `The file was written by Keras "${version.slice(0, 20)}"; files of Keras 2 and 3 are imported.`,
  );
}

function parseModelConfig(json: string): v.InferOutput<typeof ModelConfig> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw new ImportRefused('foreign', "The model's configuration is not JSON.", cause);
  }
  const parsed = v.safeParse(ModelConfig, value);
  if (parsed.success) return parsed.output;
  const where = v.getDotPath(parsed.issues[0]) ?? 'the top';
  throw new ImportRefused('foreign', `The model's configuration is damaged at ${where}.`);
}

function inputShape(candidates: readonly unknown[]): [number | null, number] {
  const given = candidates.find((candidate) => candidate !== undefined && candidate !== null);
  const parsed = v.safeParse(InputShape, given);
  if (!parsed.success) {
    throw new ImportRefused(
      'unsupported',
      'The model does not take windows: its input is not of the shape [batch, steps, features].',
    );
  }
  const [, length, features] = parsed.output;
  if (features === null || features === undefined) {
    throw new ImportRefused('unsupported', "The model's input does not say how many features.");
  }
  return [length ?? null, features];
}

function checkFlow(layers: readonly KerasLayer[], featureCount: number): void {
  let width = featureCount;
  let parameters = 0;
  let sequence = true;
  for (const layer of layers) {
    const cell = cellOf(layer);
    if (!sequence && (cell !== null || layer.kind === 'masking')) {
      throw new ImportRefused(
        'wrong_shapes',
        `Layer ${layer.name} needs a sequence, but the layer before it gives one row.`,
      );
    }
    if (cell !== null) sequence = cell.returnSequences;
    parameters += parameterCount(kerasWeightShapes(layer, width));
    width = outputWidth(layer, width);
  }
  if (parameters > MAX_PARAMETERS) {
    throw new ImportRefused(
      'too_large',
      `The model declares ${parameters} weights; up to ${MAX_PARAMETERS} are imported.`,
    );
  }
}

/**
 * The layers of a Keras configuration (`model_config` of .h5, `config.json` of .keras).
 * @throws ImportRefused foreign, unsupported, too_large or wrong_shapes.
 */
export function parseKerasConfig(json: string, kerasVersion: string): KerasArchitecture {
  const major = kerasMajor(kerasVersion);
  const model = parseModelConfig(json);
  if (!['Sequential', 'Functional', 'Model'].includes(model.class_name)) {
    throw new ImportRefused(
      'unsupported',
      `A model of class ${model.class_name} is not imported; Sequential is, and Functional in one line.`,
    );
  }
  const { layers: entries, build_input_shape } = model.config;
  if (entries.length > MAX_LAYERS) {
    throw new ImportRefused(
      'too_large',
      `The model has ${entries.length} layers; up to ${MAX_LAYERS} are imported.`,
    );
  }
  const ordered = model.class_name === 'Sequential' ? entries : linearOrder(model.config);
  const first = ordered[0]?.config;
  const [length, featureCount] = inputShape([
    first?.batch_shape,
    first?.batch_input_shape,
    build_input_shape,
  ]);
  const layers: KerasLayer[] = [];
  const names = new Set<string>();
  ordered.forEach((entry, index) => {
    if (entry.class_name === 'InputLayer' && index === 0) return;
    const layer = parseKerasLayer(entry, major);
    if (names.has(layer.name)) {
      throw new ImportRefused('foreign', `Two layers have the name ${layer.name}.`);
    }
    names.add(layer.name);
    layers.push(layer);
  });
  if (layers.length === 0) throw new ImportRefused('foreign', 'The model has no layers.');
  checkFlow(layers, featureCount);
  return { length, featureCount, layers };
}
