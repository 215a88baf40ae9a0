import { TrainingRefused } from '#core/dataset/training-refusal.ts';
import { cellOf, type LayerSpec } from '#core/models/layer-spec.ts';
import type { NetworkBundle } from '#core/models/model-bundle.ts';
import type { Recipe } from '#core/recipes/recipe.ts';

/** How the last layers learn from a few dozen answers. */
const EPOCHS = 20;
const LEARNING_RATE = 5e-3;
const BATCH = 32;

/** Everything up to the last layer with a state stays: what follows is the last layers. */
export function allButTheLast(layers: readonly LayerSpec[]): readonly number[] {
  const last = layers.findLastIndex((layer) => cellOf(layer) !== null);
  return layers.flatMap((_, index) => (index <= last ? [index] : []));
}

/**
 * The parent's recipe for learning from answers: all epochs are run, as nobody is kept apart to stop
 * by, and both answers weigh the same, however often each was given. Throws TrainingRefused for a
 * bundle that does not say how it was trained.
 */
export function personalRecipe({ manifest, layers }: NetworkBundle): Recipe {
  const { origin } = manifest;
  if (origin.kind === 'imported' || origin.recipe.model.kind !== 'network') {
    throw new TrainingRefused(
      `${manifest.id} was brought in from elsewhere and does not say how it was trained, so it cannot learn from answers.`,
    );
  }
  return {
    ...origin.recipe,
    augmentation: null,
    balance: 'class_weights',
    model: {
      kind: 'network',
      layers,
      settings: {
        ...origin.recipe.model.settings,
        learningRate: LEARNING_RATE,
        schedule: { kind: 'constant' },
        batchSize: BATCH,
        maxEpochs: EPOCHS,
        earlyStopping: null,
      },
    },
  };
}
