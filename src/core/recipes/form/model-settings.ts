import { VALIDATION_SCORES, type ValidationScore } from '../recipe.ts';
import {
  FRESH_AUGMENTATION,
  FRESH_LOSSES,
  FRESH_MODELS,
  FRESH_SCHEDULES,
  FRESH_SMOOTHINGS,
  FRESH_STOPPING,
} from './fresh-parts.ts';
import type { GroupedSetting, SettingPath } from './setting.ts';

type Group<Prefix extends string> = Readonly<
  Record<Extract<SettingPath, Prefix | `${Prefix}.${string}`>, GroupedSetting>
>;

const SCORE_LABELS: Readonly<Record<ValidationScore, string>> = {
  macro_f1: 'Macro-F1',
  balanced_accuracy: 'Balanced accuracy',
  roc_auc: 'ROC-AUC',
  average_precision: 'Average precision',
  neg_log_loss: 'Log loss (negative)',
};
const scoreOptions = VALIDATION_SCORES.map((value) => ({ value, label: SCORE_LABELS[value] }));

const share = { kind: 'number', least: 0, most: 1, step: 0.05 } as const;
const whole = { kind: 'number', least: 1, whole: true } as const;
const above0 = { kind: 'number', least: 0, above: true } as const;

export const AUGMENTATION_SETTINGS: Group<'augmentation'> = {
  augmentation: {
    group: 'augmentation',
    label: 'Changed copies of the windows',
    why: 'More windows to learn from, made of those there are. Persons who judge are never changed.',
    control: { kind: 'part', fresh: FRESH_AUGMENTATION },
  },
  'augmentation.copies': {
    group: 'augmentation',
    label: 'Copies of each window',
    why: 'Beside the window itself. Training takes that much longer.',
    control: { ...whole, most: 20 },
  },
  'augmentation.timeWarp': {
    group: 'augmentation',
    label: 'Change of speed',
    why: 'Copies run faster or slower by up to this share.',
    control: share,
  },
  'augmentation.noise': {
    group: 'augmentation',
    label: 'Noise',
    why: 'As a share of each feature’s own deviation.',
    control: share,
  },
  'augmentation.featureDropout': {
    group: 'augmentation',
    label: 'Features dropped',
    why: 'The chance of each feature to be put to its mean, so that none is relied on alone.',
    control: share,
  },
  'augmentation.mirror': {
    group: 'augmentation',
    label: 'Mirrored',
    why: 'The chance that left and right are swapped.',
    control: share,
  },
};

export const MODEL_SETTINGS: Group<
  | 'model.kind'
  | 'model.layers'
  | 'model.l2'
  | 'model.trees'
  | 'model.maxDepth'
  | 'model.minExamples'
  | 'model.shrinkage'
> = {
  'model.kind': {
    group: 'model',
    label: 'Kind of model',
    why: 'A network sees the window’s course in time; the others see each feature’s mean, spread and the like. A logistic regression is always trained beside, to be held against.',
    control: {
      kind: 'choice',
      options: [
        { value: 'network', label: 'Network' },
        { value: 'logistic', label: 'Logistic regression' },
        { value: 'random_forest', label: 'Random forest' },
        { value: 'gradient_boosting', label: 'Gradient boosting' },
      ],
      puts: { at: 'model', fresh: FRESH_MODELS },
    },
  },
  'model.layers': {
    group: 'model',
    label: 'Layers',
    why: 'From the window down to the answer. The last one has an output for each label.',
    control: { kind: 'layers' },
  },
  'model.l2': {
    group: 'model',
    label: 'L2 penalty',
    why: 'Holds the weights small. More of it: a plainer model, less taken by chance.',
    control: { ...above0, step: 0.5 },
  },
  'model.trees': {
    group: 'model',
    label: 'Trees',
    why: 'More of them are steadier and take longer.',
    control: { ...whole, step: 50 },
  },
  'model.maxDepth': {
    group: 'model',
    label: 'Deepest tree',
    why: 'How many questions a tree may ask in a row.',
    control: { ...whole, unit: 'questions' },
  },
  'model.minExamples': {
    group: 'model',
    label: 'Fewest windows in a leaf',
    why: 'More of them: a plainer forest.',
    control: { ...whole, unit: 'windows' },
    rare: true,
  },
  'model.shrinkage': {
    group: 'model',
    label: 'Shrinkage',
    why: 'How much of each new tree is taken. Less of it needs more trees.',
    control: { ...above0, most: 1, step: 0.05 },
    rare: true,
  },
};

