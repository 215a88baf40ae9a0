import { createLabSourceStore } from '#adapters/idb/lab-source-store.ts';
import type { LabDataSpec } from '#core/lab/lab-run.ts';
import { usedData } from '#core/lab/used-data.ts';
import type { Recipe } from '#core/recipes/recipe.ts';
import type { ExploreActions } from '#ui/lab/explore/explore-actions.ts';
import type { LabDeps } from './lab-deps.ts';

const NO_SOURCES =
  'No source is in use yet. Add files, videos or sessions on the Data page, and switch them on.';

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export function createExploreActions({ stores, desk }: LabDeps): ExploreActions {
  const store = stores.explore;
  const sources = createLabSourceStore();
  /** What was described last; an answer to an older question is not shown. */
  let asked: { readonly data: LabDataSpec; readonly recipe: Recipe } | null = null;

  return {
    async explore(recipe) {
      const own = { data: usedData([]), recipe };
      asked = own;
      const show = (state: Partial<ReturnType<typeof store.getState>>): void => {
        if (asked?.recipe === recipe) store.setState(state);
      };
      show({
        explored: { kind: 'reading', done: 0, all: 0, what: 'the sources' },
        window: null,
        windowProblem: null,
      });
      const quiet = desk.listen((notice) => {
        if (notice.kind === 'progress') {
          const { done, all, what } = notice;
          show({ explored: { kind: 'reading', done, all, what } });
        }
      });
      try {
        const data = usedData((await sources.list()).items);
        if (data.sources.length === 0) {
          show({ explored: { kind: 'failed', why: NO_SOURCES } });
          return;
        }
        asked = asked === own ? { data, recipe } : asked;
        const client = await desk.ask();
        const exploration = await client.call('explore', { data, recipe });
        show({ explored: { kind: 'ready', exploration } });
      } catch (error) {
        show({ explored: { kind: 'failed', why: words(error) } });
      } finally {
        quiet();
      }
    },
    async showWindow(index) {
      const about = asked;
      if (about === null) return;
      try {
        const client = await desk.ask();
        const window = await client.call('windowCurves', { ...about, index });
        if (asked === about) store.setState({ window, windowProblem: null });
      } catch (error) {
        if (asked === about) store.setState({ window: null, windowProblem: words(error) });
      }
    },
  };
}
