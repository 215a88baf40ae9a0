import { createBundleStore } from '#adapters/idb/bundle-store.ts';
import type { BundleHead } from '#core/deployments/stored-bundle.ts';
import type { RunParent } from '#core/lab/lab-run.ts';
import { draftOf } from '#core/recipes/form/recipe-draft.ts';
import { ENGAGEMENT_RECIPE } from '#core/recipes/engagement.ts';
import type { Recipe } from '#core/recipes/recipe.ts';
import { FINE_TUNING } from '#pipelines/fine-tune.ts';
import type { ParentModel } from '#stores/lab/train-store.ts';
import type { TrainActions } from '#ui/lab/train/train-actions.ts';
import type { LabDeps } from './lab-deps.ts';

type FurtherActions = Pick<TrainActions, 'loadParents' | 'trainFurther' | 'editFurther'>;

function parentOf({ id, manifest: { origin } }: BundleHead): readonly ParentModel[] {
  const trained = origin.kind === 'trained' && origin.recipe.model.kind === 'network';
  return trained ? [{ id, recipe: origin.recipe }] : [];
}

/** The parent's recipe, with how it is trained further; the pipeline does the rest by the parent. */
function recipeOf(recipe: Recipe, { learningRate, epochs }: RunParent): Recipe {
  const { model } = recipe;
  if (model.kind !== 'network') return recipe;
  const settings = { ...model.settings, learningRate, maxEpochs: epochs };
  return { ...recipe, augmentation: null, model: { ...model, settings } };
}

/** The form of a run that trains a kept model further. */
export function createTrainFurtherActions(
  { stores: { train: store } }: Pick<LabDeps, 'stores'>,
  bundles = createBundleStore(),
): FurtherActions {
  const set = (further: RunParent, recipe: Recipe): void => {
    const base = draftOf(recipeOf(recipe, further));
    store.setState(({ form }) => ({ form: { ...form, base, draft: base, further } }));
  };
  const parent = (bundleId: string): ParentModel | undefined =>
    store.getState().parents.find(({ id }) => id === bundleId);

  return {
    async loadParents() {
      try {
        const { heads } = await bundles.list();
        store.setState({ parents: heads.flatMap(parentOf) });
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        store.setState({ problem: `The kept models could not be read. ${why}` });
      }
    },
    trainFurther(bundleId) {
      const chosen = bundleId === null ? undefined : parent(bundleId);
      if (chosen === undefined) {
        const base = draftOf(ENGAGEMENT_RECIPE);
        store.setState(({ form }) => ({ form: { ...form, base, draft: base, further: null } }));
        return;
      }
      const { learningRate, epochs } = FINE_TUNING;
      set({ bundleId: chosen.id, learningRate, epochs }, chosen.recipe);
    },
    editFurther(change) {
      const { further } = store.getState().form;
      const recipe = further === null ? undefined : parent(further.bundleId)?.recipe;
      if (further === null || recipe === undefined) return;
      set({ ...further, ...change }, recipe);
    },
  };
}
