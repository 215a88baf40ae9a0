import { durationMs } from '../units.ts';
import type { WindowContract } from '../windows/window.ts';
import { parseRecipe, type Recipe } from './recipe.ts';

/** One second of the face signal, as the original's engagement LSTM takes it. */
export const SECOND_AT_30_HZ: WindowContract = {
  length: 30,
  rateHz: 30,
  maxGap: durationMs(250),
};

/** The original's main model: LSTM 128/64 to one of four learning states. */
export const ENGAGEMENT_RECIPE: Recipe = parseRecipe({
  format: 'heed-recipe',
  formatVersion: 1,
  name: 'engagement',
  version: 2,
  model: {
    kind: 'network',
    layers: [
      { kind: 'lstm', units: 128, returnSequences: true },
      { kind: 'dropout', rate: 0.3 },
      { kind: 'lstm', units: 64, returnSequences: false },
      { kind: 'dropout', rate: 0.3 },
      { kind: 'dense', units: 32, activation: 'relu' },
      { kind: 'dense', units: 4, activation: 'softmax' },
    ],
    settings: { learningRate: 3e-4, batchSize: 128, maxEpochs: 100 },
  },
  smoothing: { kind: 'exponential', halfLifeMs: 1000 },
});

/** The contract that a recipe's windows keep. */
export const windowContract = ({ window }: Pick<Recipe, 'window'>): WindowContract => ({
  length: window.length,
  rateHz: window.rateHz,
  maxGap: durationMs(window.maxGapMs),
});
