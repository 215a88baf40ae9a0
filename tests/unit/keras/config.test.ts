import { describe, expect, it } from 'vitest';
import { parseKerasConfig } from '#core/models/keras-config.ts';
import { bundleLayers } from '#core/models/keras-layers.ts';
import { ImportRefused } from '#core/models/keras-refusal.ts';
import { layerSpecs } from '#core/models/layer-spec.ts';

type Config = Readonly<Record<string, unknown>>;
const LSTM: Config = {
  name: 'lstm',
  units: 4,
  activation: 'tanh',
  recurrent_activation: 'sigmoid',
};
const layer = (className: string, config: Config) => ({ class_name: className, config });
const lstm = (more: Config = {}) => layer('LSTM', { ...LSTM, ...more });
const dense = (more: Config = {}) =>
  layer('Dense', { name: 'dense', units: 2, activation: 'softmax', ...more });
const wrapped = (inner: unknown, more: Config = {}) =>
  layer('Bidirectional', { name: 'both', layer: inner, merge_mode: 'concat', ...more });

function sequential(layers: readonly unknown[], shape: unknown = [null, 6, 3]): string {
  return JSON.stringify({
    class_name: 'Sequential',
    config: { layers, build_input_shape: shape },
  });
}

function refusalOf(json: string, version = '3.11.3'): ImportRefused {
  try {
    parseKerasConfig(json, version);
  } catch (error) {
    if (error instanceof ImportRefused) return error;
    throw error;
  }
  throw new Error('It was read.');
}

describe('configurations of Keras', () => {
  it('[KER-2] tells the slopes of hard_sigmoid apart by the version', () => {
    const json = sequential([lstm({ recurrent_activation: 'hard_sigmoid' })]);
    const gateOf = (version: string) => parseKerasConfig(json, version).layers[0];
    expect(gateOf('2.15.0')).toMatchObject({ recurrentActivation: 'hard_sigmoid_5' });
    expect(gateOf('3.0.0')).toMatchObject({ recurrentActivation: 'hard_sigmoid_6' });
  });

  it.each([
    ['BatchNormalization', [layer('BatchNormalization', { name: 'norm' })], 'BatchNormalization'],
    ['CuDNNLSTM', [layer('CuDNNLSTM', LSTM)], 'CuDNNLSTM'],
    ['a state that stays', [lstm({ stateful: true })], 'stateful'],
    ['states given out', [lstm({ return_state: true })], 'return_state'],
    ['time first', [lstm({ time_major: true })], 'time_major'],
    ['zeros for masked steps', [lstm({ zero_output_for_mask: true })], 'zero_output_for_mask'],
    ['an activation', [lstm({ activation: 'selu' })], 'selu'],
    ['an activation of one’s own', [dense({ activation: { class_name: 'Own' } })], 'of its own'],
    ['a prototype’s name', [dense({ activation: 'constructor' })], 'constructor'],
    ['half floats', [lstm({ dtype: 'mixed_float16' })], 'float32'],
    ['half floats within', [wrapped(lstm({ dtype: 'float16' }))], 'float32'],
    ['no merging', [wrapped(lstm(), { merge_mode: null })], 'merge_mode'],
    ['wrapped backwards', [wrapped(lstm({ go_backwards: true }))], 'goes backwards'],
    ['a wrapped Dense', [wrapped(dense())], 'Dense'],
    [
      'a backward layer of its own',
      [wrapped(lstm(), { backward_layer: lstm({ go_backwards: true, activation: 'relu' }) })],
      'backward layer',
    ],
  ])('[KER-2] %s is refused by name', (_, layers, word) => {
    const refusal = refusalOf(sequential(layers));
    expect(refusal.kind).toBe('unsupported');
    expect(refusal.message).toContain(word);
  });

  it('[KER-2] takes a backward layer that is its forward layer reversed', () => {
    const json = sequential([wrapped(lstm(), { backward_layer: lstm({ go_backwards: true }) })]);
    expect(parseKerasConfig(json, '2.15.0').layers).toMatchObject([{ kind: 'bidirectional' }]);
  });

  it('[KER-2] refuses a graph that branches', () => {
    const node = (name: string, ...from: readonly string[]) => ({
      ...lstm({ name, return_sequences: true }),
      inbound_nodes: from.length === 0 ? [] : [from.map((before) => [before, 0, 0, {}])],
    });
    const graph = (layers: readonly unknown[]) =>
      JSON.stringify({
        class_name: 'Functional',
        config: { layers, input_layers: [['a', 0, 0]], output_layers: [['c', 0, 0]] },
      });
    for (const layers of [
      [node('a'), node('b', 'a'), node('c', 'a')],
      [node('a'), node('b', 'a'), node('c', 'a', 'b')],
      [node('a'), node('b', 'c'), node('c', 'b')],
      [node('a'), node('c', 'a'), node('b', 'c')],
    ]) {
      expect(refusalOf(graph(layers)).message).toContain('branches');
    }
  });

  it.each([
    ['Keras 1', sequential([lstm()]), '1.2.2', 'unsupported'],
    ['no version', sequential([lstm()]), 'none', 'unsupported'],
    ['a subclass', '{"class_name":"Mine","config":{"layers":[]}}', '3.0.0', 'unsupported'],
    ['pictures', sequential([lstm()], [null, 6, 3, 3]), '3.0.0', 'unsupported'],
    ['no features', sequential([lstm()], [null, 6, null]), '3.0.0', 'unsupported'],
    ['no JSON', '{"class_name":', '3.0.0', 'foreign'],
    ['no layers', sequential([]), '3.0.0', 'foreign'],
    ['two of one name', sequential([dense(), dense()]), '3.0.0', 'foreign'],
    ['a path for a name', sequential([lstm({ name: '../x' })]), '3.0.0', 'foreign'],
    ['an LSTM after one row', sequential([lstm(), lstm({ name: 'b' })]), '3.0.0', 'wrong_shapes'],
    ['65 layers', sequential(Array.from({ length: 65 }, lstm)), '3.0.0', 'too_large'],
    ['8192 units', sequential([lstm({ units: 8192 })]), '3.0.0', 'too_large'],
    ['10^9 features', sequential([lstm()], [null, 6, 1e9]), '3.0.0', 'too_large'],
    ['10^9 units', sequential([lstm({ units: 1e9 })]), '3.0.0', 'unsupported'],
  ])('[KER-5] %s is refused', (_, json, version, kind) => {
    expect(refusalOf(json, version).kind).toBe(kind);
  });

  it('[KER-8] says the same of a layer in Keras and in a bundle', () => {
    const { layers } = parseKerasConfig(
      sequential([lstm({ go_backwards: true, use_bias: false }), dense()]),
      '3.0.0',
    );
    expect(bundleLayers({ length: 6, featureCount: 3, layers })).toEqual(
      layerSpecs([
        {
          kind: 'lstm',
          units: 4,
          returnSequences: false,
          goBackwards: true,
          useBias: false,
        },
        { kind: 'dense', units: 2, activation: 'softmax' },
      ]),
    );
  });
});
