import type { LabelRule } from '../../dataset/label-rule.ts';
import { ENGAGEMENT_RECIPE } from '../engagement.ts';
import type { Loss, ModelSpec, Recipe, Schedule } from '../recipe.ts';

type ByKind<Part extends { readonly kind: string }> = {
  readonly [Kind in Part['kind']]: Extract<Part, { readonly kind: Kind }>;
};

/** What a part of a recipe starts from when its kind is chosen. */
export const FRESH_LABELS: ByKind<LabelRule> = {
  dominant_state: { kind: 'dominant_state' },
  state_present: { kind: 'state_present', state: 'confusion', atLeast: 2 },
  states_present: { kind: 'states_present', atLeast: 2 },
  level: { kind: 'level', state: 'engagement' },
  status: { kind: 'status' },
  classes: {
    kind: 'classes',
    names: ['not_engaged', 'nominally_engaged', 'very_engaged'],
    ordinal: true,
  },
  class_present: { kind: 'class_present', name: 'engaged' },
};

export const FRESH_MODELS: ByKind<ModelSpec> = {
  network: ENGAGEMENT_RECIPE.model as Extract<ModelSpec, { kind: 'network' }>,
  logistic: { kind: 'logistic', l2: 1 },
  random_forest: { kind: 'random_forest', trees: 300, maxDepth: 16, minExamples: 5 },
  gradient_boosting: { kind: 'gradient_boosting', trees: 300, maxDepth: 6, shrinkage: 0.1 },
};

export const FRESH_LOSSES: ByKind<Loss> = {
  cross_entropy: { kind: 'cross_entropy' },
  binary_cross_entropy: { kind: 'binary_cross_entropy' },
  focal: { kind: 'focal', alpha: 0.25, gamma: 2 },
};

export const FRESH_SCHEDULES: ByKind<Schedule> = {
  constant: { kind: 'constant' },
  step: { kind: 'step', everyEpochs: 20, factor: 0.5 },
  cosine: { kind: 'cosine', final: 0 },
  one_cycle: { kind: 'one_cycle', warmUp: 0.3 },
  plateau: { kind: 'plateau', patience: 5, factor: 0.5 },
};

export const FRESH_SMOOTHINGS: ByKind<Recipe['smoothing']> = {
  none: { kind: 'none' },
  exponential: { kind: 'exponential', halfLifeMs: 1000 },
};

export const FRESH_SHORT: ByKind<Recipe['cut']['short']> = {
  skip: { kind: 'skip' },
  pad: { kind: 'pad', atLeast: 15 },
};

export const FRESH_SIGNALS = {
  face: { name: 'face', version: 2 },
  attention: { name: 'attention', version: 1 },
} as const satisfies Readonly<Record<string, Recipe['signal']>>;

export const FRESH_STOPPING = { score: 'macro_f1', patience: 10 } as const;
export const FRESH_AUGMENTATION = {
  copies: 1,
  timeWarp: 0.1,
  noise: 0.05,
  featureDropout: 0.1,
  mirror: 0.5,
} as const satisfies NonNullable<Recipe['augmentation']>;
