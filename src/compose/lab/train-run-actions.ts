import { createLabSourceStore } from '#adapters/idb/lab-source-store.ts';
import { createRunLocks, type RunLocks } from '#adapters/idb/run-locks.ts';
import { createRunStore } from '#adapters/idb/run-store.ts';
import type { LabClient } from '#adapters/worker-clients/lab-client.ts';
import type { LabRun } from '#core/lab/lab-run.ts';
import type { LabSourceStore, RunStore } from '#core/lab/lab-stores.ts';
import { running, withEpoch, withTrouble } from '#core/lab/run-progress.ts';
import { usedData } from '#core/lab/used-data.ts';
import { readDraft } from '#core/recipes/form/recipe-faults.ts';
import { durationMs, timestampMs } from '#core/units.ts';
import type { LabNotice } from '#protocol/lab/lab-protocol.ts';
import { createDeletions } from '#stores/deletion-store.ts';
import type { LiveRun, TrainState } from '#stores/lab/train-store.ts';
import type { TrainActions } from '#ui/lab/train/train-actions.ts';
import type { LabDeps } from './lab-deps.ts';

type RunActions = Pick<
  TrainActions,
  | 'watchRuns'
  | 'leaveRuns'
  | 'startRun'
  | 'goOnWithRun'
  | 'finishRun'
  | 'interruptRun'
  | 'renameRun'
  | 'deleteRun'
  | 'keepRun'
  | 'dismissTrainProblem'
>;

export interface RunPorts {
  readonly runs: RunStore;
  readonly sources: Pick<LabSourceStore, 'list'>;
  readonly locks: Pick<RunLocks, 'running'>;
  readonly newId: () => string;
  readonly now: () => number;
  /** How often another tab's runs are looked at, milliseconds. */
  readonly lookEveryMs: number;
  /** How long a deletion can be undone, milliseconds. */
  readonly graceMs?: number;
}

const inTheBrowser = (): RunPorts => ({
  runs: createRunStore(),
  sources: createLabSourceStore(),
  locks: createRunLocks(),
  newId: () => crypto.randomUUID(),
  now: Date.now,
  lookEveryMs: 2000,
});

/** The worker of the run that is trained here. */
interface OwnRun {
  readonly id: string;
  client: LabClient | null;
  /** It was stopped by hand. */
  given: boolean;
}

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const lost = (error: unknown): string =>
  `${words(error)} What was learnt up to its last epoch is kept: go on from there.`;

