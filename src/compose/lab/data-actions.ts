import {
  canPick,
  droppedFiles,
  type GivenFiles,
  inputFiles,
  type OnFound,
  pickedFiles,
  pickedFolder,
} from '#adapters/files/given-files.ts';
import {
  createLabFileStore,
  createLabSourceStore,
  type LabSourceDatabase,
} from '#adapters/idb/lab-source-store.ts';
import { createLabelStore } from '#adapters/idb/label-store.ts';
import { pageClock } from '#adapters/page/page-clock.ts';
import { watchPageHide } from '#adapters/page/page-visibility.ts';
import type { LabSource } from '#core/lab/lab-source.ts';
import { offeredRecipe } from '#core/lab/offered-recipes.ts';
import { createDeletions } from '#stores/deletion-store.ts';
import type { ClipsActions } from '#ui/lab/clips/clips-actions.ts';
import type { DataActions } from '#ui/lab/data/data-actions.ts';
import { keepFiles, type KeepProgress, sortGiven } from './keep-files.ts';
import type { LabDeps } from './lab-deps.ts';
import { createSurveyRuns, type SurveyRunPorts } from './survey-runs.ts';

export interface DataPorts extends Pick<SurveyRunPorts, 'files' | 'labels'> {
  readonly sources: LabSourceDatabase;
  /** How long a removal can be undone, milliseconds. */
  readonly graceMs?: number;
}

const inTheBrowser = (): DataPorts => ({
  sources: createLabSourceStore(),
  files: createLabFileStore(),
  labels: createLabelStore(),
});

const RECIPE_KEY = 'heed-lab-recipe';
const LOOSE = 'Files';
const SESSIONS = 'Own sessions';
const OWN_LICENCE = "the students' own recordings";

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** Where site data are blocked, the choice holds until the page is left. */
function remembered(): string | null {
  try {
    return localStorage.getItem(RECIPE_KEY);
  } catch {
    return null;
  }
}
function remember(recipe: string): void {
  try {
    localStorage.setItem(RECIPE_KEY, recipe);
  } catch {
    // It holds until the page is left.
  }
}

