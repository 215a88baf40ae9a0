import { createLabSourceStore } from '#adapters/idb/lab-source-store.ts';
import { saveFile } from '#adapters/files/save-file.ts';
import type { LabSource } from '#core/lab/lab-source.ts';
import type { Survey } from '#core/lab/survey.ts';
import { readDraft } from '#core/recipes/form/recipe-faults.ts';
import { draftOf } from '#core/recipes/form/recipe-draft.ts';
import { parseRecipe, type Recipe } from '#core/recipes/recipe.ts';
import type { MaterialSource } from '#stores/lab/train-store.ts';
import type { TrainActions } from '#ui/lab/train/train-actions.ts';
import type { LabDeps } from './lab-deps.ts';

type FormActions = Pick<
  TrainActions,
  | 'countMaterial'
  | 'startFrom'
  | 'editRecipe'
  | 'nameNextRun'
  | 'seedNextRun'
  | 'startLike'
  | 'importRecipe'
  | 'exportRecipe'
>;

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function* once(text: string): AsyncGenerator<string> {
  yield await Promise.resolve(text);
}

const materialOf = ({ id, name, licence }: LabSource, survey: Survey | null): MaterialSource => ({
  id,
  name,
  licence,
  windows: survey?.windows ?? 0,
  persons: survey?.persons.filter(({ windows }) => windows > 0).map((own) => own.name) ?? [],
  classes: survey?.classes ?? [],
  refusal:
    survey === null
      ? 'It is not there any more.'
      : survey.verdict.kind === 'not_usable'
        ? (survey.verdict.reasons[0] ?? 'Nothing of it can be used.')
        : null,
});

/** What the form of a run asks for. */
export function createTrainFormActions({
  stores,
  desk,
}: Pick<LabDeps, 'stores' | 'desk'>): FormActions {
  const store = stores.train;
  let asked: Recipe | null = null;

  const edit: FormActions['editRecipe'] = (change) => {
    store.setState(({ form }) => ({ form: { ...form, draft: change(form.draft, form.base) } }));
  };
  const startFrom = (recipe: Recipe): void => {
    const base = draftOf(recipe);
    store.setState(({ form }) => ({ form: { ...form, base, draft: base, further: null } }));
  };

  return {
    async countMaterial(recipe) {
      asked = recipe;
      const show = (material: ReturnType<typeof store.getState>['material']): void => {
        if (asked === recipe) store.setState({ material });
      };
      show({ kind: 'counting' });
      try {
        const used = (await createLabSourceStore().list()).items.filter((source) => source.used);
        const counted: MaterialSource[] = [];
        for (const source of used) {
          const client = await desk.ask();
          const survey = await client.call('survey', { sourceId: source.id, recipe });
          if (asked !== recipe) return;
          counted.push(materialOf(source, survey));
        }
        show({ kind: 'counted', sources: counted });
      } catch (error) {
        show({ kind: 'failed', why: words(error) });
      }
    },
    startFrom,
    editRecipe: edit,
    nameNextRun(name) {
      store.setState(({ form }) => ({ form: { ...form, name } }));
    },
    seedNextRun(seed) {
      store.setState(({ form }) => ({ form: { ...form, seed } }));
    },
    startLike(runId) {
      const run = store.getState().runs?.find(({ id }) => id === runId);
      if (run === undefined) return;
      startFrom(run.recipe);
      store.setState(({ form }) => ({ form: { ...form, seed: run.seed } }));
    },
    async importRecipe(file) {
      try {
        startFrom(parseRecipe(JSON.parse(await file.text())));
        store.setState({ problem: null });
      } catch (error) {
        const why = error instanceof SyntaxError ? 'It is no JSON.' : words(error);
        store.setState({
          problem: `${file.name} was not read: ${why} The settings are as they were.`,
        });
      }
    },
    async exportRecipe() {
      const read = readDraft(store.getState().form.draft);
      if (read.kind === 'faulty') return;
      const text = `${JSON.stringify(read.recipe, null, 2)}\n`;
      try {
        await saveFile({
          name: `${read.recipe.name}.recipe.json`,
          mime: 'application/json',
          content: once(text),
        });
      } catch (error) {
        store.setState({ problem: `The recipe was not saved. ${words(error)}` });
      }
    },
  };
}