export const TRAINING_SETTINGS: Group<'model.settings'> = {
  'model.settings.learningRate': {
    group: 'training',
    label: 'Learning rate',
    why: 'The size of a step. Too large: the loss jumps or is no number any more. Too small: it barely falls.',
    control: { ...above0, step: 0.0005 },
  },
  'model.settings.batchSize': {
    group: 'training',
    label: 'Batch size',
    why: 'Windows for each step. Larger ones are faster a window and smoother.',
    control: { ...whole, unit: 'windows' },
  },
  'model.settings.maxEpochs': {
    group: 'training',
    label: 'Most epochs',
    why: 'An epoch is once through all windows. Early stopping usually ends it before.',
    control: { ...whole, unit: 'epochs' },
  },
  'model.settings.earlyStopping': {
    group: 'training',
    label: 'Stop early and keep the best epoch',
    why: 'By the score on persons that are not learnt from. Without it, all epochs are run and the last is kept: better where there are too few persons to stop by.',
    control: { kind: 'part', fresh: FRESH_STOPPING },
  },
  'model.settings.earlyStopping.score': {
    group: 'training',
    label: 'Stop by',
    why: 'The score that says which epoch is best.',
    control: { kind: 'choice', options: scoreOptions },
  },
  'model.settings.earlyStopping.patience': {
    group: 'training',
    label: 'Patience',
    why: 'Training ends after so many epochs in a row without a better one.',
    control: { ...whole, unit: 'epochs' },
  },
  'model.settings.schedule.kind': {
    group: 'training',
    label: 'Learning rate over time',
    why: 'A rate that falls towards the end lets the model settle.',
    control: {
      kind: 'choice',
      options: [
        { value: 'constant', label: 'The same throughout' },
        { value: 'step', label: 'Falls in steps' },
        { value: 'cosine', label: 'Falls along a cosine' },
        { value: 'one_cycle', label: 'Rises, then falls (one cycle)' },
        { value: 'plateau', label: 'Falls when the score stands still' },
      ],
      puts: { at: 'model.settings.schedule', fresh: FRESH_SCHEDULES },
    },
  },
  'model.settings.schedule.everyEpochs': {
    group: 'training',
    label: 'A step every',
    why: 'Epochs from one step down to the next.',
    control: { ...whole, unit: 'epochs' },
  },
  'model.settings.schedule.factor': {
    group: 'training',
    label: 'Falls to',
    why: 'The share of the rate that is left after each fall.',
    control: share,
  },
  'model.settings.schedule.final': {
    group: 'training',
    label: 'Rate at the end',
    why: 'As a share of the first.',
    control: share,
  },
  'model.settings.schedule.warmUp': {
    group: 'training',
    label: 'Rises over',
    why: 'The share of the epochs in which the rate grows from a 25th to the whole.',
    control: share,
  },
  'model.settings.schedule.patience': {
    group: 'training',
    label: 'Falls after',
    why: 'Epochs in a row without a better score.',
    control: { ...whole, unit: 'epochs' },
  },
  'model.settings.loss.kind': {
    group: 'training',
    label: 'Loss',
    why: 'What training makes small. Cross-entropy where one label is true, binary cross-entropy where several may be; focal looks harder at what is got wrong.',
    control: {
      kind: 'choice',
      options: [
        { value: 'cross_entropy', label: 'Cross-entropy' },
        { value: 'binary_cross_entropy', label: 'Binary cross-entropy' },
        { value: 'focal', label: 'Focal' },
      ],
      puts: { at: 'model.settings.loss', fresh: FRESH_LOSSES },
    },
    rare: true,
  },
  'model.settings.loss.alpha': {
    group: 'training',
    label: 'Focal alpha',
    why: 'How much the loss weighs (Lin et al. 2017).',
    control: share,
    rare: true,
  },
  'model.settings.loss.gamma': {
    group: 'training',
    label: 'Focal gamma',
    why: 'How little what is got right already counts (Lin et al. 2017).',
    control: { kind: 'number', least: 0, step: 0.5 },
    rare: true,
  },
  'model.settings.clipNorm': {
    group: 'training',
    label: 'Largest gradient',
    why: 'Steps are cut back to this norm. Helps where the loss jumps.',
    control: { ...above0, step: 0.5, off: { label: 'As they come', start: 1 } },
    rare: true,
  },
  'model.settings.weightDecay': {
    group: 'training',
    label: 'Weight decay',
    why: 'Pulls the weights towards 0 a little at every step (Loshchilov & Hutter 2019). Helps with noisy labels.',
    control: { kind: 'number', least: 0, step: 0.001 },
    rare: true,
  },
};

export const SMOOTHING_SETTINGS: Group<'smoothing'> = {
  'smoothing.kind': {
    group: 'smoothing',
    label: 'Smoothing of what is shown',
    why: 'Calms the answers in a live session. What is logged is never smoothed.',
    control: {
      kind: 'choice',
      options: [
        { value: 'none', label: 'None' },
        { value: 'exponential', label: 'Exponential' },
      ],
      puts: { at: 'smoothing', fresh: FRESH_SMOOTHINGS },
    },
  },
  'smoothing.halfLifeMs': {
    group: 'smoothing',
    label: 'Half-life',
    why: 'After this long an answer counts half.',
    control: { ...above0, step: 250, unit: 'ms' },
  },
};
