import { parseRecipe, type Recipe } from './recipe.ts';

/**
 * How engaged somebody looks, from gaze, head, eyes and presence alone. To be trained on few
 * persons, so that nothing is stopped by them.
 */
export const ATTENTION_LEVEL_RECIPE: Recipe = parseRecipe({
  format: 'heed-recipe',
  formatVersion: 1,
  name: 'attention-level',
  version: 1,
  signal: { name: 'attention', version: 1 },
  labels: {
    kind: 'classes',
    names: ['not_engaged', 'nominally_engaged', 'very_engaged'],
    ordinal: true,
  },
  scaleLimit: 5,
  balance: 'none',
  model: {
    kind: 'network',
    layers: [
      { kind: 'lstm', units: 24, returnSequences: false },
      { kind: 'dropout', rate: 0.1 },
      { kind: 'dense', units: 16, activation: 'relu' },
      { kind: 'dropout', rate: 0.1 },
      { kind: 'dense', units: 3, activation: 'softmax' },
    ],
    settings: {
      learningRate: 5e-3,
      schedule: { kind: 'one_cycle', warmUp: 0.1 },
      clipNorm: 5,
      weightDecay: 1e-3,
      batchSize: 128,
      maxEpochs: 5,
      earlyStopping: null,
    },
  },
  smoothing: { kind: 'exponential', halfLifeMs: 1000 },
});
