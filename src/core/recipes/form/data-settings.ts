import { LEARNING_STATES } from '../../models/prediction.ts';
import { FRESH_LABELS, FRESH_SHORT, FRESH_SIGNALS } from './fresh-parts.ts';
import type { GroupedSetting, SettingPath } from './setting.ts';

type Group<Prefix extends string> = Readonly<
  Record<Extract<SettingPath, Prefix | `${Prefix}.${string}`>, GroupedSetting>
>;

const share = { kind: 'number', least: 0, most: 1, step: 0.05 } as const;

export const DATA_SETTINGS: Group<'name' | 'version' | 'signal' | 'window' | 'cut' | 'labels'> = {
  name: {
    group: 'data',
    label: 'Recipe name',
    why: 'The model’s id begins with it. Small letters, digits and hyphens.',
    control: { kind: 'text' },
    rare: true,
  },
  version: {
    group: 'data',
    label: 'Recipe version',
    why: 'Count it up when the recipe changes and its models should be told apart.',
    control: { kind: 'number', least: 1, whole: true },
    rare: true,
  },
  'signal.name': {
    group: 'data',
    label: 'Signal',
    why: 'What the model gets to see. The face signal has 22 features: 17 action units, 2 of gaze, 3 of head pose. The attention signal has gaze, head, eyes and whether somebody is there; for it a missing face is evidence, too.',
    control: {
      kind: 'choice',
      options: [
        { value: 'face', label: 'Face: 22 features' },
        { value: 'attention', label: 'Attention: gaze, head, eyes and presence' },
      ],
      puts: { at: 'signal', fresh: FRESH_SIGNALS },
    },
  },
  'signal.version': {
    group: 'data',
    label: 'Signal version',
    why: 'A model runs only on the version of the signal that it learnt from.',
    control: { kind: 'follows' },
  },
  'labels.kind': {
    group: 'data',
    label: 'Label rule',
    why: 'What the model is to say of a window, and how that is made of what your labels say.',
    control: {
      kind: 'choice',
      options: [
        { value: 'dominant_state', label: 'Which of the four states is strongest' },
        { value: 'states_present', label: 'Each of the four states: there or not' },
        { value: 'state_present', label: 'One state: there or not' },
        { value: 'level', label: 'The level of one state, 0 to 3' },
        { value: 'classes', label: 'Classes of your own' },
        { value: 'class_present', label: 'One class of your own: there or not' },
        { value: 'status', label: 'The status in engagement logs' },
      ],
      puts: { at: 'labels', fresh: FRESH_LABELS },
    },
  },
  'labels.state': {
    group: 'data',
    label: 'State',
    why: 'The one that is asked for.',
    control: {
      kind: 'choice',
      options: LEARNING_STATES.map((state) => ({ value: state, label: state })),
    },
  },
  'labels.atLeast': {
    group: 'data',
    label: 'There from level',
    why: 'Levels run from 0 to 3. A state counts as there from this one on.',
    control: { kind: 'number', least: 1, most: 3, whole: true },
  },
  'labels.names': {
    group: 'data',
    label: 'Classes',
    why: 'The words that your labels use, one a line. Windows with other words are left out.',
    control: { kind: 'words' },
  },
  'labels.ordinal': {
    group: 'data',
    label: 'Classes are in rising order',
    why: 'A near miss then counts as less wrong than a far one in the quadratic kappa.',
    control: { kind: 'switch' },
  },
  'labels.name': {
    group: 'data',
    label: 'Class',
    why: 'The word that your labels use for it.',
    control: { kind: 'text' },
  },
  'window.length': {
    group: 'data',
    label: 'Window length',
    why: 'How much the model sees at once. Longer windows know more of what went before, and need longer until the first answer.',
    control: { kind: 'number', least: 2, whole: true, unit: 'samples' },
  },
  'window.rateHz': {
    group: 'data',
    label: 'Rate',
    why: 'Samples a second on the window’s grid. 30 samples at 30 Hz are one second.',
    control: { kind: 'number', least: 0, above: true, unit: 'Hz' },
  },
  'window.maxGapMs': {
    group: 'data',
    label: 'Longest gap',
    why: 'Where the face was not seen for longer, no window is made across.',
    control: { kind: 'number', least: 0, above: true, step: 50, unit: 'ms' },
    rare: true,
  },
  'cut.hop': {
    group: 'data',
    label: 'Hop',
    why: 'From one window’s start to the next’s. A small hop gives more windows that are more alike.',
    control: { kind: 'number', least: 1, whole: true, unit: 'samples' },
  },
  'cut.short.kind': {
    group: 'data',
    label: 'Recordings shorter than a window',
    why: 'Left out, or filled up with rows that a masking layer passes over.',
    control: {
      kind: 'choice',
      options: [
        { value: 'skip', label: 'Leave them out' },
        { value: 'pad', label: 'Fill them up' },
      ],
      puts: { at: 'cut.short', fresh: FRESH_SHORT },
    },
    rare: true,
  },
  'cut.short.atLeast': {
    group: 'data',
    label: 'Fill up from',
    why: 'Shorter ones are left out all the same.',
    control: { kind: 'number', least: 2, whole: true, unit: 'samples' },
    rare: true,
  },
  'cut.otherRates': {
    group: 'data',
    label: 'Recordings at another rate',
    why: 'Brought onto the window’s grid by their times, or left out.',
    control: {
      kind: 'choice',
      options: [
        { value: 'resample', label: 'Bring them onto the grid' },
        { value: 'refuse', label: 'Leave them out' },
      ],
    },
    rare: true,
  },
};

export const SIDE_SETTINGS: Group<'split' | 'scaling' | 'scaleLimit' | 'balance'> = {
  'split.train': {
    group: 'split',
    label: 'Persons to learn from',
    why: 'A share of the persons, not of the windows: nobody is on two sides. The three shares sum to 1. A split that your label files bring is used as it is.',
    control: share,
  },
  'split.validation': {
    group: 'split',
    label: 'Persons to stop by',
    why: 'By them the best epoch is found, and the probabilities are calibrated.',
    control: share,
  },
  'split.test': {
    group: 'split',
    label: 'Persons to judge by',
    why: 'Training never sees them. What is said of a model’s quality comes from them alone.',
    control: share,
  },
  scaling: {
    group: 'scaling',
    label: 'Scaling',
    why: 'Fitted on the persons to learn from alone. Standard: each feature less its mean, over its deviation. Min–max: each feature from 0 to 1.',
    control: {
      kind: 'choice',
      options: [
        { value: 'standard', label: 'Standard' },
        { value: 'min_max', label: 'Min–max' },
      ],
    },
  },
  scaleLimit: {
    group: 'scaling',
    label: 'Keep scaled values within ±',
    why: 'Rare, very large values then cannot take the model over.',
    control: {
      kind: 'number',
      least: 0,
      above: true,
      step: 0.5,
      off: { label: 'As they come', start: 5 },
    },
  },
  balance: {
    group: 'scaling',
    label: 'Rare labels',
    why: 'What is done so that the commonest label is not always the answer.',
    control: {
      kind: 'choice',
      options: [
        { value: 'class_weights', label: 'Count for more (class weights)' },
        { value: 'upsample', label: 'Are shown more often' },
        { value: 'downsample', label: 'Others are shown less often' },
        { value: 'none', label: 'As they come' },
      ],
    },
  },
};
