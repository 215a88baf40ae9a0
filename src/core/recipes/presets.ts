import type { LayerInput } from '../models/layer-spec.ts';
import { ENGAGEMENT_RECIPE } from './engagement.ts';
import { parseRecipe, type Recipe, type RecipeInput } from './recipe.ts';

const recipe = (input: Omit<RecipeInput, 'format' | 'formatVersion'>): Recipe =>
  parseRecipe({ format: 'heed-recipe', formatVersion: 1, ...input });

const END: readonly LayerInput[] = [
  { kind: 'dropout', rate: 0.3 },
  { kind: 'dense', units: 32, activation: 'relu' },
  { kind: 'dense', units: 4, activation: 'softmax' },
];
const SETTINGS = { learningRate: 1e-3, batchSize: 128 };

/**
 * The original's fall detector: 60 samples of 6 features, the short ones padded and masked, and one
 * output that says whether it is a fall. 20,289 parameters.
 */
export const FALL_RECIPE = recipe({
  name: 'fall',
  signal: { name: 'fall', version: 1 },
  window: { length: 60, rateHz: 30 },
  cut: { hop: 15, short: { kind: 'pad', atLeast: 15 } },
  labels: { kind: 'class_present', name: 'fall' },
  model: {
    kind: 'network',
    layers: [
      { kind: 'masking' },
      { kind: 'lstm', units: 64, returnSequences: false },
      { kind: 'dropout', rate: 0.3 },
      { kind: 'dense', units: 32, activation: 'relu' },
      { kind: 'dense', units: 1, activation: 'sigmoid' },
    ],
    settings: { loss: { kind: 'focal' }, batchSize: 32 },
  },
});

/** Reads the window from both ends. */
export const BIDIRECTIONAL_RECIPE = recipe({
  name: 'bidirectional-lstm',
  model: {
    kind: 'network',
    layers: [
      {
        kind: 'bidirectional',
        inner: { kind: 'lstm', units: 64, returnSequences: false },
      },
      ...END,
    ],
    settings: SETTINGS,
  },
});

export const GRU_RECIPE = recipe({
  name: 'gru',
  model: {
    kind: 'network',
    layers: [{ kind: 'gru', units: 64, returnSequences: false }, ...END],
    settings: SETTINGS,
  },
});

export const LOGISTIC_RECIPE = recipe({ name: 'logistic', model: { kind: 'logistic' } });

export const FOREST_RECIPE = recipe({ name: 'random-forest', model: { kind: 'random_forest' } });

export const BOOSTING_RECIPE = recipe({
  name: 'gradient-boosting',
  model: { kind: 'gradient_boosting' },
});

/** Recipes to begin with, by name. */
export const PRESETS: readonly Recipe[] = [
  ENGAGEMENT_RECIPE,
  FALL_RECIPE,
  BIDIRECTIONAL_RECIPE,
  GRU_RECIPE,
  LOGISTIC_RECIPE,
  FOREST_RECIPE,
  BOOSTING_RECIPE,
];
