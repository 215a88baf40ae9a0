import { LEARNING_STATES } from '../models/prediction.ts';
import { FACE_SIGNAL } from '../signals/face-signal.ts';
import { durationMs } from '../units.ts';
import type { Recipe } from './recipe.ts';

/** The main recipe: one second of the face signal to four learning states. */
export const ENGAGEMENT_RECIPE = {
  name: 'engagement',
  version: 1,
  signal: FACE_SIGNAL,
  window: { length: 30, rateHz: 30, maxGap: durationMs(250) },
  labels: LEARNING_STATES,
  layers: [
    { kind: 'lstm', units: 128, returnSequences: true },
    { kind: 'dropout', rate: 0.3 },
    { kind: 'lstm', units: 64, returnSequences: false },
    { kind: 'dropout', rate: 0.3 },
    { kind: 'dense', units: 32, activation: 'relu' },
    { kind: 'dense', units: LEARNING_STATES.length, activation: 'softmax' },
  ],
  training: {
    hop: 15,
    split: { train: 0.7, validation: 0.15, test: 0.15 },
    maxEpochs: 20,
    batchSize: 128,
    learningRate: 3e-4,
    patience: 5,
  },
  smoothing: { kind: 'exponential', halfLife: durationMs(1000) },
} as const satisfies Recipe;
