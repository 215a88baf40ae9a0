import { ACTIVATIONS, type LayerSpec, MERGE_MODES } from '../../models/layer-spec.ts';
import type { LayerKey, Setting } from './setting.ts';

const WORDS: Readonly<Record<string, string>> = {
  linear: 'none (linear)',
  hard_sigmoid_5: 'hard sigmoid, slope 1/5',
  hard_sigmoid_6: 'hard sigmoid, slope 1/6',
  concat: 'side by side',
  sum: 'summed',
  mul: 'multiplied',
  ave: 'averaged',
};
const options = (values: readonly string[]) =>
  values.map((value) => ({ value, label: WORDS[value] ?? value }));

export const LAYER_KINDS: Readonly<Record<LayerSpec['kind'], string>> = {
  lstm: 'LSTM',
  gru: 'GRU',
  bidirectional: 'Both directions',
  dense: 'Dense',
  dropout: 'Dropout',
  masking: 'Masking',
};

/** What a layer starts from when it is added. */
export const FRESH_LAYERS: {
  readonly [Kind in LayerSpec['kind']]: Extract<LayerSpec, { readonly kind: Kind }>;
} = (() => {
  const recurrent = {
    units: 32,
    returnSequences: false,
    goBackwards: false,
    useBias: true,
    activation: 'tanh',
    recurrentActivation: 'sigmoid',
  } as const;
  const lstm = { kind: 'lstm', ...recurrent } as const;
  return {
    lstm,
    gru: { kind: 'gru', ...recurrent, resetAfter: true },
    bidirectional: { kind: 'bidirectional', merge: 'concat', inner: lstm },
    dense: { kind: 'dense', units: 16, useBias: true, activation: 'relu' },
    dropout: { kind: 'dropout', rate: 0.3 },
    masking: { kind: 'masking', maskValue: 0 },
  };
})();

/** Every setting of a layer. */
export const LAYER_SETTINGS: Readonly<Record<LayerKey, Setting & { readonly rare?: boolean }>> = {
  kind: {
    label: 'Layer',
    why: 'LSTM and GRU read the window’s rows one after another; dense mixes; dropout leaves some out while learning; masking passes over filled-up rows.',
    control: { kind: 'choice', options: options(Object.keys(LAYER_KINDS)) },
  },
  units: {
    label: 'Units',
    why: 'Its width. More of them hold more, and learn chance by heart sooner.',
    control: { kind: 'number', least: 1, most: 8192, whole: true },
  },
  rate: {
    label: 'Left out',
    why: 'The share of values that is left out while learning.',
    control: { kind: 'number', least: 0, most: 0.95, step: 0.05 },
  },
  activation: {
    label: 'Activation',
    why: 'What each value goes through.',
    control: { kind: 'choice', options: options(ACTIVATIONS) },
  },
  returnSequences: {
    label: 'Hands on every row',
    why: 'On where another recurrent layer follows; off for the last.',
    control: { kind: 'switch' },
  },
  inner: {
    label: 'Cell',
    why: 'The layer that runs in both directions.',
    control: {
      kind: 'choice',
      options: [
        { value: 'lstm', label: 'LSTM' },
        { value: 'gru', label: 'GRU' },
      ],
    },
  },
  merge: {
    label: 'Directions become one',
    why: 'How what was read forwards and backwards is put together.',
    control: { kind: 'choice', options: options(MERGE_MODES) },
    rare: true,
  },
  recurrentActivation: {
    label: 'Activation of the gates',
    why: 'What the gates of the cell go through.',
    control: { kind: 'choice', options: options(ACTIVATIONS) },
    rare: true,
  },
  goBackwards: {
    label: 'Reads backwards',
    why: 'From the newest row to the oldest.',
    control: { kind: 'switch' },
    rare: true,
  },
  useBias: {
    label: 'With a bias',
    why: 'A value of its own for each unit.',
    control: { kind: 'switch' },
    rare: true,
  },
  resetAfter: {
    label: 'Reset after the product',
    why: 'As in Keras; its models need it.',
    control: { kind: 'switch' },
    rare: true,
  },
  maskValue: {
    label: 'Value of filled-up rows',
    why: 'Rows in which every value is this are passed over. Heed fills up with 0.',
    control: { kind: 'number', least: -1000, most: 1000 },
    rare: true,
  },
};