export function createDataActions(
  { stores: { data }, desk, archive }: Pick<LabDeps, 'stores' | 'desk' | 'archive'>,
  addVideos: ClipsActions['addVideos'],
  { sources, files, labels, graceMs }: DataPorts = inTheBrowser(),
): DataActions {
  const surveys = createSurveyRuns({ data, desk, files, labels });
  let adding: AbortController | null = null;

  const failed = (error: unknown): void => {
    data.setState({ failure: messageOf(error) });
  };

  const list = async (): Promise<void> => {
    const { items, unreadable } = await sources.list();
    const { going } = data.getState();
    data.setState({ sources: items.filter(({ id }) => id !== going?.id), unreadable });
  };
  /** After the data have changed: workers that read them begin anew. */
  const changed = async (): Promise<void> => {
    await list();
    desk.renew();
    await surveys.run();
  };

  const headOf = (name: string, licence: string) => ({
    id: crypto.randomUUID(),
    formatVersion: 1 as const,
    name,
    addedAt: pageClock(),
    licence,
    used: true,
  });

  async function keep(given: GivenFiles, progress: KeepProgress): Promise<readonly string[]> {
    const { keep: kept, videos, notes } = await sortGiven(given, progress);
    const more: string[] = [...notes];
    if (kept.length > 0) {
      const [first] = kept;
      const name = given.name ?? (kept.length === 1 && first !== undefined ? first.path : LOOSE);
      const source = { ...headOf(name, ''), kind: 'files' as const };
      more.push(...(await keepFiles(sources, source, kept, progress)).notes);
    }
    if (videos.length > 0 && !progress.abort.aborted) {
      // Reading them takes as long as it takes, and tells of itself.
      void addVideos(videos, given.folder).then(changed).catch(failed);
    }
    if (kept.length + videos.length + more.length === 0) {
      more.push(`${given.name ?? 'What was given'} is empty.`);
    }
    return more;
  }

  async function add(look: (onFound: OnFound) => Promise<readonly GivenFiles[]>): Promise<void> {
    if (adding !== null) {
      data.setState({
        failure: 'Files are being kept already: wait for them, or stop them first.',
      });
      return;
    }
    const own = new AbortController();
    adding = own;
    data.setState({ notes: [], failure: null });
    const notes: string[] = [];
    try {
      const given = await look((count, path) => {
        own.signal.throwIfAborted();
        data.setState({ adding: { done: count, all: null, what: path } });
      });
      const tell = (done: number, all: number, what: string): void => {
        data.setState({ adding: { done, all, what } });
      };
      for (const one of given) notes.push(...(await keep(one, { tell, abort: own.signal })));
    } catch (error) {
      if (own.signal.aborted) notes.push('Stopped before anything was kept.');
      else failed(error);
    } finally {
      adding = null;
      data.setState({ adding: null, notes });
    }
    await changed().catch(failed);
  }

  const deletions = createDeletions(async (ids) => {
    for (const id of ids) await sources.delete(id);
  }, graceMs);
  watchPageHide(() => {
    void deletions.flush();
  });
  deletions.store.subscribe(({ pending, failure }, before) => {
    if (failure !== null && failure !== before.failure) failed(new Error(failure));
    if (pending !== null || before.pending === null) return;
    data.setState({ going: null });
    void changed().catch(failed);
  });

  const changeSource = async (
    id: string,
    change: (source: LabSource) => LabSource,
  ): Promise<void> => {
    try {
      const { items } = await sources.list();
      const source = items.find((one) => one.id === id);
      if (source !== undefined) await sources.put(change(source));
      await changed();
    } catch (error) {
      failed(error);
    }
  };

  return {
    async openData() {
      const recipe = remembered();
      data.setState({ picks: canPick() });
      if (recipe !== null && offeredRecipe(recipe) !== undefined) data.setState({ recipe });
      try {
        await list();
        await surveys.run();
      } catch (error) {
        data.setState({ sources: data.getState().sources ?? [] });
        failed(error);
      }
    },
    addDropped: (dropped) => {
      const found = new Map<number, string>();
      let hear: OnFound = (count, path) => found.set(count, path);
      // Within the event: afterwards a browser has forgotten what was dropped.
      const given = droppedFiles(dropped, (count, path) => {
        hear(count, path);
      });
      return add((onFound) => {
        hear = onFound;
        return given;
      });
    },
    addFiles: (given) => add(() => Promise.resolve(inputFiles(given))),
    pickFiles: () => add(pickedFiles),
    pickFolder: () => add(pickedFolder),
    stopAdding() {
      adding?.abort();
    },
    async listOwnSessions() {
      try {
        const all = await archive.list();
        const sessions = all.filter(
          ({ mode, endedAt }) => mode !== 'events_only' && endedAt !== null,
        );
        data.setState({ sessions });
      } catch (error) {
        failed(error);
      }
    },
    async addSessions(sessionIds) {
      if (sessionIds.length === 0) return;
      const head = headOf(SESSIONS, OWN_LICENCE);
      try {
        await sources.put({ ...head, kind: 'sessions', sessionIds });
        await changed();
      } catch (error) {
        failed(error);
      }
    },
    useSource: (id, used) => changeSource(id, (source) => ({ ...source, used })),
    describeSource: (id, { name, licence }) =>
      changeSource(id, (source) => ({
        ...source,
        name: name.trim() === '' ? source.name : name.trim(),
        licence: licence.trim(),
      })),
    async removeSource(id) {
      const source = data.getState().sources?.find((one) => one.id === id);
      if (source === undefined) return;
      await deletions.flush();
      deletions.request([id]);
      const { pending } = deletions.store.getState();
      data.setState(({ sources: shown }) => ({
        going: { id, name: source.name, graceMs: pending?.graceMs ?? 0 },
        sources: shown?.filter((one) => one.id !== id) ?? null,
        failure: null,
      }));
    },
    keepSource() {
      deletions.undo();
    },
    chooseRecipe(name) {
      if (offeredRecipe(name) === undefined) return;
      data.setState({ recipe: name });
      remember(name);
      void surveys.run();
    },
    stopSurveys() {
      surveys.stop();
    },
    surveyAgain: () => surveys.run(),
  };
}