/** Trainings: begun, followed, ended, kept. */
export function createTrainRunActions(
  { stores: { train: store }, desk }: Pick<LabDeps, 'stores' | 'desk'>,
  ports: RunPorts = inTheBrowser(),
): RunActions {
  const { runs, now } = ports;
  let own: OwnRun | null = null;
  let looking: ReturnType<typeof setInterval> | undefined;

  const patch = (id: string, change: (run: LabRun) => LabRun): void => {
    store.setState(({ runs: listed }) => ({
      runs: listed?.map((run) => (run.id === id ? change(run) : run)) ?? null,
    }));
  };
  const patchLive = (change: (live: LiveRun) => LiveRun): void => {
    store.setState(({ live }) => ({ live: live === null ? null : change(live) }));
  };
  const tell = (problem: string): void => {
    store.setState({ problem });
  };

  /** Of runs that are said to be trained: what nobody trains was interrupted. */
  const settled = async (listed: readonly LabRun[]): Promise<Partial<TrainState>> => {
    const trained = await ports.locks.running();
    const elsewhere = new Set<string>();
    const result: LabRun[] = [];
    for (const run of listed) {
      if (run.state.kind !== 'running' || run.id === own?.id) {
        const shown = store.getState().runs?.find(({ id }) => id === run.id);
        result.push(run.id === own?.id ? (shown ?? run) : run);
      } else if (trained.has(run.id)) {
        elsewhere.add(run.id);
        result.push(run);
      } else {
        const changed = await runs.update(run.id, (kept) => ({
          ...kept,
          state: { kind: 'interrupted' },
        }));
        if (changed !== null) result.push(changed);
      }
    }
    return { runs: result, elsewhere };
  };
  const load = async (): Promise<void> => {
    try {
      const { items, unreadable } = await runs.list();
      store.setState({ ...(await settled(items)), unreadable });
    } catch (error) {
      store.setState(({ runs: listed }) => ({
        runs: listed ?? [],
        problem: `The runs could not be read. ${words(error)}`,
      }));
    }
  };

  const hear = (id: string, notice: LabNotice): void => {
    if (own?.id !== id) return;
    switch (notice.kind) {
      case 'progress':
        patchLive((live) => ({ ...live, reading: { done: notice.done, all: notice.all } }));
        return;
      case 'stage':
        patchLive((live) => ({ ...live, reading: null, lastAt: timestampMs(now()) }));
        patch(id, (run) => ({ ...run, state: running(notice.stage) }));
        return;
      case 'batch':
        store.getState().batches.set(notice.done, notice.all);
        return;
      case 'epoch': {
        const at = timestampMs(now());
        patchLive((live) => ({
          ...live,
          lastAt: at,
          epochs: live.lastAt === null ? [] : [...live.epochs, durationMs(at - live.lastAt)],
        }));
        patch(id, (run) => ({ ...run, history: withEpoch(run.history, notice.epoch) }));
        return;
      }
      case 'trouble':
        patch(id, (run) => ({ ...run, troubles: withTrouble(run.troubles, notice.why) }));
    }
  };

  const end = async (id: string): Promise<void> => {
    own?.client?.close();
    own = null;
    store.setState({ live: null });
    const kept = await runs.get(id).catch(() => null);
    if (kept !== null) patch(id, () => kept);
  };

  const train = async (run: LabRun): Promise<void> => {
    if (own !== null) {
      tell('Another run is being trained here. Wait for its end, or stop it first.');
      return;
    }
    const mine: OwnRun = { id: run.id, client: null, given: false };
    own = mine;
    store.getState().batches.set(0, 0);
    const live = { runId: run.id, reading: null, epochs: [], lastAt: null, finishing: false };
    store.setState({ live, problem: null });
    patch(run.id, (shown) => ({ ...shown, state: running('reading') }));
    try {
      mine.client = await desk.start((notice) => {
        hear(run.id, notice);
      });
      await mine.client.call('train', { runId: run.id });
    } catch (error) {
      if (!mine.given) {
        await runs
          .update(run.id, (kept) =>
            kept.state.kind === 'running'
              ? { ...kept, state: { kind: 'failed', why: lost(error) } }
              : kept,
          )
          .catch(() => null);
      }
    }
    if (!mine.given) await end(run.id);
  };

  const deletions = createDeletions(async ([id]) => {
    if (id === undefined) return;
    await runs.delete(id);
    store.setState(({ runs: listed }) => ({
      runs: listed?.filter((run) => run.id !== id) ?? null,
    }));
  }, ports.graceMs);
  deletions.store.subscribe(({ pending, failure }) => {
    const id = pending?.sessionIds[0];
    const run = store.getState().runs?.find((listed) => listed.id === id);
    store.setState({
      deleting: run === undefined ? null : { id: run.id, name: run.name },
      ...(failure === null ? {} : { problem: `The run was not deleted. ${failure}` }),
    });
  });

  const interrupt = async (): Promise<void> => {
    if (own === null) return;
    const { id } = own;
    own.given = true;
    own.client?.close();
    await runs
      .update(id, (kept) =>
        kept.state.kind === 'running' ? { ...kept, state: { kind: 'interrupted' } } : kept,
      )
      .catch((error: unknown) => {
        tell(`It was stopped, and that could not be written. ${words(error)}`);
      });
    await end(id);
  };

  return {
    watchRuns() {
      clearInterval(looking);
      void load();
      looking = setInterval(() => {
        if (store.getState().elsewhere.size > 0) void load();
      }, ports.lookEveryMs);
    },
    leaveRuns() {
      clearInterval(looking);
    },
    async startRun() {
      const { form, runs: listed } = store.getState();
      const read = readDraft(form.draft);
      if (read.kind === 'faulty' || form.seed === null) return;
      const { recipe } = read;
      try {
        const data = usedData((await ports.sources.list()).items);
        const startedAt = now();
        const run: LabRun = {
          id: ports.newId(),
          formatVersion: 1,
          name: form.name.trim() === '' ? `${recipe.name} ${(listed?.length ?? 0) + 1}` : form.name,
          recipe,
          data,
          seed: form.seed,
          startedAt,
          updatedAt: startedAt,
          // Until its worker has it, nobody trains it.
          state: { kind: 'interrupted' },
          history: [],
          material: null,
          troubles: [],
          ...(form.further === null ? {} : { parent: form.further }),
        };
        await runs.put(run);
        store.setState(({ runs: now_, form: shown }) => ({
          runs: [run, ...(now_ ?? [])],
          form: { ...shown, name: '' },
        }));
        await train(run);
      } catch (error) {
        tell(`Nothing was started: the run could not be kept. ${words(error)}`);
      }
    },
    async goOnWithRun(runId) {
      const run = store.getState().runs?.find(({ id }) => id === runId);
      if (run !== undefined) await train(run);
    },
    finishRun() {
      own?.client?.finish();
      patchLive((live) => ({ ...live, finishing: true }));
    },
    interruptRun: interrupt,
    async renameRun(runId, name) {
      const given = name.trim();
      if (given === '') return;
      try {
        await runs.update(runId, (run) => ({ ...run, name: given }));
        patch(runId, (run) => ({ ...run, name: given }));
      } catch (error) {
        tell(`The run keeps its name. ${words(error)}`);
      }
    },
    deleteRun(runId) {
      if (own?.id === runId) void interrupt();
      deletions.request([runId]);
    },
    keepRun: deletions.undo,
    dismissTrainProblem() {
      store.setState({ problem: null });
    },
  };
}
