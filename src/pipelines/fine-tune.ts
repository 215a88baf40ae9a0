import type { SourcedWindow } from '#core/dataset/sided-window.ts';
import { TrainingRefused } from '#core/dataset/training-refusal.ts';
import { cellOf, type LayerSpec } from '#core/models/layer-spec.ts';
import type { NetworkBundle } from '#core/models/model-bundle.ts';
import type { Recipe } from '#core/recipes/recipe.ts';
import type { TrainedBundle, TrainModelOptions } from './train-contract.ts';
import { trainModel } from './train-model.ts';

export interface FineTuneSettings {
  readonly learningRate: number;
  readonly epochs: number;
  /** Positions of layers that stay as they are; the first recurrent one where not given. */
  readonly frozen?: readonly number[] | undefined;
}

export const FINE_TUNING: FineTuneSettings = { learningRate: 1e-4, epochs: 5 };

export interface FineTuneOptions extends Omit<
  TrainModelOptions,
  'recipe' | 'split' | 'by' | 'parent' | 'further' | 'expand'
> {
  readonly parent: NetworkBundle;
  /** One's own, each with its session in `person`: sessions are what is held out. */
  readonly windows: readonly SourcedWindow[];
  readonly settings?: FineTuneSettings;
}

/** The first layer with a state: what it makes of features holds for everybody. */
export function firstRecurrent(layers: readonly LayerSpec[]): readonly number[] {
  const index = layers.findIndex((layer) => cellOf(layer) !== null);
  return index < 0 ? [] : [index];
}

/** The parent's recipe with the settings of fine-tuning. */
function recipeOf({ manifest, layers }: NetworkBundle, settings: FineTuneSettings): Recipe {
  const { origin } = manifest;
  if (origin.kind === 'imported' || origin.recipe.model.kind !== 'network') {
    throw new TrainingRefused(
      `${manifest.id} was brought in from elsewhere and does not say how it was trained, so it cannot be trained further. Choose a bundle that Heed trained.`,
    );
  }
  const { recipe } = origin;
  return {
    ...recipe,
    augmentation: null,
    model: {
      kind: 'network',
      layers,
      settings: {
        ...origin.recipe.model.settings,
        learningRate: settings.learningRate,
        schedule: { kind: 'constant' },
        maxEpochs: settings.epochs,
        earlyStopping: {
          score: origin.recipe.model.settings.earlyStopping?.score ?? 'macro_f1',
          patience: settings.epochs,
        },
      },
    },
  };
}

/** In the order of `weightShapes`, as a training begins with them. */
export function joinedWeights(weights: NetworkBundle['weights']): ArrayBuffer {
  const all = new Float32Array(weights.reduce((sum, { values }) => sum + values.length, 0));
  let offset = 0;
  for (const { values } of weights) {
    all.set(values, offset);
    offset += values.length;
  }
  return all.buffer;
}

/**
 * Trains a bundle further on one's own labelled sessions: its scaler and the frozen layers stay, and
 * the new bundle names it as its parent. The test sessions judge it; `deploymentGate` says whether
 * it is worse. Throws as `trainModel` does.
 */
export function fineTune(options: FineTuneOptions): Promise<TrainedBundle> {
  const { parent, settings = FINE_TUNING, ...rest } = options;
  const { manifest, layers } = parent;
  return trainModel({
    ...rest,
    recipe: recipeOf(parent, settings),
    split: null,
    by: 'video',
    further: { scaler: manifest.scaler },
    parent: {
      id: manifest.id,
      initial: {
        weights: joinedWeights(parent.weights),
        frozen: settings.frozen ?? firstRecurrent(layers),
      },
    },
  });
}
