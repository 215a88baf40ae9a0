import { parseRecipe, type Recipe } from './recipe.ts';

/**
 * Which of the four learning states are there, each for itself, from all features of a face. The
 * labels are noisy: few units, much decay, and no epoch chosen by a score.
 */
export const LEARNING_STATES_RECIPE: Recipe = parseRecipe({
  format: 'heed-recipe',
  formatVersion: 1,
  name: 'learning-states',
  version: 1,
  labels: { kind: 'states_present' },
  scaleLimit: 2.5,
  balance: 'none',
  model: {
    kind: 'network',
    layers: [
      { kind: 'lstm', units: 32, returnSequences: false },
      { kind: 'dropout', rate: 0.3 },
      { kind: 'dense', units: 32, activation: 'tanh' },
      { kind: 'dropout', rate: 0.3 },
      { kind: 'dense', units: 4, activation: 'sigmoid' },
    ],
    settings: {
      loss: { kind: 'binary_cross_entropy' },
      learningRate: 5e-3,
      schedule: { kind: 'one_cycle', warmUp: 0.3 },
      clipNorm: 1,
      weightDecay: 0.1,
      batchSize: 320,
      maxEpochs: 4,
      earlyStopping: null,
    },
  },
  smoothing: { kind: 'exponential', halfLifeMs: 1000 },
});
