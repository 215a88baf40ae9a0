import type { LabClient } from '#adapters/worker-clients/lab-client.ts';
import type { LabFileStore, LabelStore } from '#core/lab/lab-stores.ts';
import { offeredRecipe } from '#core/lab/offered-recipes.ts';
import type { LabNotice } from '#protocol/lab/lab-protocol.ts';
import type { DataStore, SurveyState } from '#stores/lab/data-store.ts';
import type { LabDesk } from './lab-desk.ts';

export interface SurveyRunPorts {
  readonly data: DataStore;
  readonly desk: Pick<LabDesk, 'start'>;
  readonly files: Pick<LabFileStore, 'list'>;
  readonly labels: Pick<LabelStore, 'list'>;
}

export interface SurveyRuns {
  /** Surveys every source that has changed since, one after the other. */
  run(): Promise<void>;
  stop(): void;
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** Surveys in a worker of their own, which is ended to stop them and when all are done. */
export function createSurveyRuns({ data, desk, files, labels }: SurveyRunPorts): SurveyRuns {
  /** Of what each survey is that is shown, by source. */
  const stateOfShown = new Map<string, string>();
  let client: LabClient | null = null;
  /** Counts runs: a newer one, or a stop, ends those before. */
  let turn = 0;
  let reading: string | null = null;

  const show = (id: string, state: SurveyState): void => {
    data.setState(({ surveys }) => ({ surveys: { ...surveys, [id]: state } }));
  };
  const hear = (notice: LabNotice): void => {
    if (notice.kind !== 'progress' || reading === null) return;
    const { done, all, what } = notice;
    show(reading, { kind: 'reading', done, all, what });
  };
  const end = (): void => {
    client?.close();
    client = null;
    reading = null;
  };

  /** What a survey goes by, so that none is made twice. */
  const statesNow = async (): Promise<ReadonlyMap<string, string>> => {
    const { sources, recipe } = data.getState();
    const tracks = (await labels.list()).items.map(({ recording, updatedAt }) => [
      recording,
      updatedAt,
    ]);
    const all = sources ?? [];
    const lists = await Promise.all(all.map(({ id }) => files.list(id)));
    const kept = all.map((source, index) => ({
      id: source.id,
      used: source.used,
      files: lists[index]?.map(({ name, sizeBytes }) => [name, sizeBytes]),
      sessions: source.kind === 'sessions' ? source.sessionIds : [],
    }));
    return new Map(
      all.map(({ id }) => {
        const seen = kept.filter((one) => one.used || one.id === id);
        const others = seen.map((one) => ({ ...one, used: true }));
        return [id, JSON.stringify([recipe, tracks, others])];
      }),
    );
  };

  return {
    async run() {
      const own = ++turn;
      end();
      const recipe = offeredRecipe(data.getState().recipe);
      if (recipe === undefined) return;
      try {
        const states = await statesNow();
        if (own !== turn) return;
        const due = [...states].filter(
          ([id, state]) =>
            stateOfShown.get(id) !== state || data.getState().surveys[id]?.kind !== 'ready',
        );
        for (const [id] of due) show(id, { kind: 'waiting' });
        if (due.length === 0) return;
        const opened = await desk.start(hear);
        if (own !== turn) {
          opened.close();
          return;
        }
        client = opened;
        for (const [id, state] of due) {
          reading = id;
          show(id, { kind: 'reading', done: 0, all: 0, what: '' });
          try {
            const survey = await opened.call('survey', { sourceId: id, recipe });
            if (own !== turn) return;
            stateOfShown.set(id, state);
            if (survey !== null) show(id, { kind: 'ready', survey });
          } catch (error) {
            if (own !== turn) return;
            show(id, { kind: 'failed', why: messageOf(error) });
          }
        }
        end();
      } catch (error) {
        if (own === turn) data.setState({ failure: messageOf(error) });
      }
    },
    stop() {
      turn++;
      end();
      const { surveys } = data.getState();
      const stopped = Object.entries(surveys).map(([id, state]): [string, SurveyState] => [
        id,
        state.kind === 'reading' || state.kind === 'waiting' ? { kind: 'stopped' } : state,
      ]);
      data.setState({ surveys: Object.fromEntries(stopped) });
    },
  };
}
